// What sender and authority say to each other, and what becomes of packages and rows that were returned.
import excel from 'exceljs';
import type { Point } from 'geojson';
import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { openSql, type Sql } from '../support/sql.js';
import { codeOf, draft, inReview, itemsOf, people, register, station, step, type Values } from '../support/submitting.js';

const BTS = 'bts-stations';

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

const get = async (client: Client, id: number) => (await client.get(`submissions/${id}`)).body;
const recordNamed = async (code: unknown) => (await inspector.get(`${BTS}?q=${String(code)}`)).body.items.find((one: any) => one.code === code);

describe('words', () => {
  it('go to and fro about the package and its items; each side sees what it has not opened', async () => {
    const id = await inReview(viettel, inspector, BTS, [station()]);
    const [item] = await itemsOf(inspector, id);
    const asked = await inspector.post(`submissions/${id}/words`, { words: 'Cột này đo bằng gì?', item: item.id });
    expect(asked).toMatchObject({ status: 201, body: { item: item.id, byAuthority: true, openedAt: null } });
    expect([(await get(viettel, id)).wordsUnopened, (await get(inspector, id)).wordsUnopened]).toEqual([1, 0]);
    await step(viettel, id, 'words/opened', { items: [item.id] });
    await viettel.post(`submissions/${id}/words`, { words: 'Bằng GNSS' });
    expect([(await get(viettel, id)).wordsUnopened, (await get(inspector, id)).wordsUnopened]).toEqual([0, 1]);
    const { items } = (await inspector.get(`submissions/${id}/words`)).body;
    expect(items.map((one: any) => [one.words, one.code, one.openedAt !== null])).toEqual([
      ['Cột này đo bằng gì?', item.code, true],
      ['Bằng GNSS', null, false],
    ]);
    expect([
      await codeOf(vnpt.get(`submissions/${id}/words`)),
      await codeOf(viettel.post(`submissions/${id}/words`, { words: 'x', item: 1 })),
      await codeOf(viettel.post(`submissions/${await draft(viettel, BTS, [station()])}/words`, { words: 'x' })),
    ]).toEqual(['404 not-found', '404 not-found', '409 not-in-this-state']);
  });

  it('of a package that was sent back must have been opened before it is sent again', async () => {
    const id = await inReview(viettel, inspector, BTS, [station(), station()]);
    const [item] = await itemsOf(inspector, id);
    await step(inspector, id, 'decide', { items: [item.id], verdict: 'returned', reason: 'wrong_data', comment: 'Chiều cao?' });
    await step(inspector, id, 'return', { comment: 'Xem lại' });
    const refused = await viettel.post(`submissions/${id}/submit`);
    expect([refused.body.code, refused.body.detail]).toEqual(['words-unread', expect.stringContaining('2 lời nhắn')]);
    expect((await step(viettel, id, 'words/opened')).wordsUnopened).toBe(1);
    expect((await step(viettel, id, 'words/opened', { items: 'all' })).wordsUnopened).toBe(0);
    expect((await step(viettel, id, 'submit')).state).toBe('submitted');
    await step(inspector, id, 'claim');
    await step(inspector, id, 'return', { comment: 'Vẫn sai' });
    expect((await get(viettel, id)).wordsUnopened).toBe(1);
  });

  it('leave in the list of what is as it was then only what has not been mended, here or in a package of its own', async () => {
    const id = await inReview(viettel, inspector, BTS, [station({ heightM: 20 }), station({ heightM: 30 }), station()]);
    const [first, second, third] = await itemsOf(inspector, id);
    await step(inspector, id, 'decide', { items: [first.id, second.id], verdict: 'returned', reason: 'wrong_data', comment: 'Chiều cao?' });
    const unmended = async (of: number) => (await viettel.get(`submissions/${of}/items?unmended=true`)).body.items.map((item: any) => item.code);
    const mend = (of: number, item: any, heightM: number) => viettel.patch(`submissions/${of}/items/${item.id}`, { values: { heightM } });
    await step(inspector, id, 'return', { comment: 'Đo lại' });
    expect(await unmended(id)).toEqual([first.code, second.code]);
    await mend(id, first, 21);
    expect(await unmended(id)).toEqual([second.code]);
    await mend(id, first, 20);
    expect(await unmended(id)).toEqual([first.code, second.code]);
    expect((await viettel.get(`submissions/${id}/items?unmended=false`)).body.items.map((item: any) => item.code)).toEqual([third.code]);
    await step(viettel, id, 'words/opened', { items: 'all' });
    await step(viettel, id, 'words/opened');
    await step(viettel, id, 'submit');
    await step(inspector, id, 'claim');
    await step(inspector, id, 'decide', { items: 'all', verdict: 'returned', reason: 'wrong_data', comment: 'Vẫn sai' });
    await step(inspector, id, 'conclude');
    const next = (await viettel.post(`submissions/${id}/follow-up`)).body.id;
    expect(await unmended(next)).toEqual([first.code, second.code, third.code]);
    await mend(next, (await itemsOf(viettel, next))[1], 31);
    expect(await unmended(next)).toEqual([first.code, third.code]);
  });

  it('of a package that was sent back stand beside what was mended since, which the inspector sees as well', async () => {
    const id = await inReview(viettel, inspector, BTS, [station({ heightM: 20 }), station({ heightM: 30 }), station()]);
    const [first, second, third] = await itemsOf(inspector, id);
    await step(inspector, id, 'decide', { items: [first.id], verdict: 'returned', reason: 'wrong_data', comment: 'Chiều cao?' });
    await step(inspector, id, 'return', { comment: 'Đo lại' });
    const mend = (item: any, values: object) => viettel.patch(`submissions/${id}/items/${item.id}`, { values });
    for (const heightM of [21, 22]) await mend(first, { heightM });
    await mend(second, { x: 105.6501, y: 21.3501 });
    await step(viettel, id, 'words/opened', { items: 'all' });
    await step(viettel, id, 'words/opened');
    await step(viettel, id, 'submit');
    await step(inspector, id, 'claim');
    const [a, b, c] = await itemsOf(inspector, id);
    expect([a.data.heightM, a.returned]).toEqual([22, expect.objectContaining({ reason: 'wrong_data', comment: 'Chiều cao?' })]);
    expect(a.returned.data.heightM).toBe(20);
    expect([b.returned.comment, b.returned.geometry, b.returned.data]).toEqual(['Đo lại', second.geometry, second.data]);
    expect([c.id, c.returned]).toEqual([third.id, null]);
    await step(inspector, id, 'return', { comment: 'Vẫn sai' });
    expect((await itemsOf(viettel, id)).map((item) => item.returned)).toEqual([null, null, null]);
  });
});

describe('what was returned with a decided package', () => {
  async function decidedWithReturn() {
    const [bad, good] = [station({ heightM: 20 }), station()];
    const id = await inReview(viettel, inspector, BTS, [bad, good]);
    const [item] = await itemsOf(inspector, id);
    await step(inspector, id, 'decide', { items: [item.id], verdict: 'returned', reason: 'wrong_data', comment: 'Đo lại chiều cao' });
    await step(inspector, id, 'decide', { items: 'all', verdict: 'approved' });
    await step(inspector, id, 'conclude');
    return { id, bad, item };
  }

  it('is sent again as a draft of its own that shows what was returned and why, once the words were opened', async () => {
    const { id, bad, item } = await decidedWithReturn();
    expect((await get(viettel, id)).actions).toContain('follow-up');
    expect(await codeOf(vnpt.post(`submissions/${id}/follow-up`))).toBe('404 not-found');
    const answer = await viettel.post(`submissions/${id}/follow-up`);
    expect(answer).toMatchObject({ status: 201, body: { state: 'draft', follows: id, counts: { total: 1, new: 1 }, wordsUnopened: 1 } });
    const next = answer.body.id;
    // There is no file to read in another way: that is not offered, and who tries is told why.
    expect([answer.body.hasFile, answer.body.actions.includes('read'), (await get(viettel, id)).hasFile]).toEqual([false, false, true]);
    expect(await codeOf(viettel.put(`submissions/${next}/reading`, { crs: 'EPSG:4326' }))).toBe('409 no-file-kept');
    const [again] = await itemsOf(viettel, next);
    expect(again).toMatchObject({
      code: bad.code,
      returned: { submission: id, item: item.id, reason: 'wrong_data', comment: 'Đo lại chiều cao', data: { heightM: 20 } },
    });
    expect(await codeOf(viettel.post(`submissions/${id}/follow-up`))).toBe('409 nothing-returned');
    await viettel.patch(`submissions/${next}/items/${again.id}`, { values: { heightM: 36 } });
    expect(await codeOf(viettel.post(`submissions/${next}/submit`))).toBe('409 words-unread');
    await step(viettel, id, 'words/opened', { items: [item.id] });
    await step(viettel, next, 'submit');
    await step(inspector, next, 'claim');
    await step(inspector, next, 'decide', { items: 'all', verdict: 'approved' });
    await step(inspector, next, 'conclude');
    expect((await recordNamed(bad.code)).heightM).toBe(36);
  });

  it('is known in a later file by its code', async () => {
    const { id, bad, item } = await decidedWithReturn();
    const next = await draft(viettel, BTS, [{ ...bad, heightM: 40 }, station()]);
    const [again] = await itemsOf(viettel, next);
    expect(again.returned).toMatchObject({ submission: id, item: item.id });
    expect(await codeOf(viettel.post(`submissions/${next}/submit`))).toBe('409 words-unread');
    await step(viettel, next, 'words/opened', { items: [again.id] });
    expect((await step(viettel, next, 'submit')).state).toBe('submitted');
  });
});

describe('a returned file that is read again', () => {
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

  it('takes no change made from what an item was before', async () => {
    const id = await inReview(viettel, inspector, BTS, [station({ heightM: 20 })]);
    await step(inspector, id, 'return', { comment: 'Xem lại' });
    const [seen] = await itemsOf(viettel, id);
    expect((await viettel.put(`submissions/${id}/reading`, { values: {} })).status).toBe(200);
    const change = (revision: number) => viettel.patch(`submissions/${id}/items/${seen.id}`, { values: { heightM: 22 } }, { 'if-match': `"${revision}"` });
    expect(await codeOf(change(seen.revision))).toBe('412 stale');
    const [now] = await itemsOf(viettel, id);
    expect([now.id, now.data.heightM]).toEqual([seen.id, 20]);
    // Read anew is not mended by hand.
    expect(await sql.value('select revision > read_revision from submission_items where id = $1', [seen.id])).toBe(false);
    expect((await change(now.revision)).status).toBe(200);
  });

  it('keeps what was said to a record it does not name, and its number, as long as the list is to be complete', async () => {
    const [named, missed, other] = [station(), station(), station()];
    await register(vnpt, inspector, BTS, [named, missed, other]);
    const [unit] = await sql.rows(`select id from administrative_units where level = 'province' order by valid_from limit 1`);
    const id = await draft(vnpt, BTS, [named]);
    const complete = (units: number[]) => vnpt.put(`submissions/${id}/reading`, { complete: units });
    const removals = async () => (await itemsOf(vnpt, id)).filter(({ change }) => change === 'removed');
    expect((await complete([unit.id])).body.counts).toMatchObject({ unchanged: 1, removed: 2 });
    await step(vnpt, id, 'submit');
    await step(inspector, id, 'claim');
    const said = (await removals()).find(({ code }) => code === missed['code']);
    await step(inspector, id, 'decide', { items: [said.id], verdict: 'returned', reason: 'wrong_data', comment: 'Trạm còn phát sóng?' });
    await inspector.post(`submissions/${id}/words`, { words: 'Ảnh chụp hôm qua', item: said.id });
    await step(inspector, id, 'return', { comment: 'Xem lại' });
    // The register moves on meanwhile: one of them is retired already, the other one changes.
    await sql.as('inspector', `update bts_stations set status = 'dismantled' where code = $1`, [other['code']]);
    await sql.as('inspector', `update bts_stations set note = 'mới' where code = $1`, [missed['code']]);
    expect((await complete([unit.id])).body.counts).toMatchObject({ unchanged: 1, removed: 1 });
    const [again] = await removals();
    expect([again.id, again.code, again.verdict, again.comment]).toEqual([said.id, missed['code'], 'returned', 'Trạm còn phát sóng?']);
    expect(again.revision).toBeGreaterThan(said.revision);
    const { items: words } = (await vnpt.get(`submissions/${id}/words`)).body;
    expect(words.filter((one: any) => one.item === said.id).map((one: any) => one.words)).toEqual(['Ảnh chụp hôm qua']);
    expect(await codeOf(vnpt.post(`submissions/${id}/submit`))).toBe('409 words-unread');
    await step(vnpt, id, 'words/opened', { items: 'all' });
    await step(vnpt, id, 'submit');
    await step(inspector, id, 'claim');
    await step(inspector, id, 'decide', { items: 'all', verdict: 'approved' });
    await step(inspector, id, 'conclude');
    expect((await recordNamed(missed['code'])).status).toBe('dismantled');
  });

  it('does not propose the removal of a record whose row was left out by hand, nor again one that was taken off', async () => {
    const [named, held, missed] = [station(), station(), station()];
    await register(vnpt, inspector, BTS, [named, held, missed]);
    const [unit] = await sql.rows(`select id from administrative_units where level = 'province' order by valid_from limit 1`);
    const id = await draft(vnpt, BTS, [named, { ...held, heightM: 77 }]);
    const removed = async () => {
      await vnpt.put(`submissions/${id}/reading`, { complete: [unit.id] });
      return (await itemsOf(vnpt, id)).filter(({ change }) => change === 'removed').map(({ code }) => code);
    };
    expect(await removed()).toContain(missed['code']);
    for (const { id: item } of (await itemsOf(vnpt, id)).filter(({ code }) => [held['code'], missed['code']].includes(code)))
      expect((await vnpt.del(`submissions/${id}/items/${item}`)).status).toBe(204);
    const codes = await removed();
    expect([codes.includes(held['code']), codes.includes(missed['code'])]).toEqual([false, false]);
  });

  it('proposes no more removals once the list is not to be complete', async () => {
    const [named, missed] = [station(), station()];
    await register(vnpt, inspector, BTS, [named, missed]);
    const [unit] = await sql.rows(`select id from administrative_units where level = 'province' order by valid_from limit 1`);
    const id = await draft(vnpt, BTS, [named]);
    const counts = async (complete: number[] | null) => (await vnpt.put(`submissions/${id}/reading`, { complete })).body.counts.removed;
    const proposed = await counts([unit.id]);
    expect(proposed).toBeGreaterThan(0);
    expect([await counts([]), await counts([unit.id])]).toEqual([0, proposed]);
    const { numbers, rows } = (
      await sql.rows(`select count(distinct row_number)::int as numbers, count(*)::int as rows from submission_items where submission_id = $1`, [id])
    )[0];
    expect([numbers, rows]).toEqual([proposed + 1, proposed + 1]);
  });

  it('knows the items by code when another sheet is read', async () => {
    const rows = [station(), station()];
    const workbook = async (sheets: Values[][]) => {
      const book = new excel.Workbook();
      for (const [n, items] of sheets.entries()) {
        const sheet = book.addWorksheet(`Trang ${n + 1}`);
        const names = ['code', 'name', 'structure', 'heightM', 'technologies', 'status'];
        sheet.addRow([...names, 'lon', 'lat']);
        for (const item of items) sheet.addRow([...names.map((name) => String(item[name])), ...(item['geometry'] as Point).coordinates]);
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
    expect([again.id, again.comment, again.data.heightM, again.data.status, again.returned.data.heightM]).toEqual([
      first.id,
      'Chiều cao?',
      21,
      'operating',
      30,
    ]);
    expect((await get(viettel, id)).counts).toMatchObject({ total: 6000, returned: 1 });
  }, 120_000);
});
