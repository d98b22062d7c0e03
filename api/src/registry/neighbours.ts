import type { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { join, raw, rows, sql, type Sql } from '../database/sql.js';
import { fieldOf, type Kind, type KindName } from './field.js';
import { KINDS } from './kinds.js';
import { visibleRecords } from './visible-records.js';

export interface RecordNeighbour {
  kind: KindName;
  id: number;
  code: string;
  name: string;
  owner: string;
  status: string;
  distanceM: number;
  shareable: boolean | null;
}

export const REACH_M = 300;
/** At 21.5° north 0.003 degrees are 311 m of longitude and 332 m of latitude: a box that holds the circle. */
const REACH_DEGREES = 0.003;
const MOST = 100;

/** Records of a kind near the place `p`, as this user may see them. The box is widened, not the column, so that the index serves. */
const nearby = (kind: Kind, viewer: Viewer, asOf?: string): Sql => sql`
  select ${kind.name}::text as kind, v.id, v.${raw(`"${kind.codeField}"`)} as code, v.${raw(`"${kind.nameField}"`)} as name, v.${raw(`"${kind.ownerField}"`)} as owner, v.status,
    round(st_distance(v.geom::geography, p.geom::geography)::numeric, 1)::float8 as "distanceM",
    ${fieldOf(kind, 'shareable') ? sql`v.shareable` : sql`null::boolean`} as shareable
  from p join (${visibleRecords(kind, viewer, asOf)}) v on v.geom && st_expand(p.geom, ${REACH_DEGREES})
  where (v.id <> p.id or ${kind.name} <> p.kind) and st_dwithin(v.geom::geography, p.geom::geography, ${REACH_M})`;

/** What stands within 300 m of a record, nearest first. Agreements stand nowhere themselves: what they cover does. */
export async function neighboursOf(database: DataSource, kind: Kind, viewer: Viewer, id: number, asOf?: string): Promise<RecordNeighbour[]> {
  const around = KINDS.filter((one) => !one.geometry.includes('GeometryCollection')).map((one) => nearby(one, viewer, asOf));
  return rows<RecordNeighbour>(
    database,
    sql`with p as materialized (select v.id, ${kind.name}::text as kind, v.geom from (${visibleRecords(kind, viewer, asOf)}) v where v.id = ${id})
      select * from (${join(around, ' union all ')}) n order by n."distanceM", n.id limit ${MOST}`,
  );
}
