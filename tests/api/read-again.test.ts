// A package that was sent back and whose file is read again.
import excel from 'exceljs';
import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { openSql, type Sql } from '../support/sql.js';
import { inReview, itemsOf, people, station, step, type Values } from '../support/submitting.js';

const BTS = 'bts-stations';

let registry: Registry;
let sql: Sql;
let viettel: Client, inspector: Client;

beforeAll(async () => {
  registry = await startRegistry();
  sql = await openSql(registry);
  [viettel, inspector] = (await people(registry.url, 'viettel', 'inspector')) as [Client, Client];
});
afterAll(async () => {
  await sql?.close();
  await registry?.stop();
});

const get = async (client: Client, id: number) => (await client.get(`submissions/${id}`)).body;
const codeOf = async (answer: Promise<{ status: number; body: any }>) => answer.then(({ status, body }) => `${status} ${body.code ?? ''}`.trim());

it('keeps what was said to its items, and shows what it reads otherwise now', async () => {
  const id = await inReview(viettel, inspector, BTS, [station({ heightM: 20 }), station(), station({ status: 'suspended' })]);
  const [first, second] = await itemsOf(inspector, id);
  await step(inspector, id, 'decide', { items: [first.id], verdict: 'returned', reason: 'wrong_data', comment: 'Chiều cao?' });
  await inspector.post(`submissions/${id}/words`, { words: 'Ảnh đâu?', item: second.id });
  await step(inspector, id, 'return', { comment: 'Xem lại' });
  await viettel.patch(`submissions/${id}/items/${first.id}`, { values: { heightM: 21 } });
  const before = await itemsOf(viettel, id);
  const read = (values: object) => viettel.put(`submissions/${id}/reading`, { values });

  expect((await read({})).status).toBe(200);
  const same = (items: any[]) => items.map(({ revision: _, ...item }) => item);
  expect(same(await itemsOf(viettel, id))).toEqual(same(before));
  expect([await codeOf(viettel.post(`submissions/${id}/submit`)), (await get(viettel, id)).wordsUnopened]).toEqual(['409 words-unread', 3]);

  expect((await read({ status: { suspended: 'dismantled' } })).status).toBe(200);
  const [a, b, c] = await itemsOf(viettel, id);
  expect([a.id, a.verdict, a.comment, a.data.heightM, a.returned.data.heightM]).toEqual([first.id, 'returned', 'Chiều cao?', 21, 20]);
  expect([b.id, b.returned]).toEqual([second.id, null]);
  expect([c.data.status, c.returned]).toEqual(['dismantled', expect.objectContaining({ comment: 'Xem lại' })]);
  expect(c.returned.data.status).toBe('suspended');
  expect((await sql.rows('select 1 from returned_items')).length).toBe(0);
});

it('knows the items by code when another sheet is read', async () => {
  const rows = [station(), station()];
  const workbook = async (sheets: Values[][]) => {
    const book = new excel.Workbook();
    for (const [n, items] of sheets.entries()) {
      const sheet = book.addWorksheet(`Trang ${n + 1}`);
      const names = ['code', 'name', 'structure', 'heightM', 'technologies', 'status'];
      sheet.addRow([...names, 'lon', 'lat']);
      for (const item of items) sheet.addRow([...names.map((name) => String(item[name])), ...(item['geometry'] as any).coordinates]);
    }
    return Buffer.from(await book.xlsx.writeBuffer());
  };
  const content = await workbook([rows, [...rows].reverse()]);
  const { id } = (await viettel.upload('submissions', { kind: BTS, sheet: 'Trang 1' }, { name: 'tram.xlsx', content })).body;
  await step(viettel, id, 'submit');
  await step(inspector, id, 'claim');
  const [first] = await itemsOf(inspector, id);
  await step(inspector, id, 'decide', { items: [first.id], verdict: 'returned', reason: 'wrong_data', comment: 'Chiều cao?' });
  await step(inspector, id, 'return', { comment: 'Xem lại' });
  expect((await viettel.put(`submissions/${id}/reading`, { sheet: 'Trang 2' })).status).toBe(200);
  expect((await itemsOf(viettel, id)).map(({ id: item, code, comment }) => [item === first.id, code, comment])).toEqual([
    [false, rows[1]!['code'], null],
    [true, rows[0]!['code'], 'Chiều cao?'],
  ]);
});

it('loses neither edits nor words when it is stopped half-way', async () => {
  const lines = Array.from(
    { length: 6000 },
    (_, n) => `DUNG-${n},Trạm ${n},environmentally_friendly,30,4G,operating,${(105.5 + n * 0.00003).toFixed(6)},21.3001`,
  );
  const content = Buffer.from(['code,name,structure,heightM,technologies,status,lon,lat', ...lines].join('\n'));
  const { id } = (await viettel.upload('submissions', { kind: BTS }, { name: 'nhieu.csv', content })).body;
  await step(viettel, id, 'submit');
  await step(inspector, id, 'claim');
  const first = (await itemsOf(inspector, id))[7];
  await step(inspector, id, 'decide', { items: [first.id], verdict: 'returned', reason: 'wrong_data', comment: 'Chiều cao?' });
  await step(inspector, id, 'return', { comment: 'Xem lại' });
  await viettel.patch(`submissions/${id}/items/${first.id}`, { values: { heightM: 21 } });
  await viettel.put(`submissions/${id}/reading`, { values: { status: { operating: 'suspended' } } }, { prefer: 'respond-async' });
  const stopped = await viettel.post(`submissions/${id}/cancel`);
  expect(stopped.status).toBe(204);
  while ((await get(viettel, id)).work) await new Promise((done) => setTimeout(done, 100));
  const again = (await itemsOf(viettel, id))[7];
  expect([again.id, again.comment, again.data.heightM, again.data.status, again.returned.data.heightM]).toEqual([first.id, 'Chiều cao?', 21, 'operating', 30]);
  expect((await get(viettel, id)).counts).toMatchObject({ total: 6000, returned: 1 });
}, 120_000);
