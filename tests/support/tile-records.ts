// Records for tiles: of every kind and shape, the same and with the same ids in every database.
import { openSql } from './sql.js';
import type { Registry } from './registry.js';

const STATIONS = `
  insert into bts_stations (code, name, owner, structure, height_m, technologies, status, inspection_expires_on, transmit_power_w, note, geom)
  select 'T-' || n, case when n % 4 = 0 then 'Trạm Vĩnh ' else 'Trạm ' end || n, (array['viettel', 'vnpt', 'mobifone'])[1 + n % 3],
    case when n % 2 = 0 then 'bulky' else 'environmentally_friendly' end, 30, case when n % 5 = 0 then '{2G,3G}' else '{4G,5G}' end::text[],
    case when n % 8 = 0 then 'planned' else 'operating' end, case when n % 7 = 0 then date '2020-01-01' end, n, 'Chủ đất muốn tăng giá',
    st_setsrid(st_makepoint(105.45 + n * 7919 % 1000 * 0.0002, 21.25 + n * 104729 % 1000 * 0.0002), 4326)
  from generate_series(1, 240) n`;

/** Winding lines of two to ninety points. */
const SEGMENTS = `
  insert into cable_segments (code, name, street, lead_organization, method, plan_decision, planned_year, status, geom)
  select 'S-' || n, 'Tuyến ' || n, case when n % 3 = 0 then 'Đường ' || n % 10 end, case when n % 2 = 0 then 'viettel' else 'vnpt' end,
    (array['tidy', 'bundle', 'underground'])[1 + n % 3], 'QĐ 1', case when n % 4 = 0 then 2020 else 2090 end, 'planned',
    (select st_setsrid(st_makeline(st_makepoint(105.46 + n * 0.002 + k * 0.0007, 21.28 + n % 12 * 0.01 + sin(k * n) * 0.0006) order by k), 4326) from generate_series(0, n * 3 % 90 + 1) k)
  from generate_series(1, 60) n`;

/** Of all states; some on ducts as well, and some on plans, which are nobody else's business. */
const AGREEMENTS = `
  insert into sharing_agreements (number, host, tenants, signed_on, effective_from, effective_to, items, stations, segments, status, confirmed_by_tenant_on, monthly_rent_vnd)
  select 'HĐ-' || n, 'viettel', case when n % 4 = 0 then '{vnpt,mobifone}' else '{vnpt}' end::text[], '2020-01-01', '2020-01-01', case when n % 9 = 0 then date '2020-03-01' end, '{mast}',
    array['T-' || n * 9, 'T-' || n * 3 + 60], case when n % 5 = 0 then array['S-' || n * 2] end, (array['active', 'active', 'active', 'proposed'])[1 + n % 4],
    case when n % 6 > 0 then date '2020-01-02' end, 5000000
  from generate_series(1, 20) n`;

/** Beside the six of the notice: places, and parcels of 250 m. */
const SITES = `
  insert into post_office_sites (code, name, operator, commune, land_stage, status, obstacle, geom)
  select 'B-' || n, 'Điểm Bưu điện ' || n, 'vnpost', 'Xã ' || n, (array['no_land', 'requested', 'allocated'])[1 + n % 3], 'operating', case when n % 2 = 0 then 'Chưa có quỹ đất' end,
    case when n % 3 = 0 then st_buffer(place::geography, 140)::geometry else place end
  from (select n, st_setsrid(st_makepoint(105.47 + n * 0.01, 21.28 + n * 0.01), 4326) as place from generate_series(1, 12) n) p`;

/** As of the middle of 2020, and what changed since then. */
export async function fillForTiles(registry: Registry): Promise<void> {
  const sql = await openSql(registry);
  for (const text of [STATIONS, SEGMENTS, AGREEMENTS, SITES]) await sql.as('inspector', `set local registry.recorded_at = '2020-06-15'; ${text}`);
  await sql.as(
    'inspector',
    `update bts_stations set structure = 'environmentally_friendly', geom = st_translate(geom, 0.003, 0) where code in ('T-2', 'T-4', 'T-8')`,
  );
  await sql.as('inspector', `delete from bts_stations where code in ('T-1', 'T-5')`);
  await sql.as('inspector', `update sharing_agreements set status = 'terminated' where number in ('HĐ-1', 'HĐ-2')`);
  await sql.close();
}
