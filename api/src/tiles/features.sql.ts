import type { Viewer } from '../access/viewer.js';
import { empty, join, raw, sql, type Sql } from '../database/sql.js';
import type { Kind } from '../registry/field.js';
import type { RecordQuery } from '../registry/record-query.js';
import { chosen } from '../registry/records.service.js';
import { contextOf } from '../registry/visible-records.js';
import { BUFFER, boxOf, EXTENT, toUnits, unitSize, type Tile } from './tile.js';
import { TILE_LAYERS, type TileField, type TileLayer } from './tile-layers.js';

/** Lines may stray this many units from where they are: a quarter of a pixel where a tile has 512. */
const TOLERANCE = 2;
/** What a feature takes besides its words and points, and a point of a line at most, in bytes. */
const FEATURE_BYTES = 32;
const POINT_BYTES = 4;

/** A tile's shapes from a database that writes tiles by itself. */
const nativeShape = (shape: string, tile: Tile): Sql =>
  sql`st_asmvtgeom(${raw(shape)}, st_tileenvelope(${tile.z}, ${tile.x}, ${tile.y}), ${EXTENT}, ${BUFFER}, true)`;

/** The same from one that does not: to units, whole numbers, clipped. */
function plainShape(shape: string, tile: Tile): Sql {
  const [scale, left, top] = toUnits(tile);
  const edge = raw(`st_makeenvelope(${-BUFFER}, ${-BUFFER}, ${EXTENT + BUFFER}, ${EXTENT + BUFFER})`);
  const whole = sql`st_snaptogrid(st_setsrid(st_affine(${raw(shape)}, ${scale}, 0, 0, ${-scale}, ${left}, ${top}), 0), 1)`;
  return sql`st_snaptogrid(st_clipbybox2d(${whole}, ${edge}), 1)`;
}

/** `st_simplify` answers null for what is smaller than the tolerance. */
function shapesOf({ points, drawn }: TileLayer['shapes'], tile: Tile): string[] {
  const simplified = drawn && `st_simplify(st_transform(${drawn}, 3857), ${TOLERANCE * unitSize(tile.z)})`;
  return [...(points ? [`st_transform(${points}, 3857)`] : []), ...(simplified ? [simplified] : [])];
}

const named = (field: TileField): Sql => raw(`"${field.name}"`);

/** The records of a tile, at most one more than wanted: so one sees that there are too many without counting them all. */
function found(kind: Kind, layer: TileLayer, viewer: Viewer, query: RecordQuery, tile: Tile, most: number): Sql {
  const fields = layer.fields.filter((field) => !field.beside).map((field) => sql`${raw(field.value ?? `v."${field.name}"`)} as ${named(field)}`);
  return sql`select v.id, v.geom, ${join(fields)}${layer.size ? sql`, ${raw(layer.size)} as size` : empty}
    ${chosen(kind, viewer, query)} and v.geom && ${boxOf(tile)}${layer.size ? sql` order by ${raw(layer.size)} desc` : empty} limit ${most + 1}`;
}

/** Rows `id`, the properties, `shape` in units of the tile (null where nothing of it is left). */
function shapes(layer: TileLayer, tile: Tile, native: boolean): Sql {
  const shapeSql = native ? nativeShape : plainShape;
  const fields = layer.fields.map((field) => sql`${raw(field.beside ?? `f."${field.name}"`)} as ${named(field)}`);
  const [first, ...more] = shapesOf(layer.shapes, tile);
  const several = more.length ? sql` cross join lateral (values (${raw(first!)}), ${join(more.map((shape) => sql`(${raw(shape)})`))}) s(shape)` : empty;
  return sql`select f.id, ${join(fields)}${layer.size ? sql`, f.size` : empty}, ${shapeSql(more.length ? 's.shape' : first!, tile)} as shape
    from found f${layer.beside ? sql` left join beside n on n.id = f.id` : empty}${several}`;
}

/** Whether shapes are looked at before they are written; `st_asmvt` leaves out by itself what has none. */
const mentionsShapes = (layer: TileLayer, native: boolean): boolean => !native || layer.size !== undefined;

/** The largest of them that fit into so many bytes, reckoned rather high than low. */
function fitting(layer: TileLayer, budget: number, native: boolean): Sql {
  if (!mentionsShapes(layer, native)) return sql`select * from shapes`;
  if (!layer.size) return sql`select * from shapes where shape is not null and not st_isempty(shape)`;
  const words = layer.fields.filter((field) => field.type === 'String').map((field) => raw(`coalesce(octet_length("${field.name}"), 0)`));
  const bytes = sql`${FEATURE_BYTES} + ${POINT_BYTES} * st_npoints(shape) + ${join(words, ' + ')}`;
  return sql`select * from (select *, sum(${bytes}) over (order by size desc, id) as bytes from shapes where shape is not null and not st_isempty(shape)) b
    where bytes <= ${budget}`;
}

export interface FeatureChoice {
  kind: Kind;
  viewer: Viewer;
  query: RecordQuery;
  tile: Tile;
  /** A tile with more records than this has no features. For drawn records: as many of the largest are looked at. */
  most: number;
  /** Bytes that drawn records may take. */
  budget: number;
}

function withShapes({ kind, viewer, query, tile, most, budget }: FeatureChoice, native: boolean): Sql {
  const layer = TILE_LAYERS[kind.name];
  const beside = layer.beside ? sql`, beside as (${raw(layer.beside(contextOf(query.asOf), query.asOf))})` : empty;
  // Written out at each mention, a shape would be made anew for each.
  const once = raw(mentionsShapes(layer, native) ? 'materialized ' : '');
  return sql`with found as materialized (${found(kind, layer, viewer, query, tile, most)})${beside},
    shapes as ${once}(${shapes(layer, tile, native)}), kept as (${fitting(layer, budget, native)})`;
}

const properties = (layer: TileLayer): Sql => join(layer.fields.map((field) => sql`k.${named(field)}`));

/** Too many only where the rest can be shown in another way. */
const enough = (layer: TileLayer, most: number): Sql => (layer.size ? sql`true` : sql`(select count(*) from found) <= ${most}`);

/** One row `tile`: the whole vector tile, null when there are too many. */
export function nativeTile(choice: FeatureChoice): Sql {
  const layer = TILE_LAYERS[choice.kind.name];
  return sql`${withShapes(choice, true)}
    select case when ${enough(layer, choice.most)} then (
      select st_asmvt(t, ${choice.kind.name}, ${EXTENT}, 'shape', 'id') from (select k.id, ${properties(layer)}, k.shape from kept k) t) end as tile`;
}

/** A row for each feature with its `shape` as GeoJSON in units; one row with `enough` false when there are too many. */
export function plainFeatures(choice: FeatureChoice): Sql {
  const layer = TILE_LAYERS[choice.kind.name];
  return sql`${withShapes(choice, false)}
    select e.enough, k.id, ${properties(layer)}, st_asgeojson(k.shape, 0)::json as shape from (select ${enough(layer, choice.most)} as enough) e left join kept k on e.enough`;
}
