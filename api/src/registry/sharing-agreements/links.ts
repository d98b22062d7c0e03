import type { DataSource } from 'typeorm';
import type { Viewer } from '../../access/viewer.js';
import { row, sql, type Sql } from '../../database/sql.js';
import { kindNamed } from '../kinds.js';
import { visibleRecords } from '../visible-records.js';

/**
 * GeoJSON of the links of some agreements: from each station covered to the nearest station of each tenant, both as this user may see them.
 * A tenant without a station of its own has no link. PostGIS writes the JSON; here it is only carried through.
 * @param agreements SQL of rows with id, number, host, tenants, stations, status
 */
export async function linksOf(database: DataSource, viewer: Viewer, agreements: Sql, asOf?: string): Promise<string> {
  const stations = visibleRecords(kindNamed('bts-stations'), viewer, asOf);
  const found = await row<{ collection: string }>(
    database,
    sql`select json_build_object('type', 'FeatureCollection', 'features', coalesce(json_agg(json_build_object(
          'type', 'Feature', 'id', l.id || ':' || l.station || ':' || l.tenant, 'geometry', st_asgeojson(l.line, 6)::json,
          'properties', json_build_object('agreement', l.id, 'number', l.number, 'host', l.host, 'tenant', l.tenant, 'status', l.status,
            'station', l.station, 'tenantStation', l.other))), '[]'))::text as collection
      from (select a.id, a.number, a.host, a.status, t.tenant, s.id as station, o.id as other, st_makeline(s.geom, o.geom) as line
        from (${agreements}) a
        join (${stations}) s on s.owner = a.host and s.code = any(a.stations)
        cross join lateral unnest(a.tenants) as t(tenant)
        cross join lateral (select n.id, n.geom from (${stations}) n where n.owner = t.tenant and n.status <> 'dismantled' order by n.geom <-> s.geom limit 1) o) l`,
  );
  return found!.collection;
}
