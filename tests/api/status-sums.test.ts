import fc from 'fast-check';
import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { people } from '../support/submitting.js';
import { INDICATORS } from '../../web/src/status/indicator-list.js';

let registry: Registry;
let clients: Client[];

const GENERATIONS = [
  { level: 'district', unitsAsOf: '2020-12-25' },
  { level: 'commune', unitsAsOf: '2020-12-25' },
  { level: 'commune', unitsAsOf: '2026-01-01' },
  { level: 'province', unitsAsOf: '2026-01-01' },
];
const units: { id: number; level: string; unitsAsOf: string }[] = [];

beforeAll(async () => {
  registry = await startRegistry({ sample: true });
  clients = await people(registry.url, 'inspector', 'planner', 'viettel', 'vnpost', 'officer.lapthach');
  for (const { level, unitsAsOf } of GENERATIONS.slice(0, 3))
    for (const unit of (await clients[0]!.get(`units?level=${level}&asOf=${unitsAsOf}`)).body.features) units.push({ id: unit.id, level, unitsAsOf });
});
afterAll(() => registry?.stop());

const day = fc.constantFrom('2020-12-01', '2020-12-25', '2024-02-29', '2026-01-01', '2026-10-15');
const filter = fc.record(
  {
    owner: fc.constantFrom('viettel', 'vnpt', 'mobifone,vietnamobile', 'vnpost'),
    q: fc.constantFrom('vinh', 'xã', 'yên', 'b', '1', 'không có gì như thế'),
    asOf: day,
    bbox: fc
      .tuple(fc.integer({ min: 1053, max: 1056 }), fc.integer({ min: 211, max: 214 }), fc.integer({ min: 1, max: 3 }))
      .map(([x, y, d]) => [x / 10, y / 10, (x + d) / 10, (y + d) / 10].join(',')),
  },
  { requiredKeys: [] },
);
const who = fc.nat(4);
const text = (parameters: object): string => new URLSearchParams(parameters as Record<string, string>).toString();
const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);

it('the units’ figures add up to what the list holds, whoever asks, for whatever day, filter and generation of units', async () => {
  await fc.assert(
    fc.asyncProperty(filter, fc.constantFrom(...GENERATIONS), who, async (parameters, generation, n) => {
      const client = clients[n]!;
      const [status, stations, sites] = await Promise.all([
        client.get(`status?${text({ ...generation, ...parameters })}`),
        client.get(`bts-stations?limit=1&${text(parameters)}`),
        client.get(`post-office-sites?limit=1&${text(parameters)}`),
      ]);
      const of = (figure: (figures: any) => number) => sum(status.body.items.map((item: any) => figure(item.figures)));
      expect({ stations: of((f) => f.stations.total), sites: of((f) => f.sites.total) }).toEqual({ stations: stations.body.total, sites: sites.body.total });
      expect(of((f) => f.stations.byStatus.operating)).toBe(status.body.total.stations.byStatus.operating);
    }),
    { numRuns: 25 },
  );
}, 240_000);

it('a segment’s metres over the units of a generation are its length, to a metre', async () => {
  const segments = (await clients[0]!.get('cable-segments?limit=1000')).body.items;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...segments), fc.constantFrom(...GENERATIONS), async (segment: any, generation) => {
      const query = text({ ...generation, q: segment.code, owner: segment.leadOrganization });
      const [status, list] = await Promise.all([
        clients[0]!.get(`status?${query}`),
        clients[0]!.get(`cable-segments?limit=1000&${text({ q: segment.code, owner: segment.leadOrganization })}`),
      ]);
      const whole = sum(list.body.items.map((one: any) => one.drawnLengthM));
      expect(list.body.items.map((one: any) => one.id)).toContain(segment.id);
      expect(Math.abs(sum(status.body.items.map((item: any) => item.figures.cables.lengthM)) - whole)).toBeLessThan(1);
    }),
    { numRuns: 25 },
  );
}, 240_000);

it('the metres of all segments over the units of a generation are those of the list, to a metre', async () => {
  await fc.assert(
    // Without words and day the status is read from sums, with a day record by record.
    fc.asyncProperty(
      fc.record({ owner: fc.constantFrom('viettel', 'vnpt', 'viettel,vnpt'), asOf: day }, { requiredKeys: [] }),
      fc.constantFrom(...GENERATIONS),
      who,
      async (parameters, generation, n) => {
        const client = clients[n]!;
        const [status, list] = await Promise.all([
          client.get(`status?${text({ ...generation, ...parameters })}`),
          client.get(`cable-segments?limit=1000&${text(parameters)}`),
        ]);
        const metres = sum(status.body.items.map((item: any) => item.figures.cables.lengthM));
        expect(Math.abs(metres - sum(list.body.items.map((one: any) => one.drawnLengthM)))).toBeLessThan(1);
      },
    ),
    { numRuns: 20 },
  );
}, 240_000);

const listed = INDICATORS.filter((indicator) => indicator.records);

it('the list behind a figure holds exactly as many records as the figure says', async () => {
  expect(listed.length).toBeGreaterThan(20);
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.option(day, { nil: undefined }), who, async (place, asOf, n) => {
      const { id, level, unitsAsOf } = units[place % units.length]!;
      const when = asOf ? { asOf } : {};
      const { body } = await clients[n]!.get(`status?${text({ level, unitsAsOf, ...when })}`);
      const { figures } = body.items.find((item: any) => item.unit.id === id);
      const counted: Record<string, number> = {};
      const held: Record<string, number> = {};
      for (const { id: name, records } of listed) {
        counted[name] = records!.count(figures);
        held[name] = (await clients[n]!.get(`${records!.kind}?limit=1&${text({ unit: id, ...records!.query, ...when })}`)).body.total;
      }
      expect({ id, when, ...held }).toEqual({ id, when, ...counted });
    }),
    { numRuns: 8 },
  );
}, 240_000);

it('a unit’s series says of each day what the status of that day says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), who, fc.nat(), async (place, n, which) => {
      const { id, level, unitsAsOf } = units[place % units.length]!;
      const series = (await clients[n]!.get(`status/series?unit=${id}&to=2026-10-31`)).body.items;
      const point = series[which % series.length];
      const { body } = await clients[n]!.get(`status?${text({ level, unitsAsOf, asOf: point.day })}`);
      const { figures } = body.items.find((item: any) => item.unit.id === id);
      expect(point).toEqual({ day: point.day, figures });
    }),
    { numRuns: 10 },
  );
}, 240_000);
