import { empty, raw, sql, type Sql } from '../../database/sql.js';
import { columnOf } from '../../registry/field.js';
import { cellAt, cellsAround, degreesOf } from './grid.js';
import type { Rule, RuleContext } from './rule.js';

/** Cells so many times wider than the distance: most items have to look into one cell only, and few items are in each. */
const CELL = 12;

const centre = sql`case geometrytype(i.geom) when 'POINT' then st_x(i.geom) else st_x(st_centroid(i.geom)) end as x,
  case geometrytype(i.geom) when 'POINT' then st_y(i.geom) else st_y(st_centroid(i.geom)) end as y`;
const PLACED = sql`i.units <> '{}' and i.change in ('new', 'changed')`;

/** Whether two of these belong to one owner, in words that keep the owner out of the keys of a join: files hold one owner, and texts sort slowly. */
const oneOwner = (a: string, b: string): Sql => raw(`coalesce(${a}.owner = ${b}.owner, false)`);

/**
 * Relations of a package: its `placed` items and those `asked` about; the `spots` they stand in, one for each place however many stand there, with the
 * first and the last of them; `around`, the cells about the spots of those asked.
 */
function spots({ thresholds, some }: RuleContext): Sql {
  const reach = degreesOf(thresholds['distanceM']!);
  return sql`
    placed as materialized (select i.id, i.owner, ${centre} from whole_package i where ${PLACED}),
    asked as ${some ? sql`materialized (select p.* from placed p where p.id in (select i.id from package_items i))` : sql`(select * from placed)`},
    spots as materialized (
      select p.owner, p.x, p.y, ${cellAt('p.x', 'p.y', reach * CELL)} as cell, min(p.id) as first, max(p.id) as last from placed p group by 1, 2, 3),
    around as materialized (
      select s.owner, s.x, s.y, s.first, s.last, ${cellsAround('s.x', 's.y', reach, reach * CELL)} as cell
      from spots s ${some ? sql`where (s.owner, s.x, s.y) in (select a.owner, a.x, a.y from asked a)` : empty})`;
}

/** Joins the cells `a` around a spot with something `o` that has a cell. */
const inReach = ({ thresholds }: RuleContext): Sql => {
  const reach = degreesOf(thresholds['distanceM']!);
  return sql`o.cell = a.cell and abs(o.x - a.x) < ${reach} and abs(o.y - a.y) < ${reach} and ${oneOwner('o', 'a')}`;
};

/** From `hits` of spots the pairs of items: most spots hold one item only. */
const itemsOf = (hits: Sql): Sql => sql`
  hits as materialized (${hits}),
  near as (
    select h.first as id, h.other from hits h where h.first = h.last
    union all
    select i.id, h.other from hits h join asked i on i.x = h.x and i.y = h.y and ${oneOwner('i', 'h')} where h.first <> h.last)`;

/** Joins the item with an id. The limit makes it a look-up for each pair: thinking of many more, the planner would read all items. */
const itemNamed = (id: string, as: string): Sql => raw(`cross join lateral (select w.* from whole_package w where w.id = ${id} limit 1) ${as}`);

/** Pairs of items of one package. Items in exactly one place, which files have by the thousand, stand for each other: every pair would be too many. */
const pairs = (context: RuleContext): Sql => sql`
  with ${itemsOf(sql`select a.*, o.first as other from around a join spots o on ${inReach(context)} and (o.x, o.y) <> (a.x, a.y)`)}
  select i.id, o.id as other, o.code, st_distance(i.geom::geography, o.geom::geography) as metres
  from (
    select id, other from near
    union all
    select i.id, case when s.first <> i.id then s.first else s.last end
    from spots s join asked i on i.x = s.x and i.y = s.y and ${oneOwner('i', 's')} where s.first <> s.last) n
  ${itemNamed('n.id', 'i')} ${itemNamed('n.other', 'o')}
  where o.code <> i.code and st_dwithin(i.geom::geography, o.geom::geography, ${context.thresholds['distanceM']})`;

/** Pairs of an item and a record of the register. */
function recordsNear(context: RuleContext): Sql {
  const { kind, thresholds, many } = context;
  const metres = thresholds['distanceM']!;
  const table = raw(kind.table);
  const owner = raw(`o.${columnOf(kind.ownerField)}`);
  const found = sql`select i.id, null::bigint as other, o.code, st_distance(o.geom::geography, i.geom::geography) as metres`;
  const another = sql`o.code <> i.code and o.id is distinct from i.record_id and st_dwithin(o.geom::geography, i.geom::geography, ${metres})`;
  // Parcels may reach far beyond the cell of their centre; there are few of them.
  if (!many || kind.geometry.join() !== 'Point')
    return sql`${found} from package_items i join ${table} o on o.geom && st_expand(i.geom, ${degreesOf(metres)}) and ${owner} = i.owner where ${PLACED} and ${another}`;
  const records = sql`
    select o.*, ${cellAt('o.x', 'o.y', degreesOf(metres) * CELL)} as cell
    from (select o.id, ${owner} as owner, st_x(o.geom) as x, st_y(o.geom) as y from ${table} o
      where ${owner} = any(array(select distinct p.owner from placed p)) offset 0) o offset 0`;
  return sql`
    with ${itemsOf(sql`select a.*, o.id as other from around a join (${records}) o on ${inReach(context)}`)}
    ${found} from near n ${itemNamed('n.id', 'i')} join ${table} o on o.id = n.other where ${another}`;
}

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
    with ${spots(context)},
    found as ((${recordsNear(context)}) union all (${pairs(context)}))
    select distinct on (f.id) f.id as item_id, f.other, 'geometry' as path,
      format('Cách “%s” của cùng đơn vị chưa đến %s m. Nếu là một vị trí, dùng lại mã “%s”; nếu là hai, kiểm tra tọa độ.', f.code, ${context.thresholds['distanceM']}::text, f.code) as vi,
      format('Less than %s m from “%s” of the same owner. If it is one place, use the code “%s”; if it is two, check the coordinates.', ${context.thresholds['distanceM']}::text, f.code, f.code) as en
    from found f order by f.id, f.metres, f.other nulls first, f.code`,
  related: (context) => sql`with ${spots(context)} select p.other as id from (${pairs(context)}) p`,
};
