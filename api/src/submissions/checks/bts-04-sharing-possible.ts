import { raw, sql, type Sql } from '../../database/sql.js';
import { cellAt, cellsAround, degreesOf, inReach, metresOfDegree, squareMetres, wholeMetres, withinMetres } from './grid.js';
import type { Rule } from './rule.js';

const OFFERED = sql`s.shareable and s.status not in ('planned', 'dismantled')`;

const offered = (which: Sql): Sql => sql`
  select s.code, s.owner, s.geom, st_x(s.geom) as x, st_y(s.geom) as y from bts_stations s where ${OFFERED} and ${which} offset 0`;

const degree = metresOfDegree('i.y');

/** New places, each with the metres of a degree there. An "offset 0" here and below keeps a number from being reckoned anew wherever it is spoken of. */
const NEW_PLACES = sql`
  select i.*, ${raw(degree.x)} as mx, ${raw(degree.y)} as my
  from (select i.id, i.owner, i.geom, st_x(i.geom) as x, st_y(i.geom) as y from package_items i where i.change = 'new' and i.geom is not null offset 0) i offset 0`;

/** Looked up for each item. In a dense city hundreds may lie in the box. */
const nearestOfEach = (metres: number): Sql => sql`
  select i.id, n.code, n.owner, ${wholeMetres('n.metres', 'n.geom', 'i.geom')} as metres
  from (${NEW_PLACES}) i cross join lateral (
    select p.code, p.owner, p.geom, sqrt(p.square) as metres
    from (
      select s.*, ${squareMetres('i', 's')} as square
      from (${offered(sql`s.geom && st_expand(i.geom, ${degreesOf(metres)}) and s.owner <> i.owner`)}) s offset 0) p
    where ${withinMetres('p.square', metres, 'p.geom', 'i.geom')}
    order by p.square limit 1) n`;

const CELL = 2;
const MASTS = 'masts_around';

/** Masts that are offered, each in all cells it reaches. */
const mastsAround = (reach: number, which: Sql): Sql => sql`
  select s.*, ${cellsAround('s.x', 's.y', reach, reach * CELL)} as cell from (${offered(which)}) s offset 0`;

/** The same for very many items: the masts, far fewer than items, are put into all cells they reach, and each item looks into its own. */
function nearestOfMany(metres: number, prepared: boolean): Sql {
  const reach = degreesOf(metres);
  // A file has one owner, whose own masts need not be looked at.
  const only = sql`(select case when count(distinct i.owner) = 1 then min(i.owner) end from package_items i)`;
  const others = sql`s.owner is distinct from ${only}`;
  return sql`
    select n.id, n.code, n.owner, ${wholeMetres('n.metres', 'n.mast', 'n.geom')} as metres
    from (
      select n.id, n.code, n.owner, n.mast, n.geom, sqrt(n.square) as metres
      from (
        select distinct on (p.id) p.*
        from (
          select i.id, i.geom, s.code, s.owner, s.geom as mast, ${squareMetres('i', 's')} as square
          from (select i.*, ${cellAt('i.x', 'i.y', reach * CELL)} as cell from (${NEW_PLACES}) i offset 0) i
          join (${prepared ? sql`select s.* from ${raw(MASTS)} s where ${others}` : mastsAround(reach, others)}) s
            on ${inReach('i', 's', reach, sql`s.owner <> i.owner`)} offset 0) p
        where ${withinMetres('p.square', metres, 'p.mast', 'p.geom')}
        order by p.id, p.square) n offset 0) n offset 0`;
}

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
  // The nearest one only. Plans are their owner's secret.
  prepare: ({ thresholds }) => ({ table: MASTS, key: 'cell', rows: mastsAround(degreesOf(thresholds['distanceM']!), sql`true`) }),
  find: ({ thresholds, many, prepared }) => sql`select m.id as item_id, 'geometry' as path,
      format('Cách cột có thể dùng chung “%s” của %s khoảng %s m. Xem xét dùng chung thay vì dựng cột mới.', m.code, o.short_name, m.metres) as vi,
      format('About %s m from the shareable mast “%s” of %s. Consider sharing it instead of building another.', m.metres, m.code, o.short_name) as en
    from (${many || prepared ? nearestOfMany(thresholds['distanceM']!, prepared) : nearestOfEach(thresholds['distanceM']!)}) m join organizations o on o.code = m.owner`,
};
