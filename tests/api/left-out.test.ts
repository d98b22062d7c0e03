// Rows that are left out of a package by hand, and the way back.
import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { openSql, type Sql } from '../support/sql.js';
import { draft, itemsOf, people, segment, station, step } from '../support/submitting.js';

let registry: Registry;
let sql: Sql;
let viettel: Client, vnpt: Client, inspector: Client;

beforeAll(async () => {
  registry = await startRegistry();
  sql = await openSql(registry);
  [viettel, vnpt, inspector] = (await people(registry.url, 'viettel', 'vnpt', 'inspector')) as [Client, Client, Client];
});
afterAll(async () => {
  await sql?.close();
  await registry?.stop();
});

const get = async (id: number) => (await viettel.get(`submissions/${id}`)).body;
const leaveOut = async (id: number, item: any) => expect((await viettel.del(`submissions/${id}/items/${item.id}`)).status).toBe(204);
const takeBack = (id: number, item: any, client = viettel) => client.post(`submissions/${id}/items/${item.id}/take-back`);

it('come back as they were, with what was found in them and in others', async () => {
  const twice = station({ code: 'HAI-LAN', heightM: 0.5 });
  const id = await draft(viettel, 'bts-stations', [station(), twice, { ...station(), code: 'HAI-LAN' }]);
  await viettel.patch(`submissions/${id}/items/${(await itemsOf(viettel, id))[1].id}`, { values: { name: 'Tên đã sửa\u001f' } });
  const before = await itemsOf(viettel, id);
  const { counts } = await get(id);
  await leaveOut(id, before[1]);
  expect((await itemsOf(viettel, id)).map((item) => item.checks.length)).toEqual([0, 0]);
  expect((await get(id)).leftOut).toEqual([{ item: before[1].id, row: before[1].row, code: 'HAI-LAN' }]);
  const back = await takeBack(id, before[1]);
  expect([back.status, back.body.id]).toEqual([200, before[1].id]);
  expect(await itemsOf(viettel, id)).toEqual(before);
  expect(await get(id)).toMatchObject({ counts, leftOut: [] });
  expect((await get(id)).events.map((one: any) => [one.action, one.words]).slice(-2)).toEqual([
    ['leave-out', `Hàng ${before[1].row}: HAI-LAN`],
    ['take-back', `Hàng ${before[1].row}: HAI-LAN`],
  ]);
  expect((await takeBack(id, before[1])).body).toMatchObject({ status: 404, detail: expect.stringContaining('không còn để lấy lại') });
});

it('of lines and with what was never a file’s row too; another row put in meanwhile does not take their number', async () => {
  const id = await draft(viettel, 'cable-segments', [segment(), segment()]);
  const before = await itemsOf(viettel, id);
  await leaveOut(id, before[1]);
  const { geometry, ...values } = segment();
  const added = await viettel.post(`submissions/${id}/items`, { values, geometry });
  expect(added.body.row).toBeGreaterThan(before[1].row);
  await leaveOut(id, added.body);
  expect((await get(id)).leftOut.map((one: any) => one.row)).toEqual([added.body.row, before[1].row]);
  for (const item of [added.body, before[1]]) expect((await takeBack(id, item)).status).toBe(200);
  expect((await itemsOf(viettel, id)).map(({ geometry: at, row }) => [at, row])).toEqual([...before, added.body].map(({ geometry: at, row }) => [at, row]));
});

it('stay out when the file is read again, and can still be taken back, as the file has them then', async () => {
  const id = await draft(viettel, 'bts-stations', [station(), station({ status: 'suspended' })]);
  await leaveOut(id, (await itemsOf(viettel, id))[1]);
  await viettel.put(`submissions/${id}/reading`, { values: { status: { suspended: 'dismantled' } } });
  expect((await itemsOf(viettel, id)).length).toBe(1);
  const [waiting] = (await get(id)).leftOut;
  expect((await takeBack(id, { id: waiting.item })).body.data.status).toBe('dismantled');
  await viettel.put(`submissions/${id}/reading`, {});
  expect((await itemsOf(viettel, id)).length).toBe(2);
});

it('that were mended, or put in by hand, come back with that after the file was read again', async () => {
  const id = await draft(viettel, 'bts-stations', [station(), station()]);
  const [first] = await itemsOf(viettel, id);
  const { geometry, ...values } = station({ code: 'THEM-TAY' });
  const added = (await viettel.post(`submissions/${id}/items`, { values, geometry })).body;
  await viettel.patch(`submissions/${id}/items/${first.id}`, { values: { heightM: 44 } });
  for (const item of [first, added]) await leaveOut(id, item);
  await viettel.put(`submissions/${id}/reading`, {});
  expect((await get(id)).leftOut.map(({ row }: any) => row)).toEqual([added.row, first.row]);
  for (const item of [first, added]) expect((await takeBack(id, item)).status).toBe(200);
  await viettel.put(`submissions/${id}/reading`, {});
  expect((await itemsOf(viettel, id)).map(({ row, code, data }) => [row, code, data.heightM])).toEqual([
    [first.row, first.code, 44],
    [expect.any(Number), expect.any(String), 30],
    [added.row, 'THEM-TAY', 30],
  ]);
});

it('go and come several at a time, each once', async () => {
  const twice = station({ code: 'HAI-LAN-NUA' });
  const id = await draft(viettel, 'bts-stations', [station(), twice, { ...station(), code: 'HAI-LAN-NUA' }, station()]);
  const before = await itemsOf(viettel, id);
  const [, second, third, fourth] = before.map((item) => item.id);
  const several = (what: 'leave-out' | 'take-back', items: unknown[], revision?: number) =>
    viettel.post(`submissions/${id}/items/${what}`, { items }, revision === undefined ? undefined : { 'if-match': `"${revision}"` });
  const { revision } = await get(id);
  expect((await several('leave-out', [second, fourth], revision)).body).toEqual({ changed: 2 });
  expect((await itemsOf(viettel, id)).map((item) => item.checks.length)).toEqual([0, 0]);
  expect((await several('leave-out', [third], revision)).status).toBe(412);
  expect((await several('leave-out', [before[0].id, second, third])).body).toEqual({ changed: 2 });
  expect((await several('leave-out', [second, third])).status).toBe(404);
  expect(await get(id)).toMatchObject({ counts: { total: 0 }, leftOut: before.map(() => ({ item: expect.any(Number) })) });
  expect((await several('take-back', [second, third, fourth])).body).toEqual({ changed: 3 });
  expect(
    (
      await several(
        'take-back',
        before.map((item) => item.id),
      )
    ).body,
  ).toEqual({ changed: 1 });
  expect(await itemsOf(viettel, id)).toEqual(before);
  expect((await get(id)).events.map((one: any) => one.words)).toContain(`Hàng ${before[1].row}: HAI-LAN-NUA, Hàng ${before[3].row}: ${before[3].code}`);
});

it('go on waiting where their row is taken, while others come back', async () => {
  const id = await draft(viettel, 'bts-stations', [station(), station(), station()]);
  const [first, second, third] = await itemsOf(viettel, id);
  for (const item of [second, third]) await leaveOut(id, item);
  await sql.rows(`update submission_items set row_number = $2 where id = $1`, [first.id, second.row]);
  expect((await viettel.post(`submissions/${id}/items/take-back`, { items: [second.id, third.id] })).body).toEqual({ changed: 1 });
  expect((await get(id)).leftOut.map(({ item }: any) => item)).toEqual([second.id]);
  expect((await takeBack(id, second)).status).toBe(404);
  expect((await get(id)).leftOut.map(({ item }: any) => item)).toEqual([second.id]);
});

it('are for the sender alone, and only while it works on the package', async () => {
  const id = await draft(viettel, 'bts-stations', [station(), station()]);
  const [, second] = await itemsOf(viettel, id);
  await leaveOut(id, second);
  expect((await takeBack(id, second, vnpt)).status).toBe(404);
  await step(viettel, id, 'submit');
  expect([(await takeBack(id, second)).status, (await get(id)).leftOut]).toEqual([409, []]);
  await step(inspector, id, 'claim');
  expect((await takeBack(id, second, inspector)).status).toBe(409);
  await step(inspector, id, 'return', { comment: 'Thiếu một trạm' });
  expect((await takeBack(id, second)).status).toBe(200);
});
