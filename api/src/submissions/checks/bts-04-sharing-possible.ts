import { sql } from '../../database/sql.js';
import type { Rule } from './rule.js';

/** A box around a place that holds all within so many metres: a degree of longitude is 103 km here, one of latitude 111 km. */
const METRES_PER_DEGREE = 100_000;

export const SHARING_POSSIBLE: Rule = {
  id: 'BTS-04',
  severity: 'info',
  kinds: ['bts-stations'],
  title: { vi: 'Trạm mới gần cột có thể dùng chung của doanh nghiệp khác', en: 'A new station near another owner’s shareable mast' },
  explain: {
    vi: 'Doanh nghiệp cần tăng cường dùng chung hạ tầng: gần đây đã có cột mà doanh nghiệp khác cho dùng chung. Xem xét thuê cột đó trước khi dựng cột mới; nếu không được, ghi lý do vào ghi chú.',
    en: 'Enterprises are to share more: another owner offers a mast nearby. Consider using it before a new one is built; if that cannot be, say why in the note.',
  },
  source: {
    vi: 'Thông báo kết luận của Sở Thông tin và Truyền thông, tháng 12/2020',
    en: 'Notice of conclusions of the Department of Information and Communications, December 2020',
  },
  thresholds: [{ name: 'distanceM', label: { vi: 'Khoảng cách', en: 'Distance' }, unit: 'm', default: 300, min: 50, max: 1000 }],
  // The nearest one only, in the order of the spatial index: in a dense city hundreds may lie in the box. Plans are their owner's secret.
  find: ({ thresholds }) => sql`select i.id as item_id, 'geometry' as path,
      format('Cách cột có thể dùng chung “%s” của %s khoảng %s m. Xem xét dùng chung thay vì dựng cột mới.', m.code, o.short_name, round(m.metres)) as vi,
      format('About %s m from the shareable mast “%s” of %s. Consider sharing it instead of building another.', round(m.metres), m.code, o.short_name) as en
    from package_items i cross join lateral (
      select s.code, s.owner, st_distance(s.geom::geography, i.geom::geography) as metres from bts_stations s
      where s.geom && st_expand(i.geom, ${thresholds['distanceM']! / METRES_PER_DEGREE}) and s.shareable and s.owner <> i.owner
        and s.status not in ('planned', 'dismantled') and st_dwithin(s.geom::geography, i.geom::geography, ${thresholds['distanceM']})
      order by s.geom <-> i.geom limit 1) m
    join organizations o on o.code = m.owner
    where i.change = 'new' and i.geom is not null`,
};
