// A register of a million stations, put into its tables by SQL: history and placements are kept by the tables' own triggers, as for any other writer.
import { performance } from 'node:perf_hooks';

/** Rows of one statement: the triggers work on whole statements, and memory stays flat. */
const BATCH = 50_000;
/** Stations that one agreement covers. */
const COVERED = 5;

const OWNERS = `(array['viettel', 'viettel', 'viettel', 'vnpt', 'vnpt', 'mobifone', 'mobifone', 'vietnamobile'])`;
/** The same rows in every run. */
const draw = (seed, n = 'n') => `(hashint8extended(${n}, ${seed}) & 1023)`;

/** Places in the communes of 2020, in towns four times as dense. */
const places = (count) => `
  create temp table places as
  with communes as (
    select u.id, u.short_name, u.geom, u.area_km2 * case when u.kind in ('phường', 'thị trấn') then 4 else 1 end as weight
    from administrative_units u where u.level = 'commune' and u.valid_from <= '2020-12-25' and coalesce(u.valid_to, 'infinity') >= '2020-12-25')
  select row_number() over (order by md5(c.id || st_astext(p.geom))) as n, c.short_name as commune, p.geom
  from communes c, st_dump(st_generatepoints(c.geom, ceil(${count} * c.weight / (select sum(weight) from communes))::int, 7)) p`;

const stations = (from, to) => `
  insert into bts_stations (sample, code, name, owner, structure, mast_type, placement, height_m, technologies, transmit_power_w, shareable, address, declared_commune,
    built_on, on_air_on, building_permit_no, inspected_on, inspection_expires_on, status, geom)
  select true, 'VPC' || lpad(n::text, 7, '0'), initcap(owner) || ' ' || commune || ' ' || n, owner, case when ${draw(2)} < 600 then 'bulky' else 'environmentally_friendly' end,
    (array['self_supporting', 'guyed', 'monopole', 'rooftop_pole'])[1 + ${draw(3)} % 4], case when ${draw(4)} < 300 then 'building' else 'ground' end, 18 + ${draw(5)} % 40,
    (array['{2G,3G,4G}', '{2G,4G}', '{4G}', '{3G,4G}', '{4G,5G}'])[1 + ${draw(6)} % 5]::text[], 20 * (1 + ${draw(7)} % 9), ${draw(8)} < 500, 'Thôn ' || ${draw(9)} % 12 || ', ' || commune, commune,
    date '2010-01-01' + ${draw(10)}::int, date '2010-03-01' + ${draw(10)}::int, 'GPXD-' || n, date '2021-01-01' + ${draw(11)}::int, date '2026-01-01' + ${draw(11)}::int,
    (array['operating', 'operating', 'operating', 'operating', 'operating', 'operating', 'planned', 'suspended'])[1 + ${draw(12)} % 8], geom
  from (select *, ${OWNERS}[1 + ${draw(1)} % 8] as owner from places where n between ${from} and ${to}) p`;

/** Lines of three to eight points, 50 to 900 m long. */
const segments = (from, to) => `
  insert into cable_segments (sample, code, name, street, lead_organization, method, plan_decision, planned_year, status, completed_on, geom)
  select true, 'T' || lpad(n::text, 7, '0'), 'Tuyến ' || commune || ' ' || n, 'Đường ' || ${draw(29)} % 300, ${OWNERS}[1 + ${draw(21)} % 8], (array['tidy', 'bundle', 'underground'])[1 + ${draw(22)} % 3], 'QĐ 1',
    2020 + ${draw(23)}::int % 10, s, case s when 'completed' then date '2022-01-01' + ${draw(24)}::int end,
    (select st_makeline(st_translate(geom, k * (${draw(25)} - 512) * 2.5e-6 + (${draw(26, 'n * 8 + k')} % 32) * 4e-6, k * (${draw(27)} - 512) * 2.5e-6 + (${draw(28, 'n * 8 + k')} % 32) * 4e-6) order by k)
      from generate_series(0, 2 + ${draw(20)}::int % 6) k)
  from (select *, (array['planned', 'in_progress', 'completed'])[1 + ${draw(19)} % 3] as s from places where n between ${from} and ${to}) p`;

const agreements = (count) => `
  insert into sharing_agreements (sample, number, host, tenants, signed_on, effective_from, effective_to, items, stations, status, confirmed_by_host_on, confirmed_by_tenant_on)
  select true, 'HĐ-' || n, owner, array[case when owner = 'vnpt' then 'mobifone' else 'vnpt' end], '2020-01-01', '2020-01-01', date '2024-01-01' + n::int, '{mast}', codes, 'active', '2020-01-01', '2020-01-01'
  from (select min(id) as n, owner, array_agg(code) as codes from (select id, owner, code, row_number() over (partition by owner order by id) / ${COVERED} as part from bts_stations
    where id in (select id from bts_stations order by id limit ${count * COVERED * 2})) s group by owner, part limit ${count}) a`;

/** Fills an empty register. @returns how many seconds it took */
export async function fill(client, { stations: stationCount, segments: segmentCount, agreements: agreementCount }) {
  const start = performance.now();
  await client.query(places(Math.max(stationCount, segmentCount)));
  await client.query('create index on places (n); analyze places');
  for (const [count, insert] of [
    [stationCount, stations],
    [segmentCount, segments],
  ])
    for (let from = 1; from <= count; from += BATCH) await client.query(insert(from, Math.min(from + BATCH - 1, count)));
  await client.query(agreements(agreementCount));
  await client.query('analyze');
  return (performance.now() - start) / 1000;
}
