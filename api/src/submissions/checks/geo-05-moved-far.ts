import { sql } from '../../database/sql.js';
import type { Rule } from './rule.js';

/** A record that would lie far from where the register has it: mostly another record's code, or another way of reading the numbers. */
export const MOVED_FAR: Rule = {
  id: 'GEO-05',
  severity: 'warning',
  kinds: ['bts-stations', 'cable-segments', 'post-office-sites'],
  title: { vi: 'Dời xa so với vị trí trong sổ', en: 'Far from where the register has it' },
  explain: {
    vi: 'Trạm, tuyến và đất ít khi dời đi xa. Thường là nhầm mã của bản ghi khác, hoặc tọa độ gõ sai hay đọc sai hệ. Kiểm tra mã và tọa độ; nếu dời thật thì ghi rõ ở lời nhắn.',
    en: 'Stations, lines and land seldom move far. Mostly it is the code of another record, or coordinates mistyped or read in another system. Check both; say so in a message if it did move.',
  },
  thresholds: [{ name: 'distanceM', label: { vi: 'Khoảng cách', en: 'Distance' }, unit: 'm', default: 500, min: 10, max: 10_000 }],
  find: ({ thresholds }) => sql`
    select m.id as item_id, 'geometry' as path,
      format('Vị trí mới cách vị trí trong sổ %s m. Kiểm tra mã và tọa độ.', m.metres) as vi,
      format('The new place is %s m from where the register has it. Check the code and the coordinates.', m.metres) as en
    from (select i.id, round(st_distance(st_centroid(i.geom)::geography, st_centroid((i.register).geom)::geography))::int as metres
      from package_items i where i.change = 'changed' and i.geom is not null and not st_isempty(i.geom) offset 0) m
    where m.metres > ${thresholds['distanceM']}`,
};
