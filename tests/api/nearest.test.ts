import { distance } from '@turf/turf';
import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { openSql } from '../support/sql.js';
import { people, register, segment, station } from '../support/submitting.js';

let registry: Registry;
let viettel: Client, vnpt: Client, inspector: Client, officer: Client;

const line = (lon: number, lat: number) => [
  [lon, lat],
  [lon + 0.002, lat],
];
const at = (lon: number, lat: number) => ({ geometry: { type: 'Point', coordinates: [lon, lat] } });

beforeAll(async () => {
  registry = await startRegistry();
  [viettel, vnpt, inspector, officer] = (await people(registry.url, 'viettel', 'vnpt', 'inspector', 'officer.lapthach')) as [Client, Client, Client, Client];
  await register(viettel, inspector, 'bts-stations', [
    // 0.0100° east is 1,038 m, 0.0098° north is 1,085 m: by degrees the second would be the nearer.
    station({ code: 'EAST', shareable: true, ...at(105.61, 21.3) }),
    station({ code: 'NORTH', shareable: true, ...at(105.6, 21.3098) }),
    station({ code: 'NOT-SHAREABLE', shareable: false, ...at(105.601, 21.3) }),
    station({ code: 'SAYS-NOTHING', ...at(105.602, 21.3) }),
    station({ code: 'SUSPENDED', shareable: true, status: 'suspended', ...at(105.603, 21.3) }),
    station({ code: 'PLANNED', shareable: true, status: 'planned', ...at(105.604, 21.3) }),
    station({ code: 'FAR', shareable: true, ...at(105.65, 21.3) }),
  ]);
  const done = { status: 'completed', completedOn: '2024-05-01', startedOn: '2024-01-01' };
  await register(vnpt, inspector, 'cable-segments', [
    segment({ code: 'FREE', ...done, ductCount: 6, ductsUsed: 2 }, line(105.61, 21.305)),
    segment({ code: 'FULL', ...done, ductCount: 4, ductsUsed: 4 }, line(105.6, 21.301)),
    segment({ code: 'NOT-SAID', ...done, ductCount: 4 }, line(105.6, 21.302)),
    segment({ code: 'TIDIED', ...done, method: 'tidy', ductCount: 4, ductsUsed: 1 }, line(105.6, 21.303)),
    segment({ code: 'LATER', ductCount: 4, ductsUsed: 1 }, line(105.6, 21.304)),
  ]);
});
afterAll(() => registry?.stop());

it('gives what can be shared, nearest in metres first', async () => {
  const { body } = await inspector.get('nearest?lon=105.6&lat=21.3');
  const [stations, segments] = body.records;
  expect(stations.items.map((item: any) => item.code)).toEqual(['EAST', 'NORTH', 'FAR']);
  expect(segments.items.map((item: any) => [item.code, item.freeDucts, item.ductCount])).toEqual([['FREE', 4, 6]]);
  for (const { lon, lat, distanceM } of [...stations.items, ...segments.items])
    // The sphere is not the ellipsoid: half a per cent.
    expect(Math.abs(distance([105.6, 21.3], [lon, lat], { units: 'meters' }) / distanceM - 1)).toBeLessThan(0.005);
  expect([segments.items[0].lon, segments.items[0].lat]).toEqual([105.61, 21.305]);
});

it('keeps to the asked kinds and number', async () => {
  const { body } = await vnpt.get('nearest?lon=105.6&lat=21.3&kinds=bts-stations&limit=1');
  expect(body.records.map((group: any) => [group.kind, group.items.map((item: any) => item.code)])).toEqual([['bts-stations', ['EAST']]]);
});

it('keeps to the policy', async () => {
  const { body } = await officer.get('nearest?lon=105.6&lat=21.3');
  expect(body.records.map((group: any) => group.items.length)).toEqual([0, 0]);
});

it.each([['lon=105'], ['lon=x&lat=21'], ['lon=105&lat=95'], ['lon=105&lat=21&kinds=post-office-sites'], ['lon=105&lat=21&limit=50']])(
  'refuses %s',
  async (query) => {
    expect((await inspector.get(`nearest?${query}`)).status).toBe(422);
  },
);

it('walks along the spatial index', async () => {
  const sql = await openSql(registry);
  try {
    const plan = await sql.undone(async () => {
      await sql.rows('set local enable_seqscan = off');
      await sql.rows('set local enable_sort = off');
      return sql.rows(
        `explain select geom from bts_stations where status = 'operating' and shareable order by geom <-> st_setsrid(st_makepoint(105.6, 21.3), 4326) limit 5`,
      );
    });
    expect(JSON.stringify(plan)).toContain('bts_stations_geom_idx');
  } finally {
    await sql.close();
  }
});
