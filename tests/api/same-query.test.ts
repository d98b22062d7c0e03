import fc from 'fast-check';
import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { people } from '../support/submitting.js';

let registry: Registry;
let clients: Client[];
let districts: { id: number }[];

beforeAll(async () => {
  registry = await startRegistry({ sample: true });
  clients = await people(registry.url, 'inspector', 'planner', 'viettel', 'officer.lapthach');
  districts = (await clients[0]!.get('units?level=district')).body.features;
});
afterAll(() => registry?.stop());

const KINDS = { 'bts-stations': 'stations', 'cable-segments': 'cables', 'sharing-agreements': 'agreements', 'post-office-sites': 'sites' } as const;
const totalOf = (figures: any, kind: keyof typeof KINDS): number => figures[KINDS[kind]].total ?? figures[KINDS[kind]].segments;

const query = fc.record(
  {
    owner: fc.constantFrom('viettel', 'vnpt', 'mobifone', 'viettel,vnpost'),
    q: fc.constantFrom('vinh', 'xa', 'phường', 'b', '1'),
    asOf: fc.constantFrom('2020-12-25', '2020-12-01', '2026-01-01', '2019-06-01'),
    bbox: fc
      .tuple(
        fc.double({ min: 105.3, max: 105.7, noNaN: true }),
        fc.double({ min: 21.1, max: 21.5, noNaN: true }),
        fc.double({ min: 0.01, max: 0.3, noNaN: true }),
      )
      .map(([x, y, d]) => [x, y, x + d, y + d].join(',')),
  },
  { requiredKeys: [] },
);

it('the same query gives the same records in list, map page, export and status, for every role', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...(Object.keys(KINDS) as (keyof typeof KINDS)[])),
      query,
      fc.nat(3),
      fc.nat(8),
      async (kind, parameters, who, district) => {
        const client = clients[who]!;
        const unit = districts[district]!.id;
        const search = new URLSearchParams(parameters as Record<string, string>).toString();
        const [list, map, file, status] = await Promise.all([
          client.get(`${kind}?unit=${unit}&limit=1000&${search}`),
          client.get(`${kind}/features?unit=${unit}&limit=1000&${search}`),
          client.get(`${kind}/export.geojson?unit=${unit}&${search}`),
          client.get(`status?level=district&${search}`),
        ]);
        const ids = list.body.items.map((r: any) => r.id).sort();
        expect(list.body.total).toBe(ids.length);
        expect(map.body.features.map((f: any) => f.id).sort()).toEqual(ids);
        expect(file.body.features.map((f: any) => f.id).sort()).toEqual(ids);
        expect(totalOf(status.body.items.find((i: any) => i.unit.id === unit).figures, kind)).toBe(ids.length);
      },
    ),
    { numRuns: 60 },
  );
}, 180_000);

it('fields read the same in list, map and export, and hidden ones are hidden in all three', async () => {
  const client = clients[2]!;
  const [list, map, file] = await Promise.all(['?limit=1000', '/features?limit=1000', '/export.geojson'].map((rest) => client.get(`bts-stations${rest}`)));
  const strip = ({ id: _, geometry: __, updatedAt: ___, ...fields }: any) => fields;
  const byId = new Map(list!.body.items.map((r: any) => [r.id, strip(r)]));
  for (const feature of [...map!.body.features, ...file!.body.features]) expect(strip(feature.properties)).toEqual(byId.get(feature.id));
  expect(list!.body.items.some((r: any) => r.owner !== 'viettel' && r.transmitPowerW !== null)).toBe(false);
  expect(list!.body.items.some((r: any) => r.owner === 'viettel' && r.transmitPowerW !== null)).toBe(true);
});
