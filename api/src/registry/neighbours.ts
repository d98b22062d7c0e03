import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { join, raw, rows, sql, type Sql } from '../database/sql.js';
import type { Neighbour } from './answers.js';
import { fieldOf, type Kind } from './field.js';
import { KINDS } from './kinds.js';
import { visibleRecords } from './visible-records.js';

export const REACH_M = 300;
/** At 21.5° north 0.003 degrees are 311 m of longitude and 332 m of latitude: a box that holds the circle. */
export const REACH_DEGREES = 0.003;
const MOST = 100;

/**
 * Records of a kind near the place `p.geom`, as this user may see them, but for the one that stands there itself (`p.record_id`).
 * The box is widened, not the column, so that the index serves.
 */
const nearby = (kind: Kind, viewer: Viewer, asOf?: string): Sql => sql`
  select ${kind.name}::text as kind, v.id, v.${raw(`"${kind.codeField}"`)} as code, v.${raw(`"${kind.nameField}"`)} as name, v.${raw(`"${kind.ownerField}"`)} as owner, v.status,
    round(st_distance(v.geom::geography, p.geom::geography)::numeric, 1)::float8 as "distanceM",
    ${fieldOf(kind, 'shareable') ? sql`v.shareable` : sql`null::boolean`} as shareable, st_asgeojson(v.geom, 7)::json as geometry
  from p join (${visibleRecords(kind, viewer, asOf)}) v on v.geom && st_expand(p.geom, ${REACH_DEGREES})
  where v.id is distinct from p.record_id and st_dwithin(v.geom::geography, p.geom::geography, ${REACH_M})`;

/** What stands within 300 m of a place, nearest first. `place`: SQL of one row with geom and record_id. */
export const neighboursOf = (database: DataSource, kinds: Kind[], viewer: Viewer, place: Sql, asOf?: string): Promise<Neighbour[]> =>
  rows<Neighbour>(
    database,
    sql`with p as materialized (${place})
      select * from (${join(
        kinds.map((kind) => nearby(kind, viewer, asOf)),
        ' union all ',
      )}) n order by n."distanceM", n.id limit ${MOST}`,
  );

/** Of a record. Agreements stand nowhere themselves: what they cover does. */
export const neighboursOfRecord = (database: DataSource, kind: Kind, viewer: Viewer, id: number, asOf?: string): Promise<Neighbour[]> =>
  neighboursOf(
    database,
    KINDS.filter((one) => !one.geometry.includes('GeometryCollection')),
    viewer,
    sql`select v.id as record_id, v.geom from (${visibleRecords(kind, viewer, asOf)}) v where v.id = ${id}`,
    asOf,
  );
