import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { people } from '../support/submitting.js';

let registry: Registry;
let viettel: Client, planner: Client;

beforeAll(async () => {
  registry = await startRegistry();
  [viettel, planner] = (await people(registry.url, 'viettel', 'planner')) as [Client, Client];
});
afterAll(() => registry?.stop());

const QUERY = 'indicator=cables.overdue&units=communes2025&owner=viettel,vnpt&view=21.3,105.6,11';

it('a view is kept, listed, renamed, changed and deleted', async () => {
  const saved = await planner.post('views', { name: '  Hạ ngầm quá hạn  ', query: `?${QUERY}` });
  expect([saved.status, saved.body.name, saved.body.query]).toEqual([201, 'Hạ ngầm quá hạn', QUERY]);
  await planner.post('views', { name: 'Bưu điện', query: '' });
  expect((await planner.get('views')).body.items.map((view: any) => view.name)).toEqual(['Bưu điện', 'Hạ ngầm quá hạn']);
  const { id } = saved.body;
  expect((await planner.patch(`views/${id}`, { name: 'Cáp quá hạn' })).body).toMatchObject({ name: 'Cáp quá hạn', query: QUERY });
  expect((await planner.patch(`views/${id}`, { query: 'layers=none' })).body).toMatchObject({ name: 'Cáp quá hạn', query: 'layers=none' });
  expect((await planner.del(`views/${id}`)).status).toBe(204);
  expect((await planner.get('views')).body.items.map((view: any) => view.name)).toEqual(['Bưu điện']);
});

it('belongs to whoever saved it', async () => {
  const { id } = (await planner.post('views', { name: 'Riêng', query: QUERY })).body;
  expect((await viettel.get('views')).body.items).toEqual([]);
  expect((await viettel.patch(`views/${id}`, { name: 'x' })).status).toBe(404);
  expect((await viettel.del(`views/${id}`)).status).toBe(404);
  expect((await viettel.post('views', { name: 'Riêng', query: QUERY })).status).toBe(201);
});

it('a name is given once', async () => {
  await planner.post('views', { name: 'A', query: QUERY });
  const b = (await planner.post('views', { name: 'B', query: QUERY })).body;
  const again = await planner.post('views', { name: 'A', query: QUERY });
  expect([again.status, again.body.detail]).toEqual([409, expect.stringContaining('Chọn tên khác')]);
  expect((await planner.patch(`views/${b.id}`, { name: 'A' })).status).toBe(409);
});

it.each([
  [{ name: '', query: QUERY }],
  [{ name: 'x'.repeat(101), query: QUERY }],
  [{ name: 'n', query: `within=${'1,'.repeat(5000)}` }],
  [{ name: 'n', query: 'javascript:alert(1)' }],
  [{ name: 'n', query: 'https://example.vn/?a=1' }],
  [{ name: 'n', query: 'a=%00' }],
  [{ name: 'n', query: Array.from({ length: 61 }, (_, n) => `a${n}=1`).join('&') }],
  [{ name: 'n', query: 5 }],
  [{ name: 'n' }],
  [{ name: 'n', query: QUERY, owner: 3 }],
])('refuses %j', async (body) => {
  expect((await planner.post('views', body)).status).toBe(422);
});

it('has an end', async () => {
  const [mobifone] = (await people(registry.url, 'mobifone')) as [Client];
  const statuses = new Set();
  for (let n = 0; n < 101; n++) statuses.add((await mobifone.post('views', { name: `V${n}`, query: QUERY })).status);
  expect([...statuses]).toEqual([201, 409]);
  expect((await mobifone.get('views')).body.items.length).toBe(100);
});
