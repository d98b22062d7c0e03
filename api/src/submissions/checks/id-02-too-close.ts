import { empty, raw, sql, type Sql } from '../../database/sql.js';
import { columnOf } from '../../registry/field.js';
import { cellAt, cellsAround, degreesOf, inReach } from './grid.js';
import type { Rule, RuleContext } from './rule.js';

/** Cells so many times wider than the distance: most items have to look into one cell only, and few items are in each. */
const CELL = 12;

const centreOf = (ordinate: 'x' | 'y'): string =>
  `(case geometrytype(i.geom) when 'POINT' then st_${ordinate}(i.geom) else st_${ordinate}(st_centroid(i.geom)) end)`;
const PLACED = sql`i.units <> '{}' and i.change in ('new', 'changed')`;

/** Whether two of these belong to one owner, in words that keep the owner out of the keys of a join: files hold one owner, and texts sort slowly. */
const oneOwner = (a: string, b: string): Sql => raw(`coalesce(${a}.owner = ${b}.owner, false)`);

/** Cells to a strip: every other strip, from north to south, belongs to the same half. */
const STRIP = 8;

const halfOf = (x: string, reach: number): string => `(floor((${x}) / ${reach * CELL * STRIP}::float8)::int & 1)`;

/** Whether a place is in the half asked for. */
const inHalf = ({ half, thresholds }: RuleContext, x: string): Sql =>
  half === undefined ? sql`true` : raw(`${halfOf(x, degreesOf(thresholds['distanceM']!))} = ${half}`);

/** Whether it is, or may be in reach of one that is. */
function nearHalf({ half, thresholds }: RuleContext, x: string): Sql {
  if (half === undefined) return sql`true`;
  const reach = degreesOf(thresholds['distanceM']!);
  return raw(`${half} in (${halfOf(`${x} - ${reach}::float8`, reach)}, ${halfOf(`${x} + ${reach}::float8`, reach)})`);
}

/** The register is gone through at once. Parcels may reach far beyond the cell of their centre, and there are few of them. */
const atOnce = ({ kind, many }: RuleContext): boolean => many && kind.geometry.join() === 'Point';

/** Rows of the file that may stand close to another, if the reading looked far enough. */
const closeRows = ({ seen, thresholds }: RuleContext): number[] | null =>
  seen?.close && seen.close.metres >= thresholds['distanceM']! ? seen.close.rows : null;

/** Records of the owners concerned, each in the cells given. */
function records(context: RuleContext, cells: Sql): Sql {
  const { kind } = context;
  const owner = raw(`o.${columnOf(kind.ownerField)}`);
  return sql`
    select o.owner, o.x, o.y, ${cells} as cell, null::bigint as item, o.id as record
    from (select o.id, ${owner} as owner, st_x(o.geom) as x, st_y(o.geom) as y from ${raw(kind.table)} o
      where ${owner} = any(array(select distinct p.owner from placed p)) offset 0) o
    where ${nearHalf(context, 'o.x')}`;
}

/**
 * Relations of a package: its `placed` items, those `among` which pairs are to be found, and those `asked` about; the `spots` they stand in, one for each
 * place however many stand there, with the first and the last of them; the `crowds` of those with several; `around`, the cells about the spots of those
 * asked; and `near`: what each of the asked has in reach, in another place an item (the first there), anywhere a record.
 */
function nearby(context: RuleContext): Sql {
  const { thresholds, some } = context;
  const reach = degreesOf(thresholds['distanceM']!);
  const close = closeRows(context);
  return sql`
    placed as materialized (
      select p.* from (select i.id, i.row_number, i.owner, ${raw(centreOf('x'))} as x, ${raw(centreOf('y'))} as y from whole_package i where ${PLACED} offset 0) p
      where ${nearHalf(context, 'p.x')}),
    among as not materialized (select p.* from placed p where ${close ? sql`p.row_number = any(${close}::int[])` : sql`true`}),
    asked as ${some ? sql`materialized (select p.* from placed p where p.id in (select i.id from package_items i))` : sql`(select p.* from among p where ${inHalf(context, 'p.x')})`},
    spots as materialized (
      select p.owner, p.x, p.y, ${cellAt('p.x', 'p.y', reach * CELL)} as cell, min(p.id) as first, max(p.id) as last from among p group by 1, 2, 3),
    crowds as materialized (
      select i.id, s.first, s.last from spots s join asked i on i.x = s.x and i.y = s.y and ${oneOwner('i', 's')} where s.first <> s.last),
    around as materialized (
      select s.owner, s.x, s.y, s.first, s.last, ${cellsAround('s.x', 's.y', reach, reach * CELL)} as cell
      from spots s where ${some ? sql`(s.owner, s.x, s.y) in (select a.owner, a.x, a.y from asked a)` : inHalf(context, 's.x')}),
    hits as materialized (
      select a.first, a.last, o.item, o.record
      from around a join (
        select s.owner, s.x, s.y, s.cell, s.first as item, null::bigint as record from spots s ${atOnce(context) && !close ? sql`union all ${records(context, cellAt('o.x', 'o.y', reach * CELL))}` : empty}) o
        on ${inReach('a', 'o', reach, sql`${oneOwner('o', 'a')} and o.item is distinct from a.first`)}),
    near as (
      select h.first as id, h.item, h.record from hits h where h.first = h.last
      union all
      select c.id, h.item, h.record from hits h join crowds c using (first) where h.first <> h.last)`;
}

/** Joins the item with an id. The limit makes it a look-up for each pair: thinking of many more, the planner would read all items. */
const itemNamed = (id: string, as: string): Sql => raw(`cross join lateral (select w.* from whole_package w where w.id = ${id} limit 1) ${as}`);

/** Pairs of items of one package. Items in exactly one place, which files have by the thousand, stand for each other: every pair would be too many. */
const pairs = ({ thresholds }: RuleContext): Sql => sql`
  select i.id, o.id as other, o.code, st_distance(i.geom::geography, o.geom::geography) as metres
  from (
    select id, item from near where item is not null
    union all
    select c.id, case when c.first <> c.id then c.first else c.last end from crowds c) n
  ${itemNamed('n.id', 'i')} ${itemNamed('n.item', 'o')}
  where o.code <> i.code and st_dwithin(i.geom::geography, o.geom::geography, ${thresholds['distanceM']})`;

/** Where pairs of items need not be looked for, it is the records, far fewer, that are put into all cells they reach. */
function besideRecords(context: RuleContext): Sql {
  const reach = degreesOf(context.thresholds['distanceM']!);
  return sql`
    select i.id, o.record
    from (select p.*, ${cellAt('p.x', 'p.y', reach * CELL)} as cell from placed p where ${inHalf(context, 'p.x')}) i
    join (${records(context, cellsAround('o.x', 'o.y', reach, reach * CELL))}) o on ${inReach('i', 'o', reach, oneOwner('o', 'i'))}`;
}

/** Pairs of an item and a record of the register. */
function recordsNear(context: RuleContext): Sql {
  const { kind, thresholds } = context;
  const metres = thresholds['distanceM']!;
  const table = raw(kind.table);
  const from = atOnce(context)
    ? sql`(${closeRows(context) ? besideRecords(context) : sql`select n.id, n.record from near n where n.record is not null`}) n
        ${itemNamed('n.id', 'i')} join ${table} o on o.id = n.record where true`
    : sql`package_items i join ${table} o on o.geom && st_expand(i.geom, ${degreesOf(metres)}) and ${raw(`o.${columnOf(kind.ownerField)}`)} = i.owner where ${PLACED} and ${inHalf(context, centreOf('x'))}`;
  return sql`
    select i.id, null::bigint as other, o.code, st_distance(o.geom::geography, i.geom::geography) as metres
    from ${from} and o.code <> i.code and o.id is distinct from i.record_id and st_dwithin(o.geom::geography, i.geom::geography, ${metres})`;
}

export const TOO_CLOSE: Rule = {
  id: 'ID-02',
  severity: 'warning',
  whole: true,
  inHalves: true,
  pairsWithin: ({ distanceM }) => distanceM!,
  kinds: ['bts-stations', 'post-office-sites'],
  title: { vi: 'Có bản ghi khác của cùng đơn vị rất gần', en: 'Another record of the same owner close by' },
  explain: {
    vi: 'Hai bản ghi của một đơn vị ở cùng một chỗ thường là một bản ghi mang hai mã. Nếu là một, dùng lại mã cũ; nếu là hai, kiểm tra tọa độ.',
    en: 'Two records of one owner in one place are mostly one record under two codes. If it is one, use the code it has; if it is two, check the coordinates.',
  },
  thresholds: [{ name: 'distanceM', label: { vi: 'Khoảng cách', en: 'Distance' }, unit: 'm', default: 10, min: 1, max: 100 }],
  find: (context) => sql`
    with ${nearby(context)},
    found as ((${recordsNear(context)}) union all (${pairs(context)}))
    select distinct on (f.id) f.id as item_id, f.other, 'geometry' as path,
      format('Cách “%s” của cùng đơn vị chưa đến %s m. Nếu là một vị trí, dùng lại mã “%s”; nếu là hai, kiểm tra tọa độ.', f.code, ${context.thresholds['distanceM']}::text, f.code) as vi,
      format('Less than %s m from “%s” of the same owner. If it is one place, use the code “%s”; if it is two, check the coordinates.', ${context.thresholds['distanceM']}::text, f.code, f.code) as en
    from found f order by f.id, f.metres, f.other nulls first, f.code`,
  related: (context) => sql`with ${nearby(context)} select p.other as id from (${pairs(context)}) p`,
};
