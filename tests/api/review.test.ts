import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { openSql, type Sql } from '../support/sql.js';
import { changeInReview, codeOf, draft, inReview, itemsOf, people, register, segment, station, step, type Values } from '../support/submitting.js';

let registry: Registry;
let sql: Sql;
let viettel: Client, vnpt: Client, inspector: Client, admin: Client;

beforeAll(async () => {
  registry = await startRegistry({ env: { CLAIM_MINUTES: '7.5' } });
  sql = await openSql(registry);
  [viettel, vnpt, inspector, admin] = (await people(registry.url, 'viettel', 'vnpt', 'inspector', 'admin')) as [Client, Client, Client, Client];
});
afterAll(async () => {
  await sql?.close();
  await registry?.stop();
});

const BTS = 'bts-stations';
const get = async (client: Client, id: number) => (await client.get(`submissions/${id}`)).body;
const recordNamed = async (code: unknown) => (await inspector.get(`${BTS}?q=${String(code)}`)).body.items.find((one: any) => one.code === code);

describe('a claim', () => {
  it('says who has it until when; nobody else gets it, the reviewer may keep it longer', async () => {
    const id = await inReview(viettel, inspector, BTS, [station()]);
    const { claimedUntil, claimedBy, revision } = await get(inspector, id);
    expect(claimedBy.username).toBe('inspector');
    expect((Date.parse(claimedUntil) - Date.now()) / 60_000).toBeCloseTo(7.5, 0);
    const refused = await admin.post(`submissions/${id}/claim`);
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      409,
      'claimed',
      expect.stringMatching(/đang thẩm định hồ sơ này, giữ đến \d\d:\d\d/),
    ]);
    const kept = await step(inspector, id, 'claim');
    expect(Date.parse(kept.claimedUntil)).toBeGreaterThan(Date.parse(claimedUntil));
    expect(kept.revision).toBe(revision);
  });

  it('is renewed by every verdict, and frees itself when nothing is done; verdicts stay', async () => {
    const id = await inReview(viettel, inspector, BTS, [station(), station()]);
    const first = (await get(inspector, id)).claimedUntil;
    const [item] = await itemsOf(inspector, id);
    await step(inspector, id, 'decide', { items: [item.id], verdict: 'approved' });
    expect(Date.parse((await get(inspector, id)).claimedUntil)).toBeGreaterThan(Date.parse(first));
    await sql.rows(`update submissions set claimed_until = now() - interval '1 second' where id = $1`, [id]);
    const free = await get(admin, id);
    expect(free).toMatchObject({ state: 'submitted', claimedBy: null, claimedUntil: null, counts: { approved: 1, undecided: 1 } });
    expect(free.events.at(-1)).toMatchObject({ action: 'expire' });
    expect(await codeOf(inspector.post(`submissions/${id}/decide`, { items: 'all', verdict: 'approved' }))).toBe('409 not-in-this-state');
    await step(admin, id, 'claim');
    await step(admin, id, 'decide', { items: 'all', verdict: 'approved' });
    expect(await step(admin, id, 'conclude')).toMatchObject({ counts: { approved: 2 } });
  });

  it('of somebody else an administrator may free', async () => {
    const id = await inReview(viettel, inspector, BTS, [station()]);
    expect((await step(admin, id, 'release')).claimedBy).toBeNull();
  });
});

describe('the queue', () => {
  it('is narrowed by district, worst finding and holder, and sorted by waiting time with pages', async () => {
    const owner = 'mobifone';
    const [mobifone] = (await people(registry.url, owner)) as [Client];
    const clean = await draft(mobifone, BTS, [station({ declaredCommune: null })]);
    const warned = await draft(mobifone, BTS, [station({ declaredCommune: 'Xã Lãng Công' })]);
    for (const id of [warned, clean]) await step(mobifone, id, 'submit');
    const list = async (query: string): Promise<number[]> =>
      (await inspector.get(`submissions?owner=${owner}&state=submitted,in_review&${query}`)).body.items.map((one: any) => one.id);
    expect(await list('severity=warning')).toEqual([warned]);
    expect(await list('severity=info')).toEqual([clean]);
    expect(await list('sort=oldest')).toEqual([warned, clean]);
    const page = (await inspector.get(`submissions?owner=${owner}&sort=oldest&limit=1`)).body;
    expect((await inspector.get(`submissions?owner=${owner}&sort=oldest&limit=1&cursor=${page.next}`)).body.items[0].id).toBe(clean);
    await step(inspector, warned, 'claim');
    expect([await list('claimedBy=me'), await list('claimedBy=nobody'), await list('claimedBy=others')]).toEqual([[warned], [clean], []]);

    const district = await sql.value(`select id from administrative_units where level = 'district' and short_name = 'Lập Thạch'`);
    const commune = await sql.value(`select id from smallest_units where parent_id = $1 limit 1`, [district]);
    await sql.rows(`update submission_items set units = array[$2::integer] where submission_id = $1`, [clean, commune]);
    await sql.rows(`update register_revisions set revision = revision + 1 where subject = 'units'`);
    await step(inspector, clean, 'claim');
    expect(await list(`district=${district}`)).toEqual([clean]);
    expect((await get(inspector, clean)).districts).toEqual([{ id: district, name: 'Huyện Lập Thạch' }]);
  });
});

describe('verdicts', () => {
  it('packages with something returned are found, whether the whole came back or some records of it', async () => {
    const sent = await Promise.all([1, 2, 3].map(() => inReview(viettel, inspector, BTS, [station(), station()])));
    await step(inspector, sent[0]!, 'return', { comment: 'Xem lại' });
    const [one] = await itemsOf(inspector, sent[1]!);
    await step(inspector, sent[1]!, 'decide', { items: [one.id], verdict: 'returned', reason: 'wrong_data' });
    for (const id of sent.slice(1)) await step(inspector, id, 'decide', { items: 'all', verdict: 'approved' });
    for (const id of sent.slice(1)) await step(inspector, id, 'conclude');
    const found = (await viettel.get('submissions?returned=true&limit=500')).body.items.map((s: any) => s.id).filter((id: number) => sent.includes(id));
    expect(found.sort()).toEqual(sent.slice(0, 2).sort());
  });

  it('a verdict is taken back from items named by id; nothing of it is left', async () => {
    const id = await inReview(viettel, inspector, BTS, [station(), station()]);
    const [one, other] = await itemsOf(inspector, id);
    await step(inspector, id, 'decide', { items: [one.id], verdict: 'returned', reason: 'wrong_data', comment: 'Đo lại' });
    await step(inspector, id, 'decide', { items: [other.id], verdict: 'approved' });
    const undone = { items: [one.id], verdict: 'undecided', reason: 'other', comment: 'Nhầm' };
    expect((await step(inspector, id, 'decide', undone)).counts).toMatchObject({ undecided: 1, returned: 0, approved: 1 });
    expect((await itemsOf(inspector, id))[0]).toMatchObject({ verdict: null, reason: null, comment: null });
    expect((await get(inspector, id)).events.slice(-2).map((e: any) => e.action)).toEqual(['decide', 'undecide']);
    expect(await codeOf(inspector.post(`submissions/${id}/conclude`))).toBe('409 undecided');
    const all = await inspector.post(`submissions/${id}/decide`, { items: 'all', verdict: 'undecided' });
    expect([all.status, all.body.errors]).toMatchObject([
      422,
      [{ message: { vi: 'Bỏ kết luận phải nêu từng bản ghi theo id, hoặc lọc theo quy tắc, mức hay tên' } }],
    ]);
  });

  it('many are judged at once by what was found or how they are called; what has a verdict keeps it', async () => {
    const geometry = { type: 'Point', coordinates: [105.57, 21.36] };
    const rows = [station({ geometry }), station({ geometry }), station({ geometry, name: 'Trạm Đặc Biệt' }), station()];
    const id = await inReview(viettel, inspector, BTS, rows);
    const [first] = await itemsOf(inspector, id);
    const decide = (items: object, verdict: string, more = {}) => step(inspector, id, 'decide', { items, verdict, ...more });
    await decide([first.id], 'approved');
    const back = { reason: 'wrong_location', comment: 'Đo lại' };
    expect((await decide({ rule: ['ID-02'], q: 'dac biet' }, 'returned', back)).counts).toMatchObject({ approved: 1, returned: 1, undecided: 2 });
    expect((await decide({ rule: ['ID-02'], change: ['new'], severity: ['warning'] }, 'returned', back)).counts).toMatchObject({
      approved: 1,
      returned: 2,
      undecided: 1,
    });
    expect((await itemsOf(inspector, id)).map((item) => [item.verdict, item.reason, item.comment])).toEqual([
      ['approved', null, null],
      ['returned', 'wrong_location', 'Đo lại'],
      ['returned', 'wrong_location', 'Đo lại'],
      [null, null, null],
    ]);
    const again = await inspector.post(`submissions/${id}/decide`, { items: { rule: ['ID-02'] }, verdict: 'rejected', reason: 'duplicate' });
    expect([again.status, again.body.code]).toEqual([409, 'nothing-chosen']);
    expect((await decide({ rule: ['ID-02'] }, 'undecided')).counts).toMatchObject({ approved: 0, returned: 0, undecided: 4 });
    const code = async (items: object, verdict = 'approved') => codeOf(inspector.post(`submissions/${id}/decide`, { items, verdict }));
    expect([await code({ owner: 'viettel' }), await code({ rule: ['ID-99'] }), await code({ q: '%' }), await code({ q: '(m)' })]).toEqual([
      '422 invalid',
      '422 invalid',
      '409 nothing-chosen',
      '409 nothing-chosen',
    ]);
    expect((await decide({ q: `${String(rows[3]!.code)} tram` }, 'approved')).counts).toMatchObject({ approved: 1, undecided: 3 });
    expect([await code({}, 'undecided'), await code({ change: ['new'] }, 'undecided')]).toEqual(['422 invalid', '422 invalid']);
    expect((await decide({ q: String(rows[3]!.code) }, 'undecided')).counts).toMatchObject({ approved: 0, undecided: 4 });
    expect((await decide({}, 'returned', back)).counts).toMatchObject({ returned: 4, undecided: 0 });
    expect((await get(inspector, id)).events.slice(-2)).toMatchObject([
      { action: 'undecide', words: null },
      { action: 'decide', words: '4 bản ghi · trả lại · Sai vị trí' },
    ]);
  });

  it('an item that was mended is approved with fixes, one that was not is just approved', async () => {
    const id = await inReview(viettel, inspector, BTS, [station(), station()]);
    const [one, other] = await itemsOf(inspector, id);
    await inspector.patch(`submissions/${id}/items/${one.id}`, { values: { heightM: 27, note: 'Đo lại' } });
    await inspector.patch(`submissions/${id}/items/${one.id}`, { values: { heightM: 28 } });
    await step(inspector, id, 'decide', { items: [one.id], verdict: 'approved' });
    await step(inspector, id, 'decide', { items: [other.id], verdict: 'approved_with_fixes' });
    expect((await itemsOf(inspector, id)).map((item) => [item.verdict, item.fixed])).toEqual([
      ['approved_with_fixes', true],
      ['approved', false],
    ]);
    expect((await get(viettel, id)).events.findLast((e: any) => e.action === 'fix')).toMatchObject({
      item: one.id,
      words: `${one.code}: Chiều cao cột: 27 → 28`,
    });
    // Of what was mended twice it is the sender's value that is kept.
    expect((await itemsOf(viettel, id)).map(({ sent }) => sent)).toEqual([{ heightM: 30, note: null }, null]);
  });

  it('what the authority mended in a package it returned is the sender’s own once it is sent again', async () => {
    const id = await inReview(viettel, inspector, BTS, [station()]);
    const [one] = await itemsOf(inspector, id);
    const moved = { type: 'Point', coordinates: [Number((one.geometry.coordinates[0] + 0.001).toFixed(6)), one.geometry.coordinates[1]] };
    await inspector.patch(`submissions/${id}/items/${one.id}`, { geometry: moved });
    expect((await itemsOf(viettel, id))[0]).toMatchObject({ fixed: true, geometry: moved, sent: { geometry: one.geometry } });
    await step(inspector, id, 'return', { comment: 'Đã dời trạm, xem lại' });
    await step(viettel, id, 'words/opened', { items: 'all' });
    await step(viettel, id, 'submit');
    expect((await itemsOf(viettel, id))[0]).toMatchObject({ fixed: false, geometry: moved, sent: null });
  });
});

describe('neighbours', () => {
  it('are the records of all kinds within 300 m, the nearest first, without the record itself', async () => {
    const at = (lon: number, lat: number) => ({ geometry: { type: 'Point', coordinates: [lon, lat] } });
    const [near, far] = [station({ ...at(105.5005, 21.35), shareable: true }), station(at(105.5031, 21.35))];
    await register(vnpt, inspector, BTS, [near, far]);
    const line = segment({}, [
      [105.49, 21.3515],
      [105.51, 21.3515],
    ]);
    await register(vnpt, inspector, 'cable-segments', [line]);
    const { id, item } = await changeInReview(viettel, inspector, { heightM: 31 }, at(105.5, 21.35));
    const { items } = (await inspector.get(`submissions/${id}/items/${item.id}/neighbours`)).body;
    expect(items.map((one: any) => [one.kind, one.code, one.owner, Math.round(one.distanceM), one.shareable])).toEqual([
      [BTS, near.code, 'vnpt', 52, true],
      ['cable-segments', line.code, 'vnpt', 166, null],
    ]);
    expect(items[1].geometry.type).toBe('LineString');
  });

  it('come with the items of the same package that would stand near, but for those that stand there already', async () => {
    const at = (lon: number) => ({ geometry: { type: 'Point', coordinates: [lon, 21.36] } });
    const [stays, moves] = [station(at(105.5012)), station(at(105.52))];
    await register(viettel, inspector, BTS, [stays, moves]);
    const [looked, near, far] = [station(at(105.5)), station(at(105.501)), station(at(105.51))];
    const id = await inReview(viettel, inspector, BTS, [looked, near, far, { ...stays, heightM: 33 }, { ...moves, ...at(105.502) }]);
    const [item] = await itemsOf(inspector, id);
    const { package: together } = (await inspector.get(`submissions/${id}/items/${item.id}/neighbours`)).body;
    expect(together.map((one: any) => [one.code, one.row, one.change, Math.round(one.distanceM)])).toEqual([
      [near.code, 2, 'new', 104],
      [moves.code, 5, 'changed', 207],
    ]);
  });
});

describe('the authority’s own submissions', () => {
  it('need words that say why', async () => {
    const id = await draft(inspector, BTS, [station()], { onBehalfOf: 'vnpt' });
    expect(await codeOf(inspector.post(`submissions/${id}/submit`))).toBe('409 note-needed');
    expect(await step(inspector, id, 'submit', { message: 'Theo công văn 12' })).toMatchObject({ state: 'submitted', byAuthority: true });
  });

  it('bring an earlier version of a record back, by the way of any other change', async () => {
    const one = station({ address: 'Cũ' });
    await register(viettel, inspector, BTS, [one]);
    const [lon, lat] = (one.geometry as { coordinates: [number, number] }).coordinates;
    await register(viettel, inspector, BTS, [{ code: one.code, heightM: 44, address: null, geometry: { type: 'Point', coordinates: [lon + 0.001, lat] } }]);
    const { id } = await recordNamed(one.code);
    const path = `${BTS}/${id}/revert`;
    expect([
      await codeOf(viettel.post(path, { revision: 1, note: 'x' })),
      await codeOf(inspector.post(path, { revision: 1 })),
      await codeOf(inspector.post(path, { revision: 7, note: 'x' })),
      await codeOf(inspector.post(path, { revision: 2, note: 'x' })),
      await codeOf(inspector.post(path, { revision: 1, note: 'x' }, { 'if-match': `"${id}-1"` })),
    ]).toEqual(['403 no-right', '422 invalid', '404 not-found', '409 nothing-to-revert', '412 stale']);
    const answer = await inspector.post(path, { revision: 1, note: 'Đơn vị gửi nhầm' }, { 'if-match': `"${id}-2"` });
    expect(answer).toMatchObject({
      status: 201,
      body: { state: 'submitted', byAuthority: true, owner: { code: 'viettel' }, message: 'Đơn vị gửi nhầm', counts: { changed: 1 } },
    });
    expect(answer.body.understood.byForm).toBe(true);
    const [item] = await itemsOf(admin, answer.body.id);
    expect(item.changedFields.sort()).toEqual(['address', 'geometry', 'heightM']);
    await step(admin, answer.body.id, 'claim');
    await step(admin, answer.body.id, 'decide', { items: 'all', verdict: 'approved' });
    await step(admin, answer.body.id, 'conclude', { comment: 'Khôi phục' });
    const now = await recordNamed(one.code);
    expect(now).toMatchObject({ revision: 3, heightM: 30, address: 'Cũ', geometry: one.geometry });
    const history = (await viettel.get(`${BTS}/${id}/history`)).body.items;
    expect(history.map((v: any) => v.byAuthority)).toEqual([true, false, false]);
  });
});

describe('If-Match', () => {
  it('with an old revision is refused with 412, whatever the change', async () => {
    const id = await draft(viettel, BTS, [station(), station()]);
    const [item] = await itemsOf(viettel, id);
    const old = { 'if-match': '"99"' };
    expect(await codeOf(viettel.del(`submissions/${id}/items/${item.id}`, old))).toBe('412 stale');
    expect((await itemsOf(viettel, id)).length).toBe(2);
    await step(viettel, id, 'submit');
    expect(await codeOf(inspector.post(`submissions/${id}/claim`, {}, old))).toBe('412 stale');
    await step(inspector, id, 'claim');
    for (const [action, body] of Object.entries<Values>({
      decide: { items: 'all', verdict: 'approved' },
      return: { comment: 'x' },
      release: {},
      conclude: {},
    }))
      expect([action, await codeOf(inspector.post(`submissions/${id}/${action}`, body, old))]).toEqual([action, '412 stale']);
  });
});
