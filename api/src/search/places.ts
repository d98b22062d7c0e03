import type { Runner } from '../database/sql.js';
import { join, rows, sql } from '../database/sql.js';
import { readCoordinatePair, type Coordinate } from '../geo/coordinates.js';
import { inRange, SYSTEMS, type CoordinateSystem } from '../geo/systems.js';
import type { FoundPlace } from './answers.js';

interface Reading {
  system: CoordinateSystem;
  /** Longitude or easting, then latitude or northing. */
  x: number;
  y: number;
}

/**
 * Every way to read the text as a place: both orders of degrees, and metres in each system of the region.
 * Numbers alone cannot tell the systems apart, so all are offered, each with the unit it leads to.
 */
export function readingsOf(text: string): Reading[] {
  const pair = readCoordinatePair(text);
  if (!pair) return [];
  const readings = SYSTEMS.flatMap((system) => [pair, [pair[1], pair[0]] as const].flatMap(([x, y]) => readingIn(system, x, y)));
  return readings.filter((one, index) => readings.findIndex((other) => other.system === one.system && other.x === one.x && other.y === one.y) === index);
}

function readingIn(system: CoordinateSystem, x: Coordinate, y: Coordinate): Reading[] {
  if (x.axis === 'lat' || y.axis === 'lon') return [];
  const [east, north] = [valueIn(x, system.x), valueIn(y, system.y)];
  return east === undefined || north === undefined ? [] : [{ system, x: east, y: north }];
}

/** "562.055" is 562 055 where there is room for that only. */
const valueIn = ({ value, grouped }: Coordinate, range: CoordinateSystem['x']): number | undefined =>
  [value, grouped].find((one) => one !== undefined && inRange(one, range));

/** The readings that lie inside the province, the likeliest system first. */
export async function placesOf(on: Runner, readings: Reading[]): Promise<FoundPlace[]> {
  if (!readings.length) return [];
  const values = readings.map(({ system, x, y }, index) => sql`(${index}::int, ${system.srid}::int, ${x}::float8, ${y}::float8)`);
  const found = await rows<{ n: number; lon: number; lat: number; unit: FoundPlace['unit'] }>(
    on,
    sql`select r.n, st_x(p) as lon, st_y(p) as lat, u.unit
      from (values ${join(values, ', ')}) r (n, srid, x, y), lateral (select st_transform(st_setsrid(st_makepoint(r.x, r.y), r.srid), 4326) as p) g,
      lateral (select json_build_object('id', u.id, 'level', u.level, 'name', u.name, 'parentName', a.name) as unit
        from administrative_units u left join administrative_units a on a.id = u.parent_id
        where st_intersects(u.geom, g.p) order by u.valid_to is null desc, u.level = 'commune' desc, u.level = 'district' desc limit 1) u
      order by r.n`,
  );
  return found.map(({ n, lon, lat, unit }) => ({ system: readings[n]!.system.code, label: readings[n]!.system.label, lon, lat, unit }));
}
