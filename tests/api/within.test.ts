import { booleanPointInPolygon, polygon } from '@turf/turf';
import fc from 'fast-check';
import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { people } from '../support/submitting.js';

let registry: Registry;
let clients: Client[];

beforeAll(async () => {
  registry = await startRegistry({ sample: true });
  clients = await people(registry.url, 'inspector', 'planner', 'viettel', 'officer.lapthach');
});
afterAll(() => registry?.stop());

const KINDS = ['bts-stations', 'cable-segments', 'sharing-agreements', 'post-office-sites'];
const FIGURES: Record<string, [string, string]> = {
  'bts-stations': ['stations', 'total'],
  'cable-segments': ['cables', 'segments'],
  'sharing-agreements': ['agreements', 'total'],
  'post-office-sites': ['sites', 'total'],
};

/** Corners around a middle, each in its own direction: any shape but one that crosses itself. */
const star = fc
  .record({
    x: fc.double({ min: 105.35, max: 105.75, noNaN: true }),
    y: fc.double({ min: 21.15, max: 21.55, noNaN: true }),
    reach: fc.array(fc.double({ min: 0.01, max: 0.2, noNaN: true }), { minLength: 3, maxLength: 12 }),
  })
  .map(({ x, y, reach }) =>
    reach.map((r, i) => {
      const angle = (i / reach.length) * 2 * Math.PI;
      return [Number((x + r * Math.cos(angle)).toFixed(6)), Number((y + r * Math.sin(angle)).toFixed(6))] as [number, number];
    }),
  );

it('the stations of a polygon are those turf finds inside', async () => {
  const all = (await clients[0]!.get('bts-stations/features?limit=10000')).body.features;
  await fc.assert(
    fc.asyncProperty(star, async (ring) => {
      const area = polygon([[...ring, ring[0]!]]);
      const expected = all.filter((feature: any) => booleanPointInPolygon(feature, area)).map((feature: any) => feature.id);
      const answer = await clients[0]!.get(`bts-stations?limit=10000&within=${ring.flat().join(',')}`);
      expect(answer.body.items.map((item: any) => item.id).sort()).toEqual(expected.sort());
    }),
    { numRuns: 60 },
  );
}, 180_000);

it('list, map page, export and status choose the same in a polygon, for every kind and role', async () => {
  await fc.assert(
    fc.asyncProperty(star, fc.constantFrom(...KINDS), fc.nat(3), async (ring, kind, who) => {
      const client = clients[who]!;
      const within = `within=${ring.flat().join(',')}`;
      const [list, map, file, status] = await Promise.all([
        client.get(`${kind}?limit=1000&${within}`),
        client.get(`${kind}/features?limit=1000&${within}`),
        client.get(`${kind}/export.geojson?${within}`),
        client.get(`status?level=district&${within}`),
      ]);
      const ids = list.body.items.map((item: any) => item.id).sort();
      expect(map.body.features.map((feature: any) => feature.id).sort()).toEqual(ids);
      expect(file.body.features.map((feature: any) => feature.id).sort()).toEqual(ids);
      const [group, figure] = FIGURES[kind]!;
      expect([list.body.total, status.body.total[group][figure]]).toEqual([ids.length, ids.length]);
    }),
    { numRuns: 40 },
  );
}, 180_000);

const CIRCLE = (corners: number) =>
  Array.from(
    { length: corners },
    (_, i) => `${(105.6 + 0.1 * Math.cos((2 * Math.PI * i) / corners)).toFixed(6)},${(21.3 + 0.1 * Math.sin((2 * Math.PI * i) / corners)).toFixed(6)}`,
  ).join(',');

it.each([
  ['1,2,3', 'các cặp kinh độ, vĩ độ'],
  ['105,21,x,22,106,22', 'các cặp kinh độ, vĩ độ'],
  ['105,21,,22,106,22', 'các cặp kinh độ, vĩ độ'],
  ['21.3,105.6,21.4,105.6,21.4,105.7', 'các cặp kinh độ, vĩ độ'],
  ['105,21,106,22', 'ít nhất ba đỉnh'],
  ['105,21,106,22,105,21', 'ít nhất ba đỉnh'],
  ['105,21,106,22,106,21,105,22', 'tự cắt nhau'],
  ['105,21,106,21,107,21', 'tự cắt nhau'],
  [CIRCLE(201), 'quá 200 đỉnh'],
])('within=%.40s is refused: %s', async (within, words) => {
  const answer = await clients[0]!.get(`bts-stations?within=${within}`);
  expect([answer.status, answer.body.detail]).toEqual([422, expect.stringContaining(words)]);
});

it('200 corners, either way round, closed or not, are one area', async () => {
  const ring = CIRCLE(200).split(',');
  const pairs = ring.flatMap((_, i) => (i % 2 ? [] : [ring.slice(i, i + 2).join(',')]));
  const totals = await Promise.all(
    [pairs, [...pairs].reverse(), pairs.slice(0, 199).concat(pairs[199]!), [...pairs, pairs[0]!]].map(
      async (corners) => (await clients[0]!.get(`bts-stations?within=${corners.join(',')}`)).body.total,
    ),
  );
  expect(totals[0]).toBeGreaterThan(0);
  expect(new Set(totals).size).toBe(1);
});

it('"problem" finds what is late or blocked, and "false" the rest', async () => {
  const inspector = clients[0]!;
  const total = async (kind: string, query = '') => (await inspector.get(`${kind}?${query}`)).body.total;
  expect(await total('bts-stations', 'problem=true')).toBe(await total('bts-stations', 'inspectionOverdue=true'));
  expect(await total('cable-segments', 'problem=true')).toBe(await total('cable-segments', 'overdue=true'));
  const sites = (await inspector.get('post-office-sites?limit=1000')).body.items;
  expect(await total('post-office-sites', 'problem=true')).toBe(sites.filter((site: any) => site.obstacle).length);
  for (const kind of KINDS) expect((await total(kind, 'problem=true')) + (await total(kind, 'problem=false'))).toBe(await total(kind));
});
