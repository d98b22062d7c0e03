// What a program that sends data every night runs into: files that cannot be read, odd JSON, If-Match everywhere, the API's description.
import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { draft, itemsOf, people, station, step } from '../support/submitting.js';

let registry: Registry;
let viettel: Client, inspector: Client;

beforeAll(async () => {
  registry = await startRegistry();
  [viettel, inspector] = (await people(registry.url, 'viettel', 'inspector')) as [Client, Client];
});
afterAll(() => registry?.stop());

const BTS = 'bts-stations';
const get = async (id: number) => (await viettel.get(`submissions/${id}`)).body;

/** Until nothing is being worked on. */
async function ended(id: number): Promise<any> {
  for (;;) {
    const submission = await get(id);
    if (!submission.work || submission.work.state === 'failed') return submission;
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** The last line is of no encoding. */
const broken = Buffer.concat([
  Buffer.from('Mã trạm,Tên trạm,Độ cao cột,Công nghệ,Tình trạng,Kinh độ,Vĩ độ\n'),
  Buffer.from('C-1,Trạm C,30,4G,đang hoạt động,105.61234,21.31234\n'.repeat(6000)),
  Buffer.from([0x43, 0x2c, 0xff, 0xfe, 0x81, 0x0a]),
]);
const sendBroken = (headers: Record<string, string>) => viettel.upload('submissions', { kind: BTS }, { name: 'broken.csv', content: broken }, headers);

it('a file that turns out unreadable in the background: sent again it is tried again, and there are no reports on a part of it', async () => {
  const first = await sendBroken({ prefer: 'respond-async', 'idempotency-key': 'broken-1' });
  expect(first.status).toBe(202);
  const { id } = first.body;
  expect((await ended(id)).work).toMatchObject({ state: 'failed', problem: { vi: expect.stringContaining('bảng mã') } });
  const report = await viettel.get(`submissions/${id}/report.csv`);
  expect([report.status, report.body.code, report.body.detail]).toEqual([409, 'not-read', expect.stringContaining('bảng mã')]);

  expect([(await sendBroken({})).status, (await viettel.get(`submissions/${id}`)).status]).toEqual([422, 404]);
  // The key names nothing any more, so the same request is worked on.
  expect((await sendBroken({ 'idempotency-key': 'broken-1' })).status).toBe(422);
});

it('a reading that was stopped frees its key', async () => {
  const rows = 'C-1,Trạm C,30,4G,đang hoạt động,105.61234,21.31234\n'.repeat(8000);
  const content = `Mã trạm,Tên trạm,Độ cao cột,Công nghệ,Tình trạng,Kinh độ,Vĩ độ\n${rows}`;
  const send = () => viettel.upload('submissions', { kind: BTS }, { name: 'long.csv', content }, { prefer: 'respond-async', 'idempotency-key': 'stopped-1' });
  const first = await send();
  const running = await viettel.get(`submissions/${first.body.id}/report.json`);
  expect([running.status, running.body.code]).toEqual([409, 'busy']);
  expect((await viettel.post(`submissions/${first.body.id}/cancel`)).status).toBe(204);
  const second = await send();
  expect([second.status, second.headers.get('idempotency-replayed')]).toEqual([202, null]);
  expect((await viettel.get(`submissions/${second.body.id}`)).status).toBe(200);
  await viettel.post(`submissions/${second.body.id}/cancel`);
});

it.each([[[{}]], [[{ geometry: { type: 'Point', coordinates: [105.61234, 21.31234] } }]], [[{}, {}]], [[{ note: '' }]]])(
  'records that say next to nothing, %j, are a draft with errors',
  async (items) => {
    const answer = await viettel.post('submissions', { kind: BTS, items });
    expect(answer.status).toBe(201);
    expect(answer.body.counts).toMatchObject({ total: items.length, withErrors: items.length });
  },
);

it('half a character is refused in an edit, as nothing can keep it', async () => {
  const id = await draft(viettel, BTS, [station()]);
  const [item] = await itemsOf(viettel, id);
  const values = { note: 'a\ud800' };
  const answers = [
    await viettel.patch(`submissions/${id}/items/${item.id}`, { values }),
    await viettel.patch(`submissions/${id}/items`, { items: 'all', values }),
    await viettel.post(`submissions/${id}/items`, { values }),
  ];
  expect(answers.map(({ status, body }) => `${status} ${body.code}`)).toEqual(Array(3).fill('422 unstorable-text'));
  expect((await itemsOf(viettel, id))[0]).toEqual(item);
});

it('JSON is read as UTF-8 and as nothing else', async () => {
  const body = Buffer.from(JSON.stringify({ kind: BTS, items: [station({ name: 'Trạm é' })] }), 'latin1');
  const sent = async (type: string, more: Record<string, string> = {}, content: BodyInit = body) => {
    const answer = await viettel.fetch('POST', 'submissions', { body: content, headers: { 'content-type': type, ...more } });
    return `${answer.status} ${((await answer.json()) as { code?: string }).code ?? ''}`;
  };
  expect(await sent('application/json; charset=iso-8859-1')).toBe('415 not-utf-8');
  expect(await sent('application/json')).toBe('422 not-utf-8');
  expect(await sent('application/json', { 'content-encoding': 'gzip' })).toBe('415 packed');
  expect(await sent('application/json; charset=UTF-8', {}, JSON.stringify({ kind: BTS, items: [station()] }))).toBe('201 ');
  // Said to be JSON, but nothing: fine where nothing is needed.
  const id = await draft(viettel, BTS, [station()]);
  const empty = await viettel.fetch('POST', `submissions/${id}/submit`, { headers: { 'content-type': 'application/json' } });
  expect(empty.status).toBe(200);
});

it('If-Match is heeded by every change of a package', async () => {
  const id = await draft(viettel, BTS, [station(), station()]);
  const [item] = await itemsOf(viettel, id);
  expect((await viettel.del(`submissions/${id}/items/${item.id}`)).status).toBe(204);
  const stale = { 'if-match': '"1"' };
  const { geometry, ...values } = station();
  const answers = [
    await viettel.post(`submissions/${id}/items`, { values, geometry }, stale),
    await viettel.post(`submissions/${id}/items/${item.id}/take-back`, undefined, stale),
    await viettel.post(`submissions/${id}/items/take-back`, { items: [item.id] }, stale),
  ];
  const now = { 'if-match': `"${(await get(id)).revision}"` };
  expect((await viettel.post(`submissions/${id}/items/take-back`, { items: [item.id] }, now)).status).toBe(200);
  await step(viettel, id, 'submit');
  await step(inspector, id, 'claim');
  answers.push(await inspector.post(`submissions/${id}/claim`, undefined, stale));
  expect(answers.map(({ status, body }) => `${status} ${body.code}`)).toEqual(Array(4).fill('412 stale'));
  expect((await inspector.post(`submissions/${id}/claim`, undefined, { 'if-match': '' })).status).toBe(422);
});

it('several files in one form, a table without line breaks, a column that is not there: each told for what it is', async () => {
  const form = new FormData();
  for (const name of ['a.csv', 'b.csv']) form.append('file', new File(['Mã trạm,Tên trạm\nA,B\n'], name));
  const several = await viettel.fetch('POST', 'submissions', { body: form });
  expect([several.status, await several.json()]).toEqual([422, expect.objectContaining({ code: 'several-files' })]);

  const long = await viettel.upload('submissions', { kind: BTS }, { name: 'long.csv', content: 'a'.repeat(1_500_000) });
  expect([long.status, long.body.detail]).toEqual([422, expect.stringContaining('một triệu ký tự')]);

  const csv = 'Mã trạm,Tên trạm,Độ cao cột,Công nghệ,Tình trạng,Kinh độ,Vĩ độ\nC-9,Trạm C,30,4G,đang hoạt động,105.61234,21.31234\n';
  const { id } = (await viettel.upload('submissions', { kind: BTS }, { name: 'columns.csv', content: csv })).body;
  const other = await viettel.put(`submissions/${id}/reading`, { columns: { 'Chiều cao': 'heightM' } });
  expect([other.status, other.body.code, other.body.detail]).toEqual([422, 'no-such-column', expect.stringContaining('“Độ cao cột”')]);
});

/** Of the API's description. */
interface Operation {
  parameters?: { in: string; required?: boolean; description?: string }[];
  responses: Record<string, unknown>;
}

it('the API’s description says what a submission is made of, and demands no header that may be left out', async () => {
  const document = (await viettel.get('/api/openapi.json')).body;
  const create = document.paths['/api/v1/submissions'].post;
  expect(Object.keys(create.requestBody.content)).toEqual(['multipart/form-data', 'application/json']);
  expect(Object.keys(create.requestBody.content['multipart/form-data'].schema.properties)).toEqual(expect.arrayContaining(['file', 'kind', 'crs', 'complete']));
  const paths: Record<string, Record<string, Operation>> = document.paths;
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  const headers = operations.flatMap(({ parameters = [] }) => parameters.filter((one) => one.in === 'header'));
  expect(headers.length).toBeGreaterThan(20);
  expect(headers.filter((one) => one.required || !one.description)).toEqual([]);
  expect(operations.filter((operation) => !operation.responses['default'])).toEqual([]);
});
