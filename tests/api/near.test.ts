// What lies near: rules that look for neighbours find in a package of very many rows, taken all at once, what they find row by row in small ones.
import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { openSql, type Sql } from '../support/sql.js';
import { draft, itemsOf, people, register, station, type Values } from '../support/submitting.js';

/** The least that are taken all at once. */
const ITEMS = 1000;
/** Packages so small that the register is asked for each row. */
const FEW = 250;
const [LON, LAT, SIDE] = [105.55, 21.28, 0.05];

interface Spot {
  code: string;
  at: [number, number];
}

/** Always the same numbers, so that a failure can be looked into. */
let seed = 7;
const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;
const somewhere = (): [number, number] => [round(LON + random() * SIDE), round(LAT + random() * SIDE)];
const beside = ([lon, lat]: [number, number]): [number, number] => [round(lon + (random() - 0.5) * 2e-4), round(lat + (random() - 0.5) * 2e-4)];

/** At this latitude, by the radii of the ellipsoid of WGS 84. */
const metres = (a: Spot, b: Spot): number => {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const mean = radians((a.at[1] + b.at[1]) / 2);
  return Math.hypot(radians(a.at[0] - b.at[0]) * Math.cos(mean) * 6_380_957, radians(a.at[1] - b.at[1]) * 6_343_847);
};
const degrees = (a: Spot, b: Spot): number => Math.hypot(a.at[0] - b.at[0], a.at[1] - b.at[1]);

const own: Spot[] = Array.from({ length: 100 }, (_, n) => ({ code: `CU-${n}`, at: somewhere() }));
const masts: Spot[] = Array.from({ length: 300 }, (_, n) => ({ code: `COT-${n}`, at: somewhere() }));
const items: Spot[] = [];
/** Pairs on both sides of every line where one cell of ten metres’ search ends and the next begins, in the package and with the register. */
const BORDERS = { first: 105.5508, step: 0.0012, count: 41 };
for (let n = 0; n < BORDERS.count; n++) {
  const beside = (side: number, lat: number): [number, number] => [round(BORDERS.first + n * BORDERS.step + side * 3e-5), round(lat + n * 1e-4)];
  items.push({ code: `TRAI-${n}`, at: beside(-1, LAT + SIDE + 0.01) }, { code: `PHAI-${n}`, at: beside(1, LAT + SIDE + 0.01) });
  own.push({ code: `CU-TRAI-${n}`, at: beside(-1, LAT + SIDE + 0.02) });
  items.push({ code: `MOI-PHAI-${n}`, at: beside(1, LAT + SIDE + 0.02) });
}
/** Some beside each other, in one place, or beside what the register has. */
for (let n = 0; items.length < ITEMS; n++) {
  const near = n % 10 === 1 ? items.at(-1)!.at : n % 20 === 2 ? own[n % own.length]!.at : null;
  items.push({ code: `MOI-${n}`, at: n % 100 === 51 ? near! : near ? beside(near) : somewhere() });
}

/** A table of the items, with their places as two numbers given for each. */
const tableOf = (columns: string, places: [number, number][]): string =>
  [
    `code,name,structure,heightM,technologies,status,${columns}`,
    ...items.map(({ code }, n) => `${code},Trạm ${n},bulky,30,4G,operating,${places[n]!.join(',')}`),
  ].join('\n');

const recordOf = ({ code, at }: Spot, values: Values = {}) => station({ code, ...values, geometry: { type: 'Point', coordinates: at } });
/** For each code the words of what these rules found. */
async function wordsOf(client: Client, spots: Spot[]): Promise<Map<string, Record<string, string>>> {
  const id = await draft(
    client,
    'bts-stations',
    spots.map((spot) => recordOf(spot)),
  );
  return wordsIn(client, id);
}

async function wordsIn(client: Client, id: number): Promise<Map<string, Record<string, string>>> {
  const found = await itemsOf(client, id);
  return new Map(found.map((item) => [item.code, Object.fromEntries(item.checks.map((check: any) => [check.rule, check.message.vi]))]));
}

let registry: Registry;
let viettel: Client;
let atOnce: Map<string, Record<string, string>>;

beforeAll(async () => {
  registry = await startRegistry();
  const [one, other, inspector] = (await people(registry.url, 'viettel', 'vnpt', 'inspector')) as [Client, Client, Client];
  viettel = one;
  await register(viettel, inspector, 'bts-stations', own.map((spot) => recordOf(spot))); // prettier-ignore
  await register(other, inspector, 'bts-stations', masts.map((spot) => recordOf(spot, { owner: 'vnpt', shareable: true }))); // prettier-ignore
  atOnce = await wordsOf(viettel, items);
});
afterAll(() => registry?.stop());

it('BTS-04: the nearest mast within 300 m, and how far it is', () => {
  const byDistance = (item: Spot) => masts.map((mast) => ({ mast, away: metres(item, mast) })).sort((a, b) => a.away - b.away);
  const clear = items
    .map((item) => ({ item, nearest: byDistance(item) }))
    .filter(({ nearest: [first, second] }) => Math.abs(first!.away - 300) > 1 && second!.away - first!.away > 1);
  const expected = clear.map(({ nearest: [first] }) => (first!.away < 300 ? first!.mast.code : null));
  const words = clear.map(({ item }) => /“(COT-\d+)” của VNPT khoảng (\d+) m/.exec(atOnce.get(item.code)!['BTS-04'] ?? ''));
  expect(words.map((found) => found?.[1] ?? null)).toEqual(expected);
  for (const [n, found] of words.entries()) if (found) expect(Math.abs(Number(found[2]) - clear[n]!.nearest[0]!.away)).toBeLessThan(0.51);
  expect(expected.filter((code) => code !== null).length).toBeGreaterThan(ITEMS / 2);
});

it('ID-02: another of the owner within 10 m, in the package or in the register', () => {
  const all = [...items, ...own];
  const distances = new Map(items.map((item) => [item.code, all.filter((one) => one !== item && degrees(one, item) < 0.001).map((one) => metres(one, item))]));
  const clear = items.filter(({ code }) => distances.get(code)!.every((distance) => Math.abs(distance - 10) > 0.1));
  const expected = clear.filter(({ code }) => distances.get(code)!.some((distance) => distance < 10)).map(({ code }) => code);
  expect(clear.map(({ code }) => code).filter((code) => atOnce.get(code)!['ID-02'])).toEqual(expected);
  expect(expected.length).toBeGreaterThan(ITEMS / 20);
});

// Places as numbers: the reading itself sees which rows lie close to each other.
it.each<[string, (sql: Sql) => Promise<string>, number]>([
  ['degrees', async () => tableOf('lon,lat', items.map(({ at }) => at)), 0], // prettier-ignore
  ['VN-2000', async (sql) => tableOf('X VN-2000,Y VN-2000', await projected(sql)), 1],
])('ID-02 finds the same in a file in %s', async (_, content, differing) => {
  const sql = await openSql(registry);
  const file = { name: 'tram.csv', content: await content(sql).finally(() => sql.close()) };
  const { body } = await viettel.upload('submissions', { kind: 'bts-stations', ...(differing ? { crs: 'EPSG:5897' } : {}) }, file);
  expect(body).toMatchObject({ state: 'draft', counts: { new: items.length, withErrors: 0 } });
  const found = await wordsIn(viettel, body.id);
  const words = (from: Map<string, Record<string, string>>) => items.map(({ code }) => [code, from.get(code)!['ID-02']]);
  // In metres some stand a centimetre elsewhere, which may make another one the nearest.
  const ignoring = (all: unknown[][]) => (differing ? all.map(([code, text]) => [code, !!text]) : all);
  expect(ignoring(words(found))).toEqual(ignoring(words(atOnce)));
});

async function projected(sql: Sql): Promise<[number, number][]> {
  const found = await sql.rows<{ x: number; y: number }>(
    `select round(st_x(p)::numeric, 3)::float8 as x, round(st_y(p)::numeric, 3)::float8 as y
      from unnest($1::float8[], $2::float8[]) with ordinality a(lon, lat, n), st_transform(st_setsrid(st_makepoint(lon, lat), 4326), 5897) p order by n`,
    [items.map(({ at }) => at[0]), items.map(({ at }) => at[1])],
  );
  return found.map(({ x, y }) => [x, y]);
}

it('row by row the same is found in the register', async () => {
  for (let start = 0; start < ITEMS; start += FEW) {
    const few = await wordsOf(viettel, items.slice(start, start + FEW));
    for (const [code, found] of few) {
      const { 'BTS-04': mast, 'ID-02': close } = atOnce.get(code)!;
      expect([code, found['BTS-04']]).toEqual([code, mast]);
      // The nearest may be a row of another package now.
      if (close?.includes('“CU-')) expect([code, found['ID-02']]).toEqual([code, close]);
      if (found['ID-02']) expect([code, close]).toEqual([code, expect.any(String)]);
    }
  }
});
