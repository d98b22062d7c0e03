import type { Viewer } from '../access/viewer.js';
import { raw, sql, type Sql } from '../database/sql.js';
import type { Kind } from '../registry/field.js';
import type { RecordQuery } from '../registry/record-query.js';
import { LEVELS, WORLD_LOG } from './counting.sql.js';
import { farFields, farName } from './facts.js';
import type { Tile } from '../tiles/tile.js';
import { TILE_LAYERS } from '../tiles/tile-layers.js';
import { canSum, chosenSets, isEverything } from './summed.sql.js';

/** A tile has 2^this cells in each direction. */
const CELLS_LOG = 3;
/** Units of a tile in each direction. */
const EXTENT_LOG = 12;

/** Whether the sums hold what a tile far out shows. */
export const canSumCells = (kind: Kind, viewer: Viewer, query: RecordQuery, { z }: Tile): boolean =>
  canSum(kind, viewer, query, farFields(kind)) &&
  kind.geometry.every((type) => type === 'Point') &&
  z + CELLS_LOG >= LEVELS.first &&
  z + CELLS_LOG <= LEVELS.last;

/** Whether the sums tell how many records a tile holds: also near by, where its cells are coarser than those that are drawn. */
export const canSumCount = (kind: Kind, viewer: Viewer, query: RecordQuery, { z }: Tile): boolean =>
  canSum(kind, viewer, query, farFields(kind)) && kind.geometry.every((type) => type === 'Point') && z + CELLS_LOG >= LEVELS.first && z < LEVELS.last;

const cellsIn = ({ z, x, y }: Tile, log = CELLS_LOG): Sql => {
  const [west, north] = [x << log, y << log];
  const last = (1 << log) - 1;
  return sql`s.level = ${z + log} and s.x between ${west} and ${west + last} and s.y between ${north} and ${north + last}`;
};

/** How many records of the choice a tile holds. */
export function sumOfTile(kind: Kind, viewer: Viewer, query: RecordQuery, tile: Tile): Sql {
  const sets = isEverything(kind, viewer, query)
    ? sql`select f.id from fact_sets f where f.kind = ${farName(kind)}`
    : sql`select v.set_id from ${chosenSets(kind, viewer, query)} v`;
  return sql`select coalesce(sum(s.n), 0)::int as count from cell_sums s
    where ${cellsIn(tile, Math.min(CELLS_LOG, LEVELS.last - tile.z))} and s.set_id in (${sets})`;
}

/** Names under which a set is counted in its cell, as the tile calls them: "status:operating", "shared". */
const keysOf = (kind: Kind): Sql =>
  raw(
    TILE_LAYERS[kind.name]
      .mix!.map(({ name, type, value }) => {
        if (type === 'flag') return `case when ${value} then array['${name}'] else '{}' end`;
        if (type === 'texts') return `array(select '${name}:' || t from unnest(${value}) t)`;
        return `array['${name}:' || ${value}]`;
      })
      .join(' || '),
  );

/** The cells of a tile: mean place of their records in units of the tile, count, and how many there are of each kind. */
export const cellsOfTile = (kind: Kind, viewer: Viewer, query: RecordQuery, tile: Tile): Sql => {
  // From the world's units to those of the tile.
  const scale = 2 ** (WORLD_LOG - tile.z - EXTENT_LOG);
  return sql`
    with sets as materialized (select v.set_id, ${keysOf(kind)} as keys from ${chosenSets(kind, viewer, query)} v),
    cells as materialized (select s.x, s.y, v.keys, s.n::int as n, s.sum_x, s.sum_y from cell_sums s join sets v on v.set_id = s.set_id where ${cellsIn(tile)} and s.n > 0),
    counts as (
      select m.x, m.y, json_object_agg(m.key, m.n) as mix from (select c.x, c.y, k.key, sum(c.n)::int as n from cells c, unnest(c.keys) k(key) group by 1, 2, 3) m group by 1, 2)
    select least(greatest(round((p.x / ${scale}::float8 - ${tile.x * 4096})::numeric), 0), 4095)::int as x, least(greatest(round((p.y / ${scale}::float8 - ${tile.y * 4096})::numeric), 0), 4095)::int as y,
      p.n as count, m.mix
    from (select c.x as cx, c.y as cy, sum(c.n)::int as n, (sum(c.sum_x) / sum(c.n))::float8 as x, (sum(c.sum_y) / sum(c.n))::float8 as y from cells c group by 1, 2) p
    join counts m on m.x = p.cx and m.y = p.cy order by p.cy, p.cx`;
};
