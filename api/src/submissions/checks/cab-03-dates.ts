import { sql } from '../../database/sql.js';
import type { Rule } from './rule.js';

export const SEGMENT_DATES: Rule = {
  id: 'CAB-03',
  severity: 'error',
  kinds: ['cable-segments'],
  title: {
    vi: 'Hoàn thành thiếu ngày, hoặc ngày và khối lượng mâu thuẫn',
    en: 'Completed without a date, done longer than planned, or started after completed',
  },
  find: () => sql`
    select i.id as item_id, 'completedOn' as path, 'Đoạn tuyến đã hoàn thành nhưng thiếu ngày hoàn thành. Nhập ngày hoàn thành.' as vi,
      'The segment is completed but has no date of completion. Enter the date.' as en
    from package_items i where i.merged ->> 'status' = 'completed' and i.merged ->> 'completedOn' is null
    union all
    select i.id, 'startedOn', 'Ngày khởi công đứng sau ngày hoàn thành. Sửa một trong hai ngày.', 'Started after completed. Mend one of the two dates.'
    from package_items i where (i.merged ->> 'startedOn')::date > (i.merged ->> 'completedOn')::date
    union all
    select i.id, 'doneLengthM', format('Chiều dài đã làm %s m lớn hơn chiều dài tuyến %s m. Sửa một trong hai số.', i.merged ->> 'doneLengthM', l.m),
      format('The length done, %s m, is more than the segment’s %s m. Mend one of the two.', i.merged ->> 'doneLengthM', l.m)
    from package_items i, lateral (select coalesce((i.merged ->> 'asBuiltLengthM')::float8, round(st_length(i.geom::geography)::numeric, 1)::float8) as m) l
    where (i.merged ->> 'doneLengthM')::float8 > l.m * 1.1`,
};
