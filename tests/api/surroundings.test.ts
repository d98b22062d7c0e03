// What stands around a record, and whom an agreement links, as each person may see it.
import { signIn, visitor, type Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { people, register, segment, station } from '../support/submitting.js';

let registry: Registry;
let viettel: Client, vnpt: Client, inspector: Client, planner: Client;
let ids: Record<string, number>;

const at = (lon: number, lat = 21.3) => ({ type: 'Point', coordinates: [lon, lat] });
const BTS = 'bts-stations';

beforeAll(async () => {
  registry = await startRegistry();
  [viettel, vnpt, inspector, planner] = (await people(registry.url, 'viettel', 'vnpt', 'inspector', 'planner')) as [Client, Client, Client, Client];
  await register(viettel, inspector, BTS, [
    station({ code: 'HOST', geometry: at(105.6), shareable: true }),
    station({ code: 'NEAR', geometry: at(105.601) }),
    station({ code: 'FAR', geometry: at(105.604) }),
    station({ code: 'PLAN', geometry: at(105.6005), status: 'planned' }),
  ]);
  await register(vnpt, inspector, BTS, [station({ code: 'OTHER', geometry: at(105.602) }), station({ code: 'OWN', geometry: at(105.61) })]);
  await register(viettel, inspector, 'cable-segments', [
    segment({ code: 'LINE' }, [
      [105.5995, 21.2995],
      [105.59, 21.29],
    ]),
  ]);
  await register(viettel, inspector, 'sharing-agreements', [
    {
      number: 'HĐ-1',
      tenants: ['vnpt', 'mobifone'],
      signedOn: '2024-01-01',
      effectiveFrom: '2024-01-01',
      items: ['mast'],
      stations: ['HOST', 'FAR'],
      status: 'active',
      confirmedByTenantOn: '2024-01-02',
    },
  ]);
  const all = (await inspector.get(`${BTS}?limit=50`)).body.items;
  ids = Object.fromEntries(all.map((one: any) => [one.code, one.id]));
});

const around = async (client: Client, code: string, query = ''): Promise<string[]> =>
  (await client.get(`${BTS}/${ids[code]}/neighbours${query}`)).body.items.map((one: any) => `${one.code} ${Math.round(one.distanceM)}`);

it('neighbours of all kinds within 300 m come nearest first, without the record itself', async () => {
  expect(await around(inspector, 'HOST')).toEqual(['PLAN 52', 'LINE 76', 'NEAR 104', 'OTHER 208']);
  const [, , near] = (await inspector.get(`${BTS}/${ids['HOST']}/neighbours`)).body.items;
  expect(near).toMatchObject({ kind: BTS, name: expect.any(String), owner: 'viettel', status: 'operating', shareable: null });
});

it('another operator does not learn of a plan, neither as a neighbour nor by asking for it', async () => {
  expect(await around(vnpt, 'HOST')).toEqual(['LINE 76', 'NEAR 104', 'OTHER 208']);
  expect((await vnpt.get(`${BTS}/${ids['PLAN']}/neighbours`)).status).toBe(404);
  expect(await around(viettel, 'HOST')).toHaveLength(4);
});

it('an earlier day has the neighbours of that day', async () => {
  expect((await inspector.get(`${BTS}/${ids['HOST']}/neighbours?asOf=2020-01-01`)).status).toBe(404);
  const day = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  expect(await around(inspector, 'HOST', `?asOf=${day}`)).toHaveLength(4);
});

const links = async (client: Client, query = ''): Promise<any[]> => (await client.get(`sharing-agreements/links?${query}`)).body.features;

it('an agreement is linked from each station it covers to the nearest station of each tenant that has one', async () => {
  const found = await links(planner);
  const named = Object.fromEntries(Object.entries(ids).map(([code, id]) => [id, code]));
  expect(found.map(({ properties: p }) => `${named[p.station]} > ${p.tenant} ${named[p.tenantStation]}`).sort()).toEqual([
    'FAR > vnpt OTHER',
    'HOST > vnpt OTHER',
  ]);
  const host = found.find(({ properties }) => properties.station === ids['HOST']);
  expect(host.geometry).toEqual({
    type: 'LineString',
    coordinates: [
      [105.6, 21.3],
      [105.602, 21.3],
    ],
  });
  expect(host.properties).toMatchObject({ number: 'HĐ-1', host: 'viettel', status: 'active' });
});

it.each([
  ['stations=HOST&host=viettel', 2],
  ['status=terminated', 0],
  ['bbox=105.59,21.29,105.61,21.31', 2],
  ['bbox=106,21,106.1,21.1', 0],
  ['asOf=2020-01-01', 0],
])('links follow the query: %s', async (query, count) => expect(await links(inspector, query)).toHaveLength(count));

it('refuses a misspelt query and anybody who has not signed in', async () => {
  expect((await inspector.get('sharing-agreements/links?hots=viettel')).status).toBe(422);
  expect((await visitor(registry.url).get('sharing-agreements/links')).status).toBe(401);
});

describe('a configured base map', () => {
  const URL_OF_TILES = 'https://{s}.tiles.example.org/{z}/{x}/{y}.png';
  it('is told to those who are signed in, and its origins alone are allowed', async () => {
    const other = await startRegistry({ env: { BASE_MAP_URL: URL_OF_TILES, BASE_MAP_NAME: 'Ảnh nền', BASE_MAP_ATTRIBUTION: '© ai đó' } });
    const client = await signIn(other.url, 'planner');
    expect((await client.get('session')).body.baseMap).toEqual({ url: URL_OF_TILES, name: 'Ảnh nền', attribution: '© ai đó' });
    expect((await visitor(other.url).get('session')).body.baseMap).toBeNull();
    const policy = (await fetch(`${other.url}/map`)).headers.get('content-security-policy')!;
    expect(/img-src ([^;]+)/.exec(policy)![1]).toBe("'self' data: blob: https://a.tiles.example.org https://b.tiles.example.org https://c.tiles.example.org");
  });
  it('is absent where none is configured', async () => {
    expect((await inspector.get('session')).body.baseMap).toBeNull();
    const policy = (await fetch(`${registry.url}/map`)).headers.get('content-security-policy')!;
    expect(/img-src ([^;]+)/.exec(policy)![1]).toBe("'self' data: blob:");
  });
});
