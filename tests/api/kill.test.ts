import { setTimeout as wait } from 'node:timers/promises';
import { signIn, type Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { inReview, people, station, step } from '../support/submitting.js';

const ROWS = 1500;

const places = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    station({ geometry: { type: 'Point', coordinates: [105.5501 + (n % 40) * 0.001, 21.2501 + Math.floor(n / 40) * 0.001] } }),
  );

/** A CSV of stations; each row its own place. */
const csvOf = (count: number): string =>
  [
    'Mã trạm,Tên trạm,Kinh độ,Vĩ độ,Loại trạm,Chiều cao cột (m),Công nghệ,Tình trạng',
    ...Array.from(
      { length: count },
      (_, n) =>
        `K-${n},Trạm ${n},${(105.55 + (n % 200) * 0.0005).toFixed(4)},${(21.25 + Math.floor(n / 200) * 0.0005).toFixed(4)},cồng kềnh,30,4G,đang hoạt động`,
    ),
  ].join('\n');

/** Waits until nothing is under way any more. */
async function settled(client: Client, id: number): Promise<any> {
  for (let tries = 0; tries < 300; tries++) {
    const { body } = await client.get(`submissions/${id}`);
    if (!body.work || body.work.state === 'failed') return body;
    await wait(200);
  }
  throw new Error('the work did not end within a minute');
}

/** Ends the server without a word, starts it again, and signs in again. */
async function killed(registry: Registry, name: string): Promise<{ registry: Registry; client: Client }> {
  await registry.kill9();
  const restarted = await registry.again();
  return { registry: restarted, client: await signIn(restarted.url, name) };
}

it('kill -9 during an upload: the server says how much it has, and the file goes on from there', async () => {
  const registry = await startRegistry();
  const viettel = await signIn(registry.url, 'viettel');
  const content = Buffer.from(csvOf(3000));
  const half = Math.floor(content.length / 2);
  const { body: upload } = await viettel.post('uploads', { fileName: 'tram.csv', size: content.length });
  const piece = (client: Client, from: number, to: number) =>
    client.fetch('PATCH', `uploads/${upload.id}`, {
      body: content.subarray(from, to) as unknown as BodyInit,
      headers: { 'content-type': 'application/octet-stream', 'upload-offset': String(from) },
    });
  expect((await piece(viettel, 0, half)).status).toBe(200);
  expect((await viettel.post('submissions', { kind: 'bts-stations', upload: upload.id })).body.code).toBe('upload-incomplete');
  const { registry: restarted, client } = await killed(registry, 'viettel');
  expect((await client.get(`uploads/${upload.id}`)).body.received).toBe(half);
  // A piece that is sent again, as after an answer that got lost, is not written twice.
  expect((await piece(client, 0, half)).status).toBe(409);
  expect((await piece(client, half, content.length)).status).toBe(200);
  const { body } = await client.post('submissions', { upload: upload.id });
  expect(body).toMatchObject({ state: 'draft', kind: 'bts-stations', fileName: 'tram.csv', counts: { total: 3000, new: 3000, withErrors: 0 } });
  await restarted.stop();
}, 120_000);

/** Sends a file and looks until its reading is in a phase. @returns what it was at then; null when all was over too soon */
async function sendUntil(phase: string, count: number, viettel: Client): Promise<{ id: number; work: any }> {
  const form = new FormData();
  form.append('kind', 'bts-stations');
  form.append('file', new File([csvOf(count)], 'tram.csv'));
  const answer = await viettel.fetch('POST', 'submissions', { body: form, headers: { prefer: 'respond-async' } });
  expect(answer.status).toBe(202);
  const { id } = (await answer.json()) as { id: number };
  for (;;) {
    const { work } = (await viettel.get(`submissions/${id}`)).body;
    if (!work || (work.phase === phase && (phase === 'checking' || work.done > 0))) return { id, work };
    await wait(5);
  }
}

/** On a quick machine the last rules take a tenth of a second: a larger file then. One that is over before it is caught would prove nothing. */
async function sendAndCatch(phase: string, viettel: Client): Promise<{ id: number; count: number; work: any }> {
  for (const count of [12_000, 30_000, 60_000]) {
    const sent = await sendUntil(phase, count, viettel);
    if (sent.work) return { ...sent, count };
  }
  throw new Error(`Every file was read before it could be caught ${phase}`);
}

it.each(['reading', 'checking'])(
  'kill -9 while %s: it goes on after the restart, every row once',
  async (phase) => {
    const registry = await startRegistry();
    const viettel = await signIn(registry.url, 'viettel');
    const { id, count, work } = await sendAndCatch(phase, viettel);
    const { registry: restarted, client } = await killed(registry, 'viettel');
    expect(work).toMatchObject({ phase, state: 'running' });
    // How far it was could be told even while the file was read: its length is known, and how long its first rows are.
    if (phase === 'reading') expect(work.total / count).toBeCloseTo(1, 1);
    const after = await settled(client, id);
    expect(after).toMatchObject({ state: 'draft', work: null, counts: { total: count, new: count, withErrors: 0 } });
    const { items } = (await client.get(`submissions/${id}/items?limit=3&cursor=6000`)).body;
    expect(items.map((item: any) => item.row)).toEqual([6001, 6002, 6003]);
    await restarted.stop();
  },
  180_000,
);

it('kill -9 at any moment of an approval: nothing is half applied, and it is brought to its end after the restart', async () => {
  let registry = await startRegistry();
  const caught: boolean[] = [];
  for (const afterMs of [5, 60, 250, 700]) {
    const [viettel, inspector] = (await people(registry.url, 'viettel', 'inspector')) as [Client, Client];
    const before = (await inspector.get('bts-stations')).body.total;
    const id = await inReview(viettel, inspector, 'bts-stations', places(ROWS));
    await step(inspector, id, 'decide', { items: 'all', verdict: 'approved' });
    const concluding = inspector.post(`submissions/${id}/conclude`).catch(() => null);
    await wait(afterMs);
    await registry.kill9();
    await concluding;
    registry = await registry.again();
    const again = await signIn(registry.url, 'inspector');
    const found = (await again.get('bts-stations')).body.total - before;
    expect([0, ROWS]).toContain(found);
    caught.push(found === 0);
    let after = await settled(again, id);
    // Killed before the request had been taken in: nothing happened, and it can be asked again.
    if (after.state === 'in_review') after = await step(again, id, 'conclude');
    expect(after.state).toBe('decided');
    expect((await again.get('bts-stations')).body.total - before).toBe(ROWS);
    const items = (await again.get(`submissions/${id}/items?limit=1000`)).body.items;
    expect(items.every((item: any) => item.applied)).toBe(true);
  }
  // At least one kill must fall before the end; otherwise this test would prove nothing.
  expect(caught).toContain(true);
  await registry.stop();
}, 240_000);
