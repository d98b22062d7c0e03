import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { openSql, type Sql } from '../support/sql.js';
import { draft, inReview, people, station, step } from '../support/submitting.js';

const NAMES = ['viettel', 'vnpt', 'inspector', 'second.inspector', 'admin', 'planner', 'officer.lapthach'] as const;
type Name = (typeof NAMES)[number];

let registry: Registry;
let sql: Sql;
let by: Record<Name, Client>;

beforeAll(async () => {
  registry = await startRegistry();
  sql = await openSql(registry);
  // The same password as the sample accounts.
  await sql.rows(`insert into users (username, password_hash, display_name, role, sample)
    select 'second.inspector', password_hash, 'Chuyên viên thứ hai', 'inspector', true from users where username = 'inspector'`);
  const clients = await people(registry.url, ...NAMES);
  by = Object.fromEntries(NAMES.map((name, n) => [name, clients[n]!])) as Record<Name, Client>;
});
afterAll(() => sql.close());
beforeEach(() => sql.rows(`delete from notices`));

const noticesOf = async (name: Name, query = ''): Promise<any[]> => (await by[name].get(`notices?${query}`)).body.items;
const send = (items = [station()], more = {}) => draft(by.viettel, 'bts-stations', items, more);

/** Who has heard of what, as "event: name, name". */
async function heard(id: number): Promise<string[]> {
  const lines: Record<string, string[]> = {};
  for (const name of NAMES) for (const notice of await noticesOf(name)) if (notice.submission.id === id) (lines[notice.event] ??= []).push(name);
  return Object.entries(lines).map(([event, names]) => `${event}: ${names.join(', ')}`);
}

describe('who hears of what', () => {
  it('of a draft and of its withdrawal, nobody', async () => {
    const id = await send();
    await step(by.viettel, id, 'withdraw');
    expect(await heard(id)).toEqual([]);
  });

  it('of what an operator sends and withdraws, the inspectors', async () => {
    const id = await send();
    await step(by.viettel, id, 'submit', { message: 'Gửi đợt 1' });
    expect(await heard(id)).toEqual(['submitted: inspector, second.inspector']);
    await step(by.viettel, id, 'withdraw');
    expect(await heard(id)).toEqual(['withdrawn: inspector, second.inspector', 'submitted: inspector, second.inspector']);
  });

  it('of claiming, releasing and deciding on rows, nobody', async () => {
    const id = await inReview(by.viettel, by.inspector, 'bts-stations', [station()]);
    await sql.rows(`delete from notices`);
    await step(by.inspector, id, 'decide', { items: 'all', verdict: 'approved' });
    await step(by.inspector, id, 'release');
    expect(await heard(id)).toEqual([]);
  });

  it('of a return and of the conclusion, the operator’s people', async () => {
    const id = await inReview(by.viettel, by.inspector, 'bts-stations', [station(), station()]);
    await sql.rows(`delete from notices`);
    await step(by.inspector, id, 'return', { comment: 'Thiếu chiều cao' });
    expect(await heard(id)).toEqual(['returned: viettel']);
    await step(by.viettel, id, 'words/opened', { items: 'all' });
    await step(by.viettel, id, 'submit');
    await step(by.inspector, id, 'claim');
    const [first] = (await by.inspector.get(`submissions/${id}/items`)).body.items;
    await step(by.inspector, id, 'decide', { items: [first.id], verdict: 'rejected', reason: 'duplicate', comment: 'x' });
    await step(by.inspector, id, 'decide', { items: 'all', verdict: 'approved' });
    await sql.rows(`delete from notices`);
    await step(by.inspector, id, 'conclude', { comment: 'Đã duyệt' });
    expect(await heard(id)).toEqual(['decided: viettel']);
    const [notice] = await noticesOf('viettel');
    expect(notice).toMatchObject({ words: 'Đã duyệt', readAt: null, submission: { id, kind: 'bts-stations', state: 'decided', owner: { code: 'viettel' } } });
    expect(notice.sentence).toEqual({
      vi: `Chuyên viên thẩm định (mẫu) đã kết luận hồ sơ số ${id} (Trạm BTS): duyệt 1, trả lại 0, không duyệt 1 bản ghi.`,
      en: `Chuyên viên thẩm định (mẫu) concluded submission ${id} (BTS stations): 1 item approved, 0 returned, 1 rejected.`,
    });
  });

  it('of words, the other side, and whoever holds the package', async () => {
    const id = await inReview(by.viettel, by.admin, 'bts-stations', [station()]);
    const say = (name: Name, byAuthority: boolean) =>
      sql.rows(
        `insert into submission_words (submission_id, by_user, by_authority, words) select $1, id, $2, 'Xem lại tọa độ' from users where username = $3`,
        [id, byAuthority, name],
      );
    await sql.rows(`delete from notices`);
    await say('inspector', true);
    expect(await heard(id)).toEqual(['words: viettel']);
    await sql.rows(`delete from notices`);
    await say('viettel', false);
    expect(await heard(id)).toEqual(['words: inspector, second.inspector, admin']);
  });

  it('of a correction by the authority: inspectors first, its author when it comes back, the owner only when it is decided', async () => {
    const id = await draft(by.inspector, 'bts-stations', [station()], { onBehalfOf: 'viettel' });
    await step(by.inspector, id, 'submit', { message: 'Đo lại' });
    expect(await heard(id)).toEqual(['submitted: second.inspector']);
    await step(by['second.inspector'], id, 'claim');
    await sql.rows(`delete from notices`);
    await step(by['second.inspector'], id, 'return', { comment: 'Thiếu biên bản' });
    expect(await heard(id)).toEqual(['returned: inspector']);
    await step(by.inspector, id, 'words/opened', { items: 'all' });
    await step(by.inspector, id, 'submit', { message: 'Đủ rồi' });
    await step(by['second.inspector'], id, 'claim');
    await step(by['second.inspector'], id, 'decide', { items: 'all', verdict: 'approved' });
    await sql.rows(`delete from notices`);
    await step(by['second.inspector'], id, 'conclude', { comment: 'x' });
    expect(await heard(id)).toEqual(['decided: viettel, inspector']);
  });

  it('a user who is disabled hears nothing', async () => {
    await sql.rows(`update users set disabled = true where username = 'second.inspector'`);
    const id = await send();
    await step(by.viettel, id, 'submit');
    await sql.rows(`update users set disabled = false where username = 'second.inspector'`);
    expect(await heard(id)).toEqual(['submitted: inspector']);
  });
});

it('what is not done is not told: a refused step leaves no notice', async () => {
  const id = await inReview(by.viettel, by.inspector, 'bts-stations', [station()]);
  await sql.rows(`delete from notices`);
  expect((await by.inspector.post(`submissions/${id}/conclude`)).status).toBe(409);
  expect(await heard(id)).toEqual([]);
});

it('a notice can be read, by one’s own hand only, one by one, those of one package, or all', async () => {
  const sent = [await send(), await send(), await send()];
  for (const id of sent) await step(by.viettel, id, 'submit');
  const unread = async (name: Name) => (await by[name].get('notices?unread=true&limit=0')).body;
  expect(await unread('inspector')).toEqual({ items: [], next: null, unread: 3 });
  const [first] = await noticesOf('inspector');
  expect((await by['second.inspector'].post('notices/read', { ids: [first.id] })).body).toEqual({ unread: 3 });
  expect((await by.inspector.post('notices/read', { ids: [first.id] })).body).toEqual({ unread: 2 });
  expect((await noticesOf('inspector', 'unread=true')).map(({ id }) => id)).not.toContain(first.id);
  expect((await noticesOf('inspector'))[0].readAt).toMatch(/^20/);
  expect((await by.inspector.post('notices/read', { submission: sent[0] })).body).toEqual({ unread: 1 });
  expect((await by.inspector.post('notices/read', { ids: 'all' })).body).toEqual({ unread: 0 });
  expect((await unread('second.inspector')).unread).toBe(3);
});

it('they come in pages, newest first', async () => {
  const ids = [];
  for (let n = 0; n < 3; n++) ids.push(await send());
  for (const id of ids) await step(by.viettel, id, 'submit');
  const page = (await by.inspector.get('notices?limit=2')).body;
  expect(page.items.map((notice: any) => notice.submission.id)).toEqual([ids[2], ids[1]]);
  expect((await by.inspector.get(`notices?limit=2&cursor=${page.next}`)).body).toMatchObject({ items: [{ submission: { id: ids[0] } }], next: null });
});

it('one says nothing about a submission its reader may no longer see', async () => {
  const id = await inReview(by.viettel, by.inspector, 'bts-stations', [station()]);
  await step(by.inspector, id, 'return', { comment: 'x' });
  expect((await noticesOf('viettel')).length).toBe(1);
  await sql.rows(`update users set organization = 'vnpt' where username = 'viettel'`);
  expect((await by.viettel.get('notices')).body).toEqual({ items: [], next: null, unread: 0 });
  await sql.rows(`update users set organization = 'viettel' where username = 'viettel'`);
});

it.each(['notices?unread=maybe', 'notices?limit=201', 'notices?cursor=x', 'notices?user=1'])('%s is refused', async (path) => {
  expect((await by.inspector.get(path)).status).toBe(422);
});

it('a first start with sample files leaves no notices', async () => {
  const fresh = await startRegistry({ sample: true });
  for (const client of await people(fresh.url, 'viettel', 'inspector', 'admin')) expect((await client.get('notices')).body.unread).toBe(0);
});
