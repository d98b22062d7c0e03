// One value for many rows, and the way back.
import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { draft, itemsOf, people, station, step } from '../support/submitting.js';

let registry: Registry;
let viettel: Client, vnpt: Client;

beforeAll(async () => {
  registry = await startRegistry();
  [viettel, vnpt] = (await people(registry.url, 'viettel', 'vnpt')) as [Client, Client];
});
afterAll(() => registry?.stop());

/** A file of which three rows hold what cannot be read or placed. */
async function faulty(): Promise<number> {
  const content = await readFile(new URL('../../geo-data/sample/operator-file-with-errors.xlsx', import.meta.url));
  return (await viettel.upload('submissions', { kind: 'bts-stations' }, { name: `${Math.random()}.xlsx`, content })).body.id;
}
const set = (id: number, values: object, items: unknown = 'all') => viettel.patch(`submissions/${id}/items`, { items, values });
const undo = (id: number, client = viettel) => client.post(`submissions/${id}/items/undo`);
const get = async (id: number) => (await viettel.get(`submissions/${id}`)).body;
/** All that is seen of the rows but how often they were written. */
const stateOf = async (id: number) => ({
  items: (await itemsOf(viettel, id)).map(({ revision: _, ...item }) => item),
  counts: (await get(id)).counts,
});

it('puts back what stood there, also what could not be read, and says what can be taken back', async () => {
  const id = await faulty();
  const before = await stateOf(id);
  expect(before.counts.withErrors).toBe(3);
  expect((await get(id)).undo).toBeNull();
  const changed = await set(id, { structure: 'environmentally_friendly', heightM: 40 });
  expect(changed.body).toMatchObject({ changed: before.counts.total, submission: { undo: { fields: ['structure', 'heightM'], items: before.counts.total } } });
  expect((await get(id)).counts.withErrors).toBe(1);
  const undone = await undo(id);
  expect([undone.status, undone.body]).toMatchObject([200, { changed: before.counts.total, left: 0, submission: { undo: null } }]);
  expect(await stateOf(id)).toEqual(before);
  expect((await get(id)).events.map((one: any) => one.action).slice(-2)).toEqual(['edit-many', 'undo-many']);
});

it('leaves rows that were mended since, and takes back the last edit only', async () => {
  const id = await draft(viettel, 'bts-stations', [station(), station(), station()]);
  const [first] = await itemsOf(viettel, id);
  await set(id, { heightM: 40 });
  await set(id, { heightM: 50 });
  await viettel.patch(`submissions/${id}/items/${first.id}`, { values: { heightM: 60 } });
  expect((await undo(id)).body).toMatchObject({ changed: 2, left: 1 });
  expect((await itemsOf(viettel, id)).map((item) => item.data.heightM)).toEqual([60, 40, 40]);
  expect((await undo(id)).body).toMatchObject({ code: 'nothing-to-undo' });
});

it('is no longer offered once each of the rows was mended', async () => {
  const id = await draft(viettel, 'bts-stations', [station(), station()]);
  const [first] = await itemsOf(viettel, id);
  await set(id, { heightM: 40 }, [first.id]);
  expect((await get(id)).undo).toMatchObject({ fields: ['heightM'], items: 1 });
  await viettel.patch(`submissions/${id}/items/${first.id}`, { values: { heightM: 60 } });
  expect((await get(id)).undo).toBeNull();
  expect((await undo(id)).status).toBe(409);
});

it('is refused to others, on an old state, and once the file was read again or the package sent', async () => {
  const id = await faulty();
  await set(id, { heightM: 40 });
  expect((await undo(id, vnpt)).status).toBe(404);
  const old = await viettel.post(`submissions/${id}/items/undo`, undefined, { 'if-match': '"1"' });
  expect([old.status, old.body.code]).toEqual([412, 'stale']);
  await viettel.put(`submissions/${id}/reading`, {});
  expect((await get(id)).undo).toBeNull();
  expect((await undo(id)).status).toBe(409);
  const sent = await draft(viettel, 'bts-stations', [station(), station()]);
  await set(sent, { heightM: 40 });
  await step(viettel, sent, 'submit');
  expect((await get(sent)).undo).toBeNull();
  expect((await undo(sent)).status).toBe(409);
});

it('whatever is set for whichever rows, taking it back leaves no trace in them', async () => {
  const id = await faulty();
  const rows = await itemsOf(viettel, id);
  const before = await stateOf(id);
  const values = fc
    .record(
      {
        heightM: fc.option(fc.integer({ min: 1, max: 200 })),
        structure: fc.constantFrom('bulky', 'thân thiện môi trường'),
        address: fc.option(fc.string({ maxLength: 20 })),
        technologies: fc.constantFrom('4G', '3G;4G'),
        code: fc.string({ minLength: 1, maxLength: 8 }),
        x: fc.double({ min: 105.3, max: 105.8, noNaN: true }),
        builtOn: fc.constantFrom('2020-01-01', '03/02/2019'),
      },
      { requiredKeys: [] },
    )
    .filter((some) => Object.keys(some).length > 0)
    .map((some) => ('x' in some ? { ...some, y: 21.3 } : some));
  const items = fc.oneof(fc.constant('all'), fc.subarray(rows.map((row) => row.id), { minLength: 1 }), fc.constant({ severity: ['error'] })); // prettier-ignore
  let written = 0;
  await fc.assert(
    fc.asyncProperty(values, items, async (some, chosen) => {
      const answer = await set(id, some, chosen);
      if (answer.status !== 200) return expect(answer.status).toBe(422);
      written++;
      expect(await undo(id)).toMatchObject({ status: 200, body: { left: 0 } });
      expect(await stateOf(id)).toEqual(before);
    }),
    { numRuns: 15 },
  );
  expect(written).toBeGreaterThan(3);
});
