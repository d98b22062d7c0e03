import type { Viewer } from '../access/viewer.js';
import { raw, sql, type Sql } from '../database/sql.js';
import type { KindName } from '../registry/field.js';
import { kindNamed } from '../registry/kinds.js';
import { visibleRecords } from '../registry/visible-records.js';

export const NEAREST_KINDS = ['bts-stations', 'cable-segments'] as const satisfies KindName[];
export type NearestKind = (typeof NEAREST_KINDS)[number];

/** What another operator could use: a fact that is not stated is not promised. */
const SHAREABLE: Record<NearestKind, string> = {
  'bts-stations': `v."status" = 'operating' and v."shareable"`,
  'cable-segments': `v."status" = 'completed' and v."method" = 'underground' and v."ductCount" > v."ductsUsed"`,
};

const DETAILS: Record<NearestKind, string> = {
  'bts-stations': `v."heightM", v."shared", null::int as "ductCount", null::int as "freeDucts"`,
  'cable-segments': `null::float8 as "heightM", null::boolean as "shared", v."ductCount", v."ductCount" - v."ductsUsed" as "freeDucts"`,
};

/** Metres to a degree of latitude, a little too few, so that a box drawn with it is never too small. */
const METRES_PER_DEGREE = 110_000;

/**
 * The nearest shareable records. The index orders by degrees, in which east and north differ: it gives so many, and as far as the farthest of
 * those everything is looked at again in metres.
 */
export function nearestOf(kindName: NearestKind, viewer: Viewer, [lon, lat]: [number, number], limit: number): Sql {
  const kind = kindNamed(kindName);
  const from = sql`from (${visibleRecords(kind, viewer)}) v where ${raw(SHAREABLE[kindName])}`;
  const here = sql`st_setsrid(st_makepoint(${lon}::float8, ${lat}::float8), 4326)`;
  return sql`
    with here as materialized (select ${here} as p),
    first as (select v.geom ${from} order by v.geom <-> ${here} limit ${limit}),
    reach as materialized (select max(st_distance(s.geom::geography, h.p::geography)) / ${METRES_PER_DEGREE}::float8 as degrees from first s, here h)
    select n.id, n.code, n.name, n.owner, round(n.metres::numeric, 1)::float8 as "distanceM", st_x(n.at) as lon, st_y(n.at) as lat,
      n."heightM", n."shared", n."ductCount", n."freeDucts"
    from (select v.id, ${raw(`v."${kind.codeField}"`)} as code, ${raw(`v."${kind.nameField}"`)} as name, ${raw(`v."${kind.ownerField}"`)} as owner,
        ${raw(DETAILS[kindName])}, st_closestpoint(v.geom, ${here}) as at, st_distance(v.geom::geography, ${here}::geography) as metres
      ${from} and v.geom && (select st_expand(${here}, r.degrees / cos(radians(${lat}::float8)), r.degrees) from reach r)) n
    order by n.metres, n.id limit ${limit}`;
}
