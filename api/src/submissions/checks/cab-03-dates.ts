import { sql } from '../../database/sql.js';
import { after, type Rule } from './rule.js';

export const SEGMENT_DATES: Rule = {
  id: 'CAB-03',
  severity: 'error',
  guards: true,
  kinds: ['cable-segments'],
  title: {
    vi: 'Hoàn thành thiếu ngày, hoặc ngày và khối lượng mâu thuẫn',
    en: 'Completed without a date, done longer than planned, or started after completed',
  },
  explain: {
    vi: 'Tiến độ được tính từ ngày hoàn thành và chiều dài đã làm. Nhập ngày hoàn thành; chiều dài đã làm không thể dài hơn tuyến; ngày khởi công không thể sau ngày hoàn thành.',
    en: 'Progress is counted from the date of completion and the length done. Enter the date; the length done cannot exceed the segment; it cannot start after it was completed.',
  },
  thresholds: [
    { name: 'percent', label: { vi: 'Được làm vượt chiều dài tuyến', en: 'May be done beyond the length' }, unit: '%', default: 10, min: 0, max: 50 },
  ],
  find: ({ thresholds }) => sql`
    select i.id as item_id, 'completedOn' as path, 'Đoạn tuyến đã hoàn thành nhưng thiếu ngày hoàn thành. Nhập ngày hoàn thành.' as vi,
      'The segment is completed but has no date of completion. Enter the date.' as en
    from package_items i where ${after('status')} = 'completed' and ${after('completedOn')} is null
    union all
    select i.id, 'startedOn', 'Ngày khởi công đứng sau ngày hoàn thành. Sửa một trong hai ngày.', 'Started after completed. Mend one of the two dates.'
    from package_items i where ${after('startedOn')}::date > ${after('completedOn')}::date
    union all
    select i.id, 'doneLengthM', format('Chiều dài đã làm %s m lớn hơn chiều dài tuyến %s m. Sửa một trong hai số.', l.done, l.m),
      format('The length done, %s m, is more than the segment’s %s m. Mend one of the two.', l.done, l.m)
    from package_items i, lateral (select ${after('doneLengthM')}::float8 as done,
      coalesce(${after('asBuiltLengthM')}::float8, round(st_length(coalesce(i.geom, (i.register).geom)::geography)::numeric, 1)::float8) as m) l
    where l.done > l.m * (1 + ${thresholds['percent']! / 100}::float8)`,
};
