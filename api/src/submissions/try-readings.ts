import { raw, rows, sql, type Runner, type Sql } from '../database/sql.js';
import type { Order } from '../geo/coordinates.js';
import { SYSTEMS, type CoordinateSystem } from '../geo/systems.js';
import { fieldOf, type Kind } from '../registry/field.js';

/** One way to read a file's pairs of numbers. */
export interface ReadingOfPairs {
  system: CoordinateSystem;
  order: Order;
}

export interface TriedReading extends ReadingOfPairs {
  /** How many of the points that lie outside now lie in the province when read this way. */
  inside: number;
  /** How many of all points lie in the province when read this way. */
  allInside: number;
  /** How many declared districts and communes are those it lies in. */
  agreeing: number;
  /** Where the points counted by `inside` lie, the commonest first. */
  units: { id: number; name: string; count: number }[];
}

/** What readings were tried on. */
export interface Sample {
  points: number;
  /** Of these, how many lie outside now. */
  outside: number;
  /** Names of districts and communes that the points declare. */
  declared: number;
}

/** Readings that might have been meant, the likeliest first. */
export const possibleReadings = (also: CoordinateSystem[] = []): ReadingOfPairs[] => {
  const systems = [...SYSTEMS, ...also.filter(({ code }) => !SYSTEMS.some((system) => system.code === code))];
  return systems.flatMap((system) => (['xy', 'yx'] as const).map((order) => ({ system, order })));
};

/** The fields in which a kind's records declare their district and commune. */
export function declaredFields(kind: Kind): { district: string | null; commune: string | null } {
  const named = (...names: string[]): string | null => names.find((name) => fieldOf(kind, name)) ?? null;
  return { district: named('declaredDistrict'), commune: named('declaredCommune', 'commune') };
}

/** The smallest units with the district each belongs to; where there are no districts any more, the unit stands for itself. */
const PLACES = raw(`select u.id, u.geom, u.level, u.name, u.short_name, d.name as district_name, d.short_name as district_short_name,
    coalesce(d.id, case when not exists (select 1 from administrative_units where level = 'district') then u.id end) as shown_id, coalesce(d.name, u.name) as shown_name
  from smallest_units u left join administrative_units d on d.id = u.parent_id and d.level = 'district'`);

/** "Xã Cao Minh" and "Cao Minh" are one, as in rule GEO-03. */
const isNamed = (declared: string, name: string, short: string): Sql =>
  raw(`(fold(${declared}) in (fold(${name}), fold(${short})) or fold(${declared}) like '% ' || fold(${short}))`);

/**
 * Reads the same numbers in several ways and says for each how many points come to lie in the province, and where.
 * @param points SQL of (id, a, b, outside, district, commune): the first and the second number as written in the file.
 */
export async function tryReadings(on: Runner, points: Sql, readings: ReadingOfPairs[]): Promise<TriedReading[]> {
  const columns = readings.map(({ system: { srid, x, y }, order }) => ({ srid, turned: order === 'yx', least: [x[0], y[0]], most: [x[1], y[1]] }));
  const found = await rows<{ place: number; inside: number; allInside: number; agreeing: number; units: TriedReading['units'] }>(
    on,
    sql`with points as materialized (${points}),
      readings as (
        select * from unnest(${columns.map(({ srid }) => srid)}::int[], ${columns.map(({ turned }) => turned)}::bool[],
          ${columns.map(({ least }) => least[0])}::float8[], ${columns.map(({ most }) => most[0])}::float8[],
          ${columns.map(({ least }) => least[1])}::float8[], ${columns.map(({ most }) => most[1])}::float8[])
        with ordinality as r(srid, turned, min_x, max_x, min_y, max_y, place)),
      -- Only numbers that the system has for this region: transforming nonsense is slow.
      tries as materialized (
        select r.place, p.id, p.outside, p.district, p.commune, try_transform(st_setsrid(st_makepoint(n.x, n.y), r.srid), 4326) as geom
        from readings r cross join points p
        cross join lateral (select case when r.turned then p.b else p.a end as x, case when r.turned then p.a else p.b end as y) n
        where n.x between r.min_x and r.max_x and n.y between r.min_y and r.max_y),
      places as materialized (${PLACES}),
      placed as materialized (select t.place, t.id, t.outside, t.district, t.commune, u.level, u.name, u.short_name, u.district_name, u.district_short_name, u.shown_id, u.shown_name
        from tries t join places u on st_intersects(u.geom, t.geom)),
      agreed as (
        select place, id,
          coalesce(bool_or(district <> '' and ${isNamed('district', 'district_name', 'district_short_name')}), false)::int
            + coalesce(bool_or(commune <> '' and level = 'commune' and ${isNamed('commune', 'name', 'short_name')}), false)::int as agreeing
        from placed group by place, id),
      counted as (
        select place, shown_id as id, shown_name as name, count(distinct placed.id) as count from placed where outside and shown_id is not null group by 1, 2, 3)
    select r.place::int as place,
      (select count(distinct id) from placed where placed.place = r.place and outside)::int as inside,
      (select count(distinct id) from placed where placed.place = r.place)::int as "allInside",
      (select coalesce(sum(agreeing), 0) from agreed where agreed.place = r.place)::int as agreeing,
      (select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name, 'count', c.count) order by c.count desc, c.id), '[]') from counted c where c.place = r.place) as units
    from readings r order by r.place`,
  );
  return found.map(({ place, ...counts }) => ({ ...readings[place - 1]!, ...counts }));
}
