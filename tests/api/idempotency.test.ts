import { setTimeout as wait } from 'node:timers/promises';
import type { Answer, Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { openSql, type Sql } from '../support/sql.js';
import { people, station } from '../support/submitting.js';

let registry: Registry;
let viettel: Client;
let vnpt: Client;
let sql: Sql;

beforeAll(async () => {
  registry = await startRegistry();
  [viettel, vnpt] = (await people(registry.url, 'viettel', 'vnpt')) as [Client, Client];
  sql = await openSql(registry);
});
afterAll(() => sql.close());

let serial = 0;
const newKey = (): string => `key-${++serial}`;
const send = (client: Client, key: string, items: unknown[] = [station({ code: 'I-1' })], more: object = {}): Promise<Answer> =>
  client.post('submissions', { kind: 'bts-stations', items, ...more }, { 'idempotency-key': key });
const count = (client: Client): Promise<number> => client.get('submissions').then(({ body }) => body.total);

const CSV = 'Mã trạm,Tên trạm,Loại trạm,Độ cao cột,Công nghệ,Tình trạng,Kinh độ,Vĩ độ\nC-1,Trạm C,thân thiện môi trường,30,4G,đang hoạt động,105.6,21.3\n';
const sendFile = (client: Client, key: string, content = CSV, name = 'stations.csv', fields: Record<string, string> = { kind: 'bts-stations' }) =>
  client.upload('submissions', fields, { name, content }, { 'idempotency-key': key });

it('the same request with the same key gets the same answer and creates nothing', async () => {
  const [key, items, before] = [newKey(), [station()], await count(viettel)];
  const first = await send(viettel, key, items);
  const second = await send(viettel, key, items);
  expect([first.status, second.status, second.body]).toEqual([201, 201, first.body]);
  expect([first.headers.get('idempotency-replayed'), second.headers.get('idempotency-replayed')]).toEqual([null, 'true']);
  expect(await count(viettel)).toBe(before + 1);
});

it('holds for files, by what is in them', async () => {
  const [key, before] = [newKey(), await count(viettel)];
  const first = await sendFile(viettel, key);
  const second = await sendFile(viettel, key);
  expect([first.status, second.body]).toEqual([201, first.body]);
  const others = [
    await sendFile(viettel, key, CSV.replace('30', '31')),
    await sendFile(viettel, key, CSV, 'other.csv'),
    await sendFile(viettel, key, CSV, 'stations.csv', { kind: 'bts-stations', note: 'x' }),
    await send(viettel, key),
  ];
  expect(others.map(({ status, body }) => `${status} ${body.code}`)).toEqual(Array(4).fill('422 key-of-another-request'));
  expect(await count(viettel)).toBe(before + 1);
});

it('another body with the same key is refused, in both languages', async () => {
  const key = newKey();
  await send(viettel, key, [station({ code: 'A' })]);
  const { status, body } = await send(viettel, key, [station({ code: 'B' })]);
  expect([status, body.code, body.detail, body.en.detail]).toEqual([
    422,
    'key-of-another-request',
    expect.stringContaining('yêu cầu khác'),
    expect.stringContaining('another request'),
  ]);
});

it('a key is its user’s own', async () => {
  const key = newKey();
  const answers = [await send(viettel, key), await send(vnpt, key)];
  expect(answers.map(({ status, body }) => `${status} ${body.owner.code}`)).toEqual(['201 viettel', '201 vnpt']);
});

it('several at once create one, and all hear of it', async () => {
  const [key, items, before] = [newKey(), Array.from({ length: 300 }, () => station()), await count(viettel)];
  const answers = await Promise.all(Array.from({ length: 4 }, () => send(viettel, key, items)));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(await count(viettel)).toBe(before + 1);
});

it('what was refused is not remembered: mended, it may come with the same key', async () => {
  const key = newKey();
  const refused = [await send(viettel, key, []), await sendFile(viettel, key, 'không phải bảng')];
  expect(refused.map(({ status }) => status)).toEqual([422, 422]);
  // 200: the same file came before, in another test.
  expect([200, 201]).toContain((await sendFile(viettel, key)).status);
});

it.each(['', 'two words', 'x'.repeat(256)])('the key %j is refused', async (key) => {
  const { status, body } = await send(viettel, key);
  expect([status, body.code]).toEqual([422, 'bad-idempotency-key']);
});

it('is forgotten after a day', async () => {
  const [key, items] = [newKey(), [station()]];
  const first = await send(viettel, key, items);
  await sql.rows(`update idempotency_keys set created_at = now() - interval '25 hours', lease_until = now() - interval '1 hour' where key = $1`, [key]);
  const second = await send(viettel, key, items);
  expect([second.status, second.body.id === first.body.id]).toEqual([201, false]);
});

it('a request still under way is not run beside the first', async () => {
  const [key, items] = [newKey(), [station()]];
  await send(viettel, key, items);
  // As another process would hold it: no answer yet, the lease renewed.
  await sql.rows(`update idempotency_keys set status = null, answer = null, lease_until = now() + interval '1 minute' where key = $1`, [key]);
  const { status, body } = await send(viettel, key, items);
  expect([status, body.code]).toEqual([409, 'in-progress']);
}, 60_000);

async function readToItsEnd(id: number): Promise<any> {
  for (;;) {
    const { body } = await viettel.get(`submissions/${id}`);
    if (!body.work || body.work.state === 'failed') return body;
    await wait(200);
  }
}

it('a server killed in the middle leaves no second one: sent again, it is there once and whole', async () => {
  const items = Array.from({ length: 1500 }, () => station());
  let killed = 0;
  for (const afterMs of [30, 150, 450, 900]) {
    const key = newKey();
    const before = await count(viettel);
    const lost = send(viettel, key, items).then(
      () => 'answered',
      () => 'lost',
    );
    await wait(afterMs);
    await sql.close();
    await registry.kill9();
    if ((await lost) === 'lost') killed++;
    registry = await registry.again();
    sql = await openSql(registry);
    Object.assign(viettel, { url: registry.url });
    const again = await send(viettel, key, items);
    // Read to its end, or still being read by the server that took the work over.
    expect([201, 202]).toContain(again.status);
    expect((await send(viettel, key, items)).body).toEqual(again.body);
    expect(await readToItsEnd(again.body.id)).toMatchObject({ state: 'draft', counts: { total: 1500 } });
    expect([await count(viettel), await sql.value(`select count(*) from submissions where state = 'receiving'`)]).toEqual([before + 1, 0]);
  }
  // Or this test would prove nothing.
  expect(killed).toBeGreaterThan(0);
}, 240_000);

it('a draft made just before the crash is the answer', async () => {
  const [key, items] = [newKey(), [station()]];
  const first = await send(viettel, key, items);
  await sql.rows(`update idempotency_keys set status = null, answer = null, lease_until = now() - interval '1 second' where key = $1`, [key]);
  const again = await send(viettel, key, items);
  expect([again.status, again.body.id, again.headers.get('idempotency-replayed')]).toEqual([201, first.body.id, 'true']);
});
