// Records sent one by one, as the form of the web does it.
import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { draft, inReview, itemsOf, people, register, segment, station, step } from '../support/submitting.js';

let registry: Registry;
let viettel: Client, vnpt: Client, inspector: Client;

beforeAll(async () => {
  registry = await startRegistry();
  [viettel, vnpt, inspector] = (await people(registry.url, 'viettel', 'vnpt', 'inspector')) as [Client, Client, Client];
});

const split = ({ geometry, ...values }: Record<string, unknown>) => ({ values, geometry });

describe('one more record in a draft', () => {
  it('is read, checked and counted as the first one was', async () => {
    const id = await draft(viettel, 'bts-stations', [station()]);
    const added = await viettel.post(`submissions/${id}/items`, split(station({ code: 'SR-2', heightM: '42,5' })));
    expect([added.status, added.body.row, added.body.change, added.body.data.owner, added.body.data.heightM]).toEqual([201, 2, 'new', 'viettel', 42.5]);
    expect(added.body.checks).toEqual([]);
    expect((await viettel.get(`submissions/${id}`)).body.counts).toMatchObject({ total: 2, new: 2, withErrors: 0 });
  });

  it('says all that is wrong with it, field by field', async () => {
    const id = await draft(viettel, 'bts-stations', [station()]);
    const { body } = await viettel.post(`submissions/${id}/items`, { values: { code: 'SR-3', name: null, heightM: '0', structure: 'abc' } });
    const found = new Set(body.checks.map(({ rule, path }: any) => `${rule} ${path}`));
    for (const line of ['DAT-01 name', 'BTS-01 heightM', 'DAT-02 structure', 'DAT-01 technologies', 'GEO-01 geometry']) expect(found).toContain(line);
  });

  it('is refused whole when its geometry cannot be used, and no empty row is left', async () => {
    const id = await draft(viettel, 'bts-stations', [station()]);
    const refused = await viettel.post(`submissions/${id}/items`, { values: { code: 'SR-4' }, geometry: { type: 'LineString', coordinates: [[105.6, 21.3]] } });
    expect([refused.status, refused.body.code]).toEqual([422, 'geometry']);
    expect(await itemsOf(viettel, id)).toHaveLength(1);
  });

  it('is for the sender of a draft only, and not for a package in review', async () => {
    const id = await draft(viettel, 'bts-stations', [station()]);
    expect((await vnpt.post(`submissions/${id}/items`, { values: {} })).status).toBe(404);
    expect((await inspector.post(`submissions/${id}/items`, { values: {} })).status).toBe(404);
    const reviewed = await inReview(viettel, inspector, 'bts-stations', [station()]);
    expect((await inspector.post(`submissions/${reviewed}/items`, { values: {} })).body.code).toBe('in-review');
  });
});

describe('the kinds, for forms', () => {
  it('name every field that is sent in once, and an end that is one of its states', async () => {
    for (const kind of (await viettel.get('kinds')).body.items) {
      const sent = kind.fields.filter((field: any) => !field.computed).map((field: any) => field.name);
      expect(kind.sections.flatMap((section: any) => section.fields).sort()).toEqual(sent.sort());
      const status = kind.fields.find((field: any) => field.name === 'status');
      expect(status.codes.map((code: any) => code.value)).toContain(kind.retired.status);
      if (kind.retired.dateField) expect(sent).toContain(kind.retired.dateField);
    }
  });
});

it('a line keeps the direction it was drawn in, so that the same line sent again is no change', async () => {
  const line = [
    [105.6, 21.3],
    [105.61, 21.302],
    [105.62, 21.301],
  ];
  await register(viettel, inspector, 'cable-segments', [segment({ code: 'SR-L' }, line)]);
  const { geometry } = (await viettel.get('cable-segments/features?code=SR-L')).body.features[0];
  expect(geometry.coordinates).toEqual(line);
  const id = await draft(viettel, 'cable-segments', [{ code: 'SR-L', geometry }]);
  expect((await itemsOf(viettel, id))[0].change).toBe('unchanged');
});

it('a change that names only code and status ends a station and leaves the rest of it as it was', async () => {
  await register(viettel, inspector, 'bts-stations', [station({ code: 'SR-9', address: 'Tổ 4' })]);
  const id = await draft(viettel, 'bts-stations', [{ code: 'SR-9', status: 'dismantled' }]);
  expect(await itemsOf(viettel, id)).toMatchObject([{ change: 'changed', changedFields: ['status'], checks: [] }]);
  await step(viettel, id, 'submit', { message: 'Tháo dỡ ngày 01/10/2026' });
  await step(inspector, id, 'claim');
  await step(inspector, id, 'decide', { items: 'all', verdict: 'approved' });
  await step(inspector, id, 'conclude');
  expect((await viettel.get('bts-stations?code=SR-9')).body.items[0]).toMatchObject({ status: 'dismantled', address: 'Tổ 4', heightM: 30 });
});

describe('changes that wait', () => {
  const waiting = async (client: Client, id: number) => (await client.get(`bts-stations/${id}/waiting`)).body.items;

  it('are told with the record, to those who may see their packages, until they are decided', async () => {
    await register(viettel, inspector, 'bts-stations', [station({ code: 'SR-W' })]);
    const record = (await viettel.get('bts-stations?code=SR-W')).body.items[0];
    expect(await waiting(viettel, record.id)).toEqual([]);
    const id = await draft(viettel, 'bts-stations', [{ code: 'SR-W', heightM: 44 }]);
    const [item] = await itemsOf(viettel, id);
    const told = { submissionId: id, itemId: item.id, change: 'changed', single: true };
    expect(await waiting(viettel, record.id)).toEqual([expect.objectContaining({ ...told, state: 'draft' })]);
    // A draft belongs to who makes it.
    expect(await waiting(inspector, record.id)).toEqual([]);
    await step(viettel, id, 'submit');
    for (const client of [viettel, inspector]) expect(await waiting(client, record.id)).toEqual([expect.objectContaining({ ...told, state: 'submitted' })]);
    expect(await waiting(vnpt, record.id)).toEqual([]);
    await step(inspector, id, 'claim');
    await step(inspector, id, 'decide', { items: 'all', verdict: 'approved' });
    await step(inspector, id, 'conclude');
    expect(await waiting(viettel, record.id)).toEqual([]);
  });

  it('are none where the file says what the register says', async () => {
    await register(viettel, inspector, 'bts-stations', [station({ code: 'SR-V' })]);
    const record = (await viettel.get('bts-stations?code=SR-V')).body.items[0];
    await draft(viettel, 'bts-stations', [{ code: 'SR-V', heightM: record.heightM }]);
    expect(await waiting(viettel, record.id)).toEqual([]);
  });
});
