import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { openSql, type Sql } from '../support/sql.js';
import { tileOf, tilesOver } from '../support/tiles.js';
import { people, register, segment, station } from '../support/submitting.js';

const BOX = [105.3, 21.1, 105.8, 21.6] as const;

let registry: Registry;
let sql: Sql;
let viettel: Client, vnpt: Client, mobifone: Client, inspector: Client, planner: Client;

beforeAll(async () => {
  registry = await startRegistry({ sample: true });
  [viettel, vnpt, mobifone, inspector, planner] = (await people(registry.url, 'viettel', 'vnpt', 'mobifone', 'inspector', 'planner')) as [Client, Client, Client, Client, Client]; // prettier-ignore
  sql = await openSql(registry);
});
afterAll(async () => {
  await sql?.close();
  await registry?.stop();
});

/** The last digit of a rounded length may differ: one is a sum of sums. */
const blurred = (body: unknown): unknown => JSON.parse(JSON.stringify(body, (_, value: unknown) => (typeof value === 'number' ? Math.round(value) : value)));

const today = (): string => new Date(Date.now() + 7 * 3600_000).toISOString().slice(0, 10);

/** With a day the register is read from its history, record by record: the sums have to say the same. */
async function sameFigures(query = ''): Promise<any> {
  let total: any;
  for (const client of [inspector, planner, viettel, vnpt, mobifone])
    for (const level of ['level=district', 'level=commune&unitsAsOf=2020-12-25', 'level=commune&unitsAsOf=2026-01-01']) {
      const { body } = await client.get(`status?${level}${query}`);
      const { body: counted } = await client.get(`status?${level}${query}&asOf=${today()}${level.includes('unitsAsOf') ? '' : `&unitsAsOf=${today()}`}`);
      const [units, countedUnits] = [body, counted].map(({ items, total: whole }) =>
        blurred({
          items: items.map((item: any) => [item.unit.code, item.figures.stations, item.figures.cables, item.figures.agreements]),
          whole: [whole.stations, whole.cables, whole.agreements],
        }),
      );
      expect(units).toEqual(countedUnits);
      if (client === inspector) total = body.total;
    }
  return total;
}

const isCounted = async (): Promise<boolean> => sql.value('select not stale and not exists (select 1 from uncounted_records) from sums_state');

describe('sums and the records they stand for', () => {
  it('say the same after a start with sample data, filtered by owner or not', async () => {
    const total = await sameFigures();
    expect(total.stations.total).toBeGreaterThan(300);
    expect(total.stations.shared).toBeGreaterThan(0);
    expect(await isCounted()).toBe(true);
    await sameFigures('&owner=viettel');
  });

  it('follow new, moved and changed records', async () => {
    const before = (await sameFigures()).stations;
    await register(viettel, inspector, 'bts-stations', [station({ code: 'SUM-1', structure: 'bulky' }), station({ code: 'SUM-2', status: 'planned' })]);
    const with2 = (await sameFigures()).stations;
    expect(with2.total).toBe(before.total + 2);
    await register(viettel, inspector, 'bts-stations', [
      station({ code: 'SUM-1', name: 'Moved', structure: 'environmentally_friendly' }, 105.45, 21.43),
      station({ code: 'SUM-2', status: 'operating' }),
    ]);
    const moved = (await sameFigures()).stations;
    expect(moved.total).toBe(with2.total);
    expect(moved.byStatus.planned).toBe(with2.byStatus.planned - 1);
    await register(vnpt, inspector, 'cable-segments', [
      segment({ code: 'SUM-C', plannedYear: 2022, status: 'in_progress', startedOn: '2022-02-01', doneLengthM: 300 }),
    ]);
    await sameFigures();
    await register(vnpt, inspector, 'cable-segments', [
      segment({ code: 'SUM-C', plannedYear: 2022, status: 'cancelled', startedOn: '2022-02-01', doneLengthM: 300 }),
    ]);
    await sameFigures();
  });

  it('follow agreements that begin and end', async () => {
    const before = (await sameFigures()).stations.shared;
    const agreement = {
      number: 'SUM-A',
      host: 'viettel',
      tenants: ['vnpt'],
      signedOn: '2026-01-01',
      effectiveFrom: '2026-01-02',
      effectiveTo: '2040-01-01',
      items: ['mast'],
      stations: ['SUM-1'],
      status: 'active',
      confirmedByTenantOn: '2026-01-03',
      confirmedByHostOn: '2026-01-03',
    };
    await register(viettel, inspector, 'sharing-agreements', [agreement]);
    expect((await sameFigures()).stations.shared).toBe(before + 1);
    await register(viettel, inspector, 'sharing-agreements', [{ ...agreement, stations: ['SUM-2'] }]);
    expect((await sameFigures()).stations.shared).toBe(before + 1);
    await register(viettel, inspector, 'sharing-agreements', [{ ...agreement, status: 'terminated', terminatedOn: '2026-05-01' }]);
    expect((await sameFigures()).stations.shared).toBe(before);
  });

  it('hide an agreement on a plan from third parties, from the day its station is planned until it is not', async () => {
    const seenBy = async (client: Client): Promise<number> => (await client.get('status?level=district')).body.total.agreements.total;
    const everyone = [inspector, viettel, vnpt, mobifone];
    const all = () => Promise.all(everyone.map(seenBy));
    await register(viettel, inspector, 'bts-stations', [station({ code: 'SUM-P' })]);
    const before = await all();
    const agreement = { number: 'SUM-PLAN', host: 'viettel', tenants: ['vnpt'], signedOn: '2026-01-01', effectiveFrom: '2026-01-02', effectiveTo: '2040-01-01', items: ['mast'], stations: ['SUM-P'], status: 'active', confirmedByTenantOn: '2026-01-03', confirmedByHostOn: '2026-01-03' }; // prettier-ignore
    await register(viettel, inspector, 'sharing-agreements', [agreement]);
    expect(await all()).toEqual(before.map((n) => n + 1));
    await register(viettel, inspector, 'bts-stations', [{ code: 'SUM-P', status: 'planned' }]);
    expect(await all()).toEqual(before.map((n, which) => n + (which < 3 ? 1 : 0)));
    await sameFigures();
    await register(viettel, inspector, 'bts-stations', [{ code: 'SUM-P', status: 'operating' }]);
    expect(await all()).toEqual(before.map((n) => n + 1));
    await sameFigures();
  });

  it('make the same clusters as counting would', async () => {
    // More than a tile shows one by one.
    const many = Array.from({ length: 600 }, (_, n) =>
      station({
        structure: n % 3 ? 'bulky' : 'environmentally_friendly',
        technologies: n % 2 ? ['4G'] : ['3G', '5G'],
        status: n % 7 ? 'operating' : 'planned',
        geometry: { type: 'Point', coordinates: [105.5 + (n % 25) * 0.005, 21.25 + Math.floor(n / 25) * 0.004] },
      }),
    );
    await register(vnpt, inspector, 'bts-stations', many);
    let clusters = 0;
    for (const client of [inspector, viettel])
      for (const zoom of [5, 8, 9, 10])
        for (const query of ['', 'owner=vnpt', 'structure=bulky&status=operating'])
          for (const tile of tilesOver(zoom, BOX)) {
            const [summed, counted] = await Promise.all([
              tileOf(client, 'bts-stations', tile, query),
              tileOf(client, 'bts-stations', tile, `${query}&asOf=${today()}`),
            ]);
            expect(summed.layer).toBe(counted.layer);
            if (summed.layer !== 'clusters') continue;
            expect(summed.features.map((f) => f.properties)).toEqual(counted.features.map((f) => f.properties));
            summed.features.forEach(({ geometry }, n) => {
              const [x, y] = geometry[0]![0]!;
              const [otherX, otherY] = counted.features[n]!.geometry[0]![0]!;
              expect(Math.hypot(x - otherX, y - otherY)).toBeLessThan(2);
            });
            clusters += summed.features.length;
          }
    expect(clusters).toBeGreaterThan(50);
  });

  it('follow the day, counting nothing twice', async () => {
    const { day } = (await sql.rows('select day::text from sums_state'))[0];
    // As the sums would stand had they last been brought up to date some years ago.
    await sql.rows(`update sums_state set day = '2019-06-01'`);
    await sameFigures();
    expect((await sql.rows('select day::text from sums_state'))[0].day).toBe(day);
    expect(await isCounted()).toBe(true);
  });

  it('follow zones and are counted again from nothing', async () => {
    await sql.rows(`delete from zones where code = (select min(code) from zones where zone_kind = 'urban')`);
    expect(await sql.value('select stale from sums_state')).toBe(true);
    await sameFigures();
    for (let tries = 0; tries < 50 && !(await isCounted()); tries++) await new Promise((done) => setTimeout(done, 100));
    await sameFigures();
    const [sums] =
      await sql.rows(`select (select sum(sums[1]) from unit_sums where unit_id = 0 and status = '')::int as whole, (select sum(n) from cell_sums where level = 7)::int as far,
      (select sum(n) from cell_sums where level = 14)::int as near, (select count(*) from bts_stations)::int as stations, (select count(*) from cable_segments)::int as segments,
      (select count(*) from sharing_agreements)::int as agreements`);
    expect(sums).toMatchObject({ whole: sums.stations + sums.segments + sums.agreements, far: sums.stations, near: sums.stations });
  });
});
