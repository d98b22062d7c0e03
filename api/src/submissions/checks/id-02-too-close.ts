import { raw, sql, type Sql } from '../../database/sql.js';
import { columnOf } from '../../registry/field.js';
import type { Rule, RuleContext } from './rule.js';

/** Fewer than in any degree of the province: so many metres' worth of degrees holds all that is within them. */
const METRES_PER_DEGREE = 100_000;

/** Cells so many times wider than the distance: most items have to look into one cell only, and few items are in each. */
const CELL = 6;

const centre = sql`case geometrytype(i.geom) when 'POINT' then st_x(i.geom) else st_x(st_centroid(i.geom)) end as x,
  case geometrytype(i.geom) when 'POINT' then st_y(i.geom) else st_y(st_centroid(i.geom)) end as y`;
const PLACED = sql`i.units <> '{}' and i.change in ('new', 'changed')`;

/** One number for a cell, so that the join is one equality. */
const cellAt = (x: string, y: string, cell: number): Sql => sql`floor(${raw(x)} / ${cell}::float8) * 10000000 + floor(${raw(y)} / ${cell}::float8)`;

/** Pairs of items of one package. Items in exactly one place, which files have by the thousand, stand for each other: every pair would be too many. */
const pairs = ({ thresholds }: RuleContext): Sql => {
  const reach = thresholds['distanceM']! / METRES_PER_DEGREE;
  const cell = reach * CELL;
  const corner = (x: -1 | 1, y: -1 | 1): Sql => cellAt(`(i.x + ${x * reach})`, `(i.y + ${y * reach})`, cell);
  return sql`
    select a.id, o.id as other, o.code, st_distance(a.place, o.geom::geography) as metres
    from (
      select i.id, i.code, i.geom::geography as place, case when p.first <> i.id then p.first when p.last <> i.id then p.last end as other
      from (
        select i.*, c.cell from (select i.id, i.owner, i.code, i.geom, ${centre} from package_items i where ${PLACED} offset 0) i
        cross join lateral (select distinct unnest(array[${corner(-1, -1)}, ${corner(-1, 1)}, ${corner(1, -1)}, ${corner(1, 1)}]) as cell) c offset 0) i
      join (
        select i.owner, i.x, i.y, ${cellAt('i.x', 'i.y', cell)} as cell, min(i.id) as first, max(i.id) as last
        from (select i.id, i.owner, ${centre} from whole_package i where ${PLACED} offset 0) i group by 1, 2, 3) p
        on p.owner = i.owner and p.cell = i.cell and abs(p.x - i.x) < ${reach} and abs(p.y - i.y) < ${reach}) a
    join whole_package o on o.id = a.other and o.code <> a.code
    where st_dwithin(a.place, o.geom::geography, ${thresholds['distanceM']})`;
};

export const TOO_CLOSE: Rule = {
  id: 'ID-02',
  severity: 'warning',
  whole: true,
  kinds: ['bts-stations', 'post-office-sites'],
  title: { vi: 'Có bản ghi khác của cùng đơn vị rất gần', en: 'Another record of the same owner close by' },
  explain: {
    vi: 'Hai bản ghi của một đơn vị ở cùng một chỗ thường là một bản ghi mang hai mã. Nếu là một, dùng lại mã cũ; nếu là hai, kiểm tra tọa độ.',
    en: 'Two records of one owner in one place are mostly one record under two codes. If it is one, use the code it has; if it is two, check the coordinates.',
  },
  thresholds: [{ name: 'distanceM', label: { vi: 'Khoảng cách', en: 'Distance' }, unit: 'm', default: 10, min: 1, max: 100 }],
  find: (context) => sql`
    with found as (
      select i.id, null::bigint as other, o.code, st_distance(o.geom::geography, i.geom::geography) as metres
      from package_items i join ${raw(context.kind.table)} o on o.geom && st_expand(i.geom, ${context.thresholds['distanceM']! / METRES_PER_DEGREE})
        and o.${raw(columnOf(context.kind.ownerField))} = i.owner and o.code <> i.code and o.id is distinct from i.record_id
      where i.change in ('new', 'changed') and st_dwithin(o.geom::geography, i.geom::geography, ${context.thresholds['distanceM']})
      union all
      ${pairs(context)})
    select distinct on (f.id) f.id as item_id, f.other, 'geometry' as path,
      format('Cách “%s” của cùng đơn vị chưa đến %s m. Nếu là một vị trí, dùng lại mã “%s”; nếu là hai, kiểm tra tọa độ.', f.code, ${context.thresholds['distanceM']}::text, f.code) as vi,
      format('Less than %s m from “%s” of the same owner. If it is one place, use the code “%s”; if it is two, check the coordinates.', ${context.thresholds['distanceM']}::text, f.code, f.code) as en
    from found f order by f.id, f.metres, f.other nulls first, f.code`,
  related: (context) => sql`select p.other as id from (${pairs(context)}) p`,
};
