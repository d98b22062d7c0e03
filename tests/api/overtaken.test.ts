// Two at the same package, or at the same records, at the same moment: whoever comes second sees what the first has done, and nothing is left behind.
import type { Client } from '../support/client.js';
import { DATABASE, startRegistry, type Registry } from '../support/registry.js';
import { openSql, type Sql } from '../support/sql.js';
import { codeOf, draft, inReview, itemsOf, people, register, station, step } from '../support/submitting.js';

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

const BTS = 'bts-stations';
const get = async (client: Client, id: number) => (await client.get(`submissions/${id}`)).body;

it('a package whose records another one changed after concluding had begun is not written in part', async () => {
  const code = 'GIUA-CHUNG';
  const ids = [
    await inReview(viettel, inspector, BTS, [station({ code })]),
    await inReview(viettel, inspector, BTS, [station({ code, name: 'Tên khác' }), station()]),
  ];
  for (const id of ids) await step(inspector, id, 'decide', { items: 'all', verdict: 'approved' });
  await step(inspector, ids[0]!, 'conclude');
  expect((await get(inspector, ids[1]!)).counts).toMatchObject({ approved: 1, undecided: 1, conflicting: 1 });
  // As if concluding had found everything decided just before the other package was written.
  const job = await sql.value<number>(
    `insert into jobs (submission_id, task, by_user, input) select $1, 'conclude', id, '{"comment": null, "recordedAt": null}' from users where username = 'inspector' returning id`,
    [ids[1]],
  );
  const stateOf = () => sql.value<string>('select state from jobs where id = $1', [job]);
  while (['queued', 'running'].includes(await stateOf())) await new Promise((done) => setTimeout(done, 100));
  expect(await sql.value(`select problem ->> 'code' from jobs where id = $1`, [job])).toBe('conflict');
  expect((await get(inspector, ids[1]!)).state).toBe('in_review');
  expect(await sql.value('select count(*)::int from applied_items a join submission_items i on i.id = a.item_id where i.submission_id = $1', [ids[1]])).toBe(0);
});

it('a conclusion that is taken up again after it was written tells nobody twice', async () => {
  const id = await inReview(viettel, inspector, BTS, [station()]);
  await step(inspector, id, 'decide', { items: 'all', verdict: 'approved' });
  await step(inspector, id, 'conclude');
  const before = await get(inspector, id);
  const notices = () => sql.value<number>('select count(*)::int from notices where submission_id = $1', [id]);
  const told = await notices();
  // As if the process had ended between the two.
  const job = await sql.value<number>(
    `update jobs set state = 'running', finished_at = null, lease_until = now() - interval '1 second' where submission_id = $1 and task = 'conclude' returning id`,
    [id],
  );
  while ((await sql.value('select state from jobs where id = $1', [job])) === 'running') await new Promise((done) => setTimeout(done, 100));
  const after = await get(inspector, id);
  expect([after.state, after.revision, after.decidedAt, after.events.length]).toEqual(['decided', before.revision, before.decidedAt, before.events.length]);
  expect([await sql.value('select state from jobs where id = $1', [job]), await notices()]).toEqual(['done', told]);
});

it('an agreement that is written while a station it covers is being moved stands where the station is then', async () => {
  const host = station({ code: 'DANG-DOI' });
  await register(viettel, inspector, BTS, [host]);
  const agreement = { number: 'HĐ-ĐANG-DỜI', tenants: ['vnpt'], signedOn: '2020-01-01', effectiveFrom: '2020-01-01', items: ['mast'], status: 'active', stations: [host['code']] }; // prettier-ignore
  const id = await inReview(viettel, inspector, 'sharing-agreements', [agreement]);
  await step(inspector, id, 'decide', { items: 'all', verdict: 'approved' });
  await sql.rows('begin');
  await sql.rows(`select set_config('registry.user_id', id::text, true) from users where username = 'inspector'`);
  await sql.rows('update bts_stations set geom = st_setsrid(st_makepoint(105.7123, 21.3123), 4326) where code = $1', [host['code']]);
  const concluding = inspector.post(`submissions/${id}/conclude`);
  await new Promise((done) => setTimeout(done, 1500));
  await sql.rows('commit');
  expect((await concluding).status).toBe(200);
  expect(await sql.value('select st_x(st_geometryn(geom, 1)) from sharing_agreements where number = $1', [agreement.number])).toBeCloseTo(105.7123, 5);
});

it('whoever waited for a package sees the work that was begun on it meanwhile', async () => {
  const id = await draft(viettel, BTS, [station(), station()]);
  const [item] = await itemsOf(viettel, id);
  await sql.rows('begin');
  await sql.rows('select 1 from submissions where id = $1 for update', [id]);
  const leavingOut = viettel.del(`submissions/${id}/items/${item.id}`);
  await new Promise((done) => setTimeout(done, 500));
  await sql.rows(`insert into jobs (submission_id, task, by_user, input) select $1, 'check', id, '{}' from users where username = 'viettel'`, [id]);
  await sql.rows('commit');
  expect(await codeOf(leavingOut)).toBe('409 busy');
});

// Each is checked before the other is written, and both are written at the same time: the second one meets the first in the register itself. With two codes
// the other way round in each, both would wait for each other for ever.
it.each([1, 2])(
  'of two packages concluded at the same moment with %s new codes in common, one is written and the other is in conflict',
  async (common) => {
    for (let round = 0; round < 2; round++) {
      const shared = Array.from({ length: common }, (_, n) => `CHUNG-${common}-${round}-${n}`);
      const packageOf = (codes: string[], shift: number): Promise<number> => {
        const at = (n: number): object => ({
          type: 'Point',
          coordinates: [105.52 + (n % 60) * 0.002 + shift, 21.24 + Math.floor(n / 60) * 0.002 + (2 * common + round) * 0.025],
        });
        const items = Array.from({ length: 600 }, (_, n) => station({ geometry: at(n) }));
        for (const [n, code] of codes.entries()) items[n * 599]!['code'] = code;
        return inReview(viettel, inspector, BTS, items);
      };
      const ids = [await packageOf(shared, 0), await packageOf(shared.toReversed(), 0.001)];
      for (const id of ids) await step(inspector, id, 'decide', { items: 'all', verdict: 'approved' });
      const answers = await Promise.all(ids.map((id) => inspector.post(`submissions/${id}/conclude`)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const lost = answers.findIndex(({ status }) => status === 409);
      expect(answers[lost]!.body).toMatchObject({ code: 'conflict', detail: expect.stringContaining(`${common} bản ghi đã thay đổi`) });
      const written = (id: number) =>
        sql.value(`select count(*)::int from applied_items a join submission_items i on i.id = a.item_id where i.submission_id = $1`, [id]);
      expect([await written(ids[1 - lost]!), await written(ids[lost]!)]).toEqual([600, 0]);
      await inspector.post(`submissions/${ids[lost]}/conclude`);
      expect((await get(inspector, ids[lost]!)).counts).toMatchObject({ conflicting: common, approved: 600 - common });
    }
  },
  120_000,
);

// On the embedded database nobody else has a session.
const onPostgis = DATABASE === 'postgis' ? describe : () => undefined;

onPostgis('while autovacuum is busy with the items', () => {
  it('a file is read all the same', async () => {
    await sql.undone(async () => {
      await sql.rows('lock table submission_items in share update exclusive mode');
      expect((await get(viettel, await draft(viettel, BTS, [station(), station()]))).counts.new).toBe(2);
    });
  });
});
