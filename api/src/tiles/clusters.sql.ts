import type { Viewer } from '../access/viewer.js';
import { join, raw, sql, type Sql } from '../database/sql.js';
import type { Kind } from '../registry/field.js';
import type { RecordQuery } from '../registry/record-query.js';
import { chosen } from '../registry/records.service.js';
import { boxOf, type Tile } from './tile.js';
import { TILE_LAYERS, type MixPart } from './tile-layers.js';

/** Cells along a side of a tile: a cell is the fraction of the map's side times 2^(z + 3). */
export const CELLS = 8;

/** Where a place `p` stands on the map, as fractions of its side from the west and from the north (EPSG:3857). */
const ACROSS = raw('((st_x(p) + 180) / 360)');
const DOWN = raw('(0.5 - ln(tan(pi() / 4 + radians(st_y(p)) / 2)) / (2 * pi()))');

const column = (part: MixPart): Sql => raw(`"${part.name}"`);

/** The places of a choice in a tile, with what is counted of them. */
function placed(kind: Kind, viewer: Viewer, query: RecordQuery, tile: Tile): Sql {
  const { place, mix } = TILE_LAYERS[kind.name];
  const counted = mix!.map((part) => sql`${raw(part.value)} as ${column(part)}`);
  return sql`select floor(across * ${CELLS * 2 ** tile.z}::float8)::int as cx, floor(down * ${CELLS * 2 ** tile.z}::float8)::int as cy, c.*
    from (select ${ACROSS} as across, ${DOWN} as down, v.*
      from (select ${raw(place!)} as p, ${join(counted)} ${chosen(kind, viewer, query)} and v.geom && ${boxOf(tile)}) v) c`;
}

/** Rows of one part of the mix: cell, what is counted, how many. */
function countsOf(part: MixPart): Sql {
  const from = part.type === 'texts' ? sql`combinations, unnest(${column(part)}) word` : sql`combinations`;
  const word = part.type === 'flag' ? sql`${part.name}` : part.type === 'texts' ? sql`${`${part.name}:`} || word` : sql`${`${part.name}:`} || ${column(part)}`;
  return sql`select cx, cy, ${word} as name, sum(count)::int as count, null::float8 as across, null::float8 as down
    from ${from}${part.type === 'flag' ? sql` where ${column(part)}` : sql``} group by cx, cy, 3`;
}

/**
 * Rows by cell: one without a name with the count and the mean place, one for each value that occurs.
 * Records are counted by their combination of values first, so that only these few are counted again for each part.
 */
export function groupedCells(kind: Kind, viewer: Viewer, query: RecordQuery, tile: Tile): Sql {
  const { mix } = TILE_LAYERS[kind.name];
  const [west, north] = [tile.x * CELLS, tile.y * CELLS];
  return sql`with placed as (${placed(kind, viewer, query, tile)}),
    combinations as materialized (
      select cx, cy, ${join(mix!.map(column))}, count(*) as count, sum(across) as across, sum(down) as down from placed
      where cx between ${west}::int and ${west + CELLS - 1}::int and cy between ${north}::int and ${north + CELLS - 1}::int
      group by cx, cy, ${join(mix!.map(column))})
    select cx, cy, null as name, sum(count)::int as count, sum(across) / sum(count)::float8 as across, sum(down) / sum(count)::float8 as down from combinations group by cx, cy
    union all ${join(mix!.map(countsOf), ' union all ')}`;
}

/** How many records there are in a tile and in what reaches into it, counted no further than `most`. */
export const countedRecords = (kind: Kind, viewer: Viewer, query: RecordQuery, tile: Tile, most: number): Sql =>
  sql`select count(*)::int as count from (select 1 ${chosen(kind, viewer, query)} and v.geom && ${boxOf(tile)} limit ${most}) c`;
