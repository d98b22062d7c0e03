import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { people, register, segment, station } from '../support/submitting.js';

let registry: Registry;
let viettel: Client, vnpt: Client, inspector: Client;

beforeAll(async () => {
  registry = await startRegistry();
  [viettel, vnpt, inspector] = (await people(registry.url, 'viettel', 'vnpt', 'inspector')) as [Client, Client, Client];
  await register(viettel, inspector, 'bts-stations', [
    station({ code: 'A', name: 'Trạm Tích Sơn', heightM: 20, technologies: ['2G', '4G'], structure: 'bulky' }),
    station({ code: 'B', name: 'Trạm Đồng Tâm', heightM: 40, builtOn: '2015-05-20' }),
    station({ code: 'C', name: 'Trạm Hội Hợp', heightM: 60, technologies: ['5G'], builtOn: '2019-01-02' }),
  ]);
  await register(vnpt, inspector, 'bts-stations', [station({ code: 'D', name: 'Trạm Đồng Tâm', heightM: 40 }, 105.5, 21.4)]);
});
afterAll(() => registry?.stop());

const codes = async (query: string): Promise<string> => {
  const answer = await inspector.get(`bts-stations?${query}`);
  return answer.status === 200 ? answer.body.items.map((s: any) => s.code).join('') : `${answer.status} ${answer.body.code}`;
};

it.each([
  ['sort=-heightM', 'CBDA'],
  ['sort=builtOn', 'BCAD'],
  ['structure=bulky', 'A'],
  ['technologies=5G,2G', 'AC'],
  ['technologies=5G&technologies=2G', 'AC'],
  ['heightM.min=40&heightM.max=59', 'BD'],
  ['builtOn.min=2016-01-01', 'C'],
  ['owner=vnpt', 'D'],
  ['q=dong tam', 'BD'],
  ['q=ĐỒNG', 'BD'],
  ['q=d%25', ''],
  ['bbox=105.4,21.39,105.6,21.41', 'D'],
  ['bbox=1,2,3', '422 invalid'],
  ['heightM=abc', '422 invalid'],
  ['ownr=vnpt', '422 invalid'],
  ['cursor=xyz', '422 bad-cursor'],
  ['limit=0', '422 invalid'],
  ["q=';drop table bts_stations;--", ''],
  ['asOf=2020-02-30', '422 invalid'],
])('%s gives %s', async (query, expected) => {
  expect(await codes(query)).toBe(expected);
});

it.each(['', 'sort=heightM', 'sort=-builtOn', 'sort=mastOwner'])('pages (%s) join to the whole, in the same order', async (sort) => {
  const whole = await codes(sort);
  let paged = '';
  for (let cursor = ''; cursor !== null;) {
    const page = (await inspector.get(`bts-stations?limit=1&${sort}${cursor && `&cursor=${cursor}`}`)).body;
    paged += page.items.map((s: any) => s.code).join('');
    cursor = page.next;
  }
  expect(paged).toBe(whole);
});

it('a record has an ETag, its units of both generations, and 404 when there is none', async () => {
  const [one] = (await inspector.get('bts-stations?q=A')).body.items;
  const answer = await inspector.get(`bts-stations/${one.id}`);
  expect(answer.headers.get('etag')).toBe(`"${one.id}-1"`);
  expect(answer.body.units.map((u: any) => `${u.level} ${u.validFrom}`)).toEqual(
    expect.arrayContaining(['province 2020-01-01', 'district 2020-01-01', 'commune 2020-01-01', 'province 2025-07-01', 'commune 2025-07-01']),
  );
  expect((await inspector.get('bts-stations/999999999')).status).toBe(404);
});

it('the export is a GeoJSON file as RFC 7946 wants it, with the same records', async () => {
  await register(viettel, inspector, 'cable-segments', [segment()]);
  await register(await people(registry.url, 'vnpost').then(([c]) => c!), inspector, 'post-office-sites', [
    {
      code: 'P1',
      name: 'P',
      commune: 'Xã Kim Long',
      landStage: 'requested',
      status: 'planned',
      // Drawn clockwise on purpose.
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [105.55, 21.35],
            [105.55, 21.351],
            [105.551, 21.351],
            [105.551, 21.35],
            [105.55, 21.35],
          ],
        ],
      },
    },
  ]);
  for (const kind of ['bts-stations', 'cable-segments', 'post-office-sites', 'sharing-agreements']) {
    const answer = await inspector.get(`${kind}/export.geojson`);
    expect(answer.headers.get('content-disposition')).toMatch(new RegExp(`attachment; filename="${kind}-\\d{4}-\\d\\d-\\d\\d.geojson"`));
    expect(rfc7946Faults(answer.body)).toEqual([]);
    expect(answer.body.features.length).toBe((await inspector.get(kind)).body.total);
  }
});

/** The rules of RFC 7946 a reader can trip over: members, types, ranges, winding, no crs. */
function rfc7946Faults(collection: any): string[] {
  const faults: string[] = [];
  if (collection.type !== 'FeatureCollection' || !Array.isArray(collection.features) || 'crs' in collection) faults.push('collection');
  for (const feature of collection.features) {
    if (feature.type !== 'Feature' || typeof feature.properties !== 'object' || feature.id === undefined) faults.push(`feature ${feature.id}`);
    for (const [lon = NaN, lat = NaN] of positions(feature.geometry)) if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) faults.push(`position ${lon} ${lat}`);
    if (feature.geometry.type === 'Polygon' && area(feature.geometry.coordinates[0]) <= 0) faults.push(`winding of ${feature.id}`);
  }
  return faults;
}

const positions = (geometry: any): number[][] =>
  geometry.type === 'GeometryCollection' ? geometry.geometries.flatMap(positions) : pairs(geometry.coordinates);
const pairs = (value: any): number[][] => (typeof value[0] === 'number' ? [value] : value.flatMap(pairs));
const area = (ring: number[][]): number => ring.slice(1).reduce((sum, [x = 0, y = 0], i) => sum + (ring[i]![0]! * y - x * ring[i]![1]!), 0);

it('the register as of an earlier day does not know what came later', async () => {
  expect((await inspector.get('bts-stations?asOf=2020-12-25')).body.total).toBe(0);
  expect((await inspector.get('post-office-sites?asOf=2020-12-25')).body.total).toBe(6);
  expect((await inspector.get('post-office-sites?asOf=2020-11-30')).body.total).toBe(0);
});
