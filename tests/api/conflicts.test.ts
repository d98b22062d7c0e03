// A record that changed in the register after a package was sent about it: seen, settled field by field, and never overwritten unseen.
import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { openSql, type Sql } from '../support/sql.js';
import { changeInReview, codeOf, draft, inReview, itemsOf, people, register, station, step } from '../support/submitting.js';

let registry: Registry;
let sql: Sql;
let viettel: Client, vnpt: Client, inspector: Client, admin: Client;

beforeAll(async () => {
  registry = await startRegistry();
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

describe('a conflict', () => {
  it('shows three sides and is settled field by field; what was not chosen stays as the register has it', async () => {
    const { id, code, one, item } = await changeInReview(viettel, inspector, { heightM: 50, address: 'Số 5', name: 'Tên mới' }, { address: 'Số 1' });
    expect(await codeOf(inspector.get(`submissions/${id}/items/${item.id}/conflict`))).toBe('409 no-conflict');
    await step(inspector, id, 'decide', { items: 'all', verdict: 'approved' });
    const { revision } = await get(inspector, id);
    await register(viettel, admin, BTS, [{ code, heightM: 40, address: 'Số 4', note: 'Đã sơn lại' }]);
    // Told as soon as the other package is concluded, without anybody asking.
    const told = await get(inspector, id);
    expect([told.revision, told.counts.conflicting, told.counts.approved]).toEqual([revision + 1, 1, 0]);
    expect(told.events.at(-1)).toMatchObject({ action: 'conflict', words: '1' });
    expect(await codeOf(inspector.post(`submissions/${id}/decide`, { items: 'all', verdict: 'approved' }))).toBe('409 conflict-unresolved');
    expect(await codeOf(inspector.post(`submissions/${id}/conclude`))).toBe('409 undecided');
    const path = `submissions/${id}/items/${item.id}`;
    const conflict = (await inspector.get(`${path}/conflict`)).body;
    expect(conflict.fields.map((f: any) => [f.name, f.base, f.register, f.proposed]).sort()).toEqual([
      ['address', 'Số 1', 'Số 4', 'Số 5'],
      ['heightM', 30, 40, 50],
      ['name', one.name, one.name, 'Tên mới'],
    ]);
    expect(conflict.register).toMatchObject({ revision: 2, geometry: { type: 'Point' }, submission: id + 1 });
    expect(Date.now() - Date.parse(conflict.register.at)).toBeLessThan(60_000);
    // Of what only the register changed there is nothing to choose, but it is to be seen.
    expect(conflict.others.map((f: any) => [f.name, f.base, f.register])).toEqual([['note', null, 'Đã sơn lại']]);
    const now = (await itemsOf(inspector, id))[0];
    const fields = { address: 'register', heightM: 'proposed', name: 'proposed' };
    expect([
      await codeOf(inspector.post(`${path}/resolve`, { fields: { address: 'register' } })),
      await codeOf(inspector.post(`${path}/resolve`, { fields: { ...fields, note: 'register' } })),
      await codeOf(inspector.post(`${path}/resolve`, { fields }, { 'if-match': `"${now.revision + 1}"` })),
      await codeOf(inspector.post(`${path}/resolve`, { fields, register: 1 })),
      await codeOf(admin.post(`${path}/resolve`, { fields })),
    ]).toEqual(['422 choose-each', '422 no-difference', '412 stale', '412 stale', '409 not-in-this-state']);
    const answer = await inspector.post(`${path}/resolve`, { fields, register: 2 }, { 'if-match': `"${now.revision}"` });
    expect(answer).toMatchObject({ status: 200, body: { counts: { conflicting: 0, changed: 1, undecided: 1 } } });
    expect((await itemsOf(inspector, id))[0]).toMatchObject({
      change: 'changed',
      verdict: null,
      changedFields: ['name', 'heightM'],
      baseRevision: 2,
      fixed: true,
    });
    await step(inspector, id, 'decide', { items: 'all', verdict: 'approved' });
    expect((await itemsOf(inspector, id))[0].verdict).toBe('approved_with_fixes');
    await step(inspector, id, 'conclude');
    expect(await recordNamed(code)).toMatchObject({ heightM: 50, address: 'Số 4', name: 'Tên mới', revision: 3 });
    const traced = (await get(viettel, id)).events.find((one: any) => one.action === 'resolve');
    expect(traced).toMatchObject({ item: item.id, words: expect.stringContaining('giữ theo sổ: Địa chỉ') });
  });

  it('is seen when a package is claimed, with what it was based on when it was sent; all from the register leaves nothing to decide', async () => {
    const one = station();
    await register(viettel, inspector, BTS, [one]);
    const [lon, lat] = (one.geometry as { coordinates: [number, number] }).coordinates;
    const id = await draft(viettel, BTS, [{ code: one.code, heightM: 50, geometry: { type: 'Point', coordinates: [lon + 0.001, lat] } }]);
    await step(viettel, id, 'submit');
    await register(viettel, admin, BTS, [{ code: one.code, heightM: 40 }]);
    expect((await step(inspector, id, 'claim')).counts).toMatchObject({ conflicting: 1, changed: 0 });
    const [item] = await itemsOf(inspector, id);
    expect(item).toMatchObject({ change: 'conflicting', baseRevision: 1 });
    const { fields, base } = (await inspector.get(`submissions/${id}/items/${item.id}/conflict`)).body;
    expect([fields.map((f: any) => f.name), base.values.heightM]).toEqual([['heightM', 'geometry'], 30]);
    await inspector.patch(`submissions/${id}/items/${item.id}`, { values: { address: 'Số 9' } });
    expect((await get(inspector, id)).counts.conflicting).toBe(1);
    await step(inspector, id, `items/${item.id}/resolve`, { fields: { heightM: 'register', geometry: 'register', address: 'register' } });
    expect(await get(inspector, id)).toMatchObject({ counts: { conflicting: 0, unchanged: 1, kept: 1, undecided: 0 } });
  });

  it('between two new records of one code becomes a change of the first', async () => {
    const one = station();
    const [first, second] = [await inReview(viettel, inspector, BTS, [one]), await inReview(viettel, inspector, BTS, [{ ...one, heightM: 44 }])];
    await step(inspector, first, 'decide', { items: 'all', verdict: 'approved' });
    await step(inspector, first, 'conclude');
    await step(inspector, second, 'release');
    await step(inspector, second, 'claim');
    const [item] = await itemsOf(inspector, second);
    const conflict = (await inspector.get(`submissions/${second}/items/${item.id}/conflict`)).body;
    expect([conflict.base, conflict.fields.map((f: any) => [f.name, f.register, f.proposed])]).toEqual([null, [['heightM', 30, 44]]]);
    await step(inspector, second, `items/${item.id}/resolve`, { fields: { heightM: 'proposed' } });
    expect((await itemsOf(inspector, second))[0]).toMatchObject({ change: 'changed', baseRevision: 1, fixed: false });
  });

  it('a record that the file does not name is spoken of by its code', async () => {
    const [gone, kept] = [station(), station()];
    await register(vnpt, inspector, BTS, [gone, kept]);
    const [unit] = await sql.rows(`select id from administrative_units where level = 'province' order by valid_from limit 1`);
    const id = await draft(vnpt, BTS, [{ ...kept, heightM: 31 }]);
    await vnpt.put(`submissions/${id}/reading`, { complete: [unit.id] });
    await step(vnpt, id, 'submit');
    for (const { code } of [gone, kept]) await register(vnpt, admin, BTS, [{ code, heightM: 44 }]);
    await step(inspector, id, 'claim');
    const items = await itemsOf(inspector, id);
    expect(items.map(({ row, code, change }) => [row > 0, code, change])).toEqual([
      [false, gone.code, 'conflicting'],
      [true, kept.code, 'conflicting'],
    ]);
    const refused = await inspector.post(`submissions/${id}/decide`, { items: items.map((item) => item.id), verdict: 'approved' });
    expect([refused.body.code, refused.body.detail]).toEqual([
      'conflict-unresolved',
      expect.stringContaining(`(hàng ${items[1].row}; mã ${String(gone.code)})`),
    ]);
  });
});

describe('two packages about one record', () => {
  it('the second is in conflict, applies nothing, and can be approved only once both sides were looked at', async () => {
    const one = station();
    await register(viettel, inspector, 'bts-stations', [one]);
    const first = await inReview(viettel, inspector, 'bts-stations', [{ code: one.code, heightM: 40 }]);
    const second = await inReview(viettel, admin, 'bts-stations', [{ code: one.code, heightM: 50 }, station()]);
    for (const [who, id] of [
      [inspector, first],
      [admin, second],
    ] as const)
      await step(who, id, 'decide', { items: 'all', verdict: 'approved' });
    await step(inspector, first, 'conclude');
    const refused = await admin.post(`submissions/${second}/conclude`);
    expect([refused.status, refused.body.code]).toEqual([409, 'undecided']);
    const [item] = await itemsOf(admin, second, '&change=conflicting');
    expect(item).toMatchObject({ verdict: null, before: { heightM: 40 }, data: { heightM: 50 } });
    const heightNow = async () => (await viettel.get(`bts-stations?q=${one.code}`)).body.items.find((s: any) => s.code === one.code).heightM;
    expect(await heightNow()).toBe(40);
    expect((await admin.post(`submissions/${second}/decide`, { items: [item.id], verdict: 'approved' })).body.code).toBe('conflict-unresolved');
    await step(admin, second, `items/${item.id}/resolve`, { fields: { heightM: 'proposed' } });
    await step(admin, second, 'decide', { items: [item.id], verdict: 'approved' });
    await step(admin, second, 'conclude');
    expect(await heightNow()).toBe(50);
  });

  it('mending another row does not carry an old approval over to a record that moved on', async () => {
    const [one, other] = [station(), station()];
    await register(viettel, inspector, 'bts-stations', [one]);
    const id = await inReview(viettel, admin, 'bts-stations', [{ code: one.code, heightM: 50 }, other]);
    await step(admin, id, 'decide', { items: 'all', verdict: 'approved' });
    await register(viettel, inspector, 'bts-stations', [{ code: one.code, heightM: 40 }]);
    const [first, second] = await itemsOf(admin, id);
    await admin.patch(`submissions/${id}/items/${second.id}`, { values: { heightM: 31 } });
    await step(admin, id, 'decide', { items: [second.id], verdict: 'approved_with_fixes' });
    expect((await admin.post(`submissions/${id}/conclude`)).body.code).toBe('undecided');
    expect((await itemsOf(admin, id)).find((item) => item.id === first.id)).toMatchObject({ change: 'conflicting', verdict: null, before: { heightM: 40 } });
  });

  it('two new records with one code: the later is in conflict, never a second record', async () => {
    const one = station();
    const ids = [await inReview(viettel, inspector, 'bts-stations', [one]), await inReview(viettel, inspector, 'bts-stations', [{ ...one, heightM: 44 }])];
    for (const id of ids) await step(inspector, id, 'decide', { items: 'all', verdict: 'approved' });
    await step(inspector, ids[0]!, 'conclude');
    expect((await inspector.post(`submissions/${ids[1]}/conclude`)).body.code).toBe('undecided');
    expect((await itemsOf(inspector, ids[1]!))[0]).toMatchObject({ change: 'conflicting', before: { heightM: 30 } });
  });

  it('a record that moves on at the last moment is in conflict when the package is concluded', async () => {
    const one = station();
    await register(viettel, inspector, 'bts-stations', [one]);
    const id = await inReview(viettel, admin, 'bts-stations', [{ code: one.code, heightM: 50 }]);
    await step(admin, id, 'decide', { items: 'all', verdict: 'approved' });
    await sql.as('admin', `update bts_stations set height_m = 41 where code = $1`, [one.code]);
    expect((await admin.post(`submissions/${id}/conclude`)).body.code).toBe('conflict');
    expect((await itemsOf(admin, id))[0]).toMatchObject({ change: 'conflicting', verdict: null, before: { heightM: 41 } });
  });

  it('who proposes what the register says by now is not in conflict: nothing is left to decide', async () => {
    const [one, other] = [station(), station()];
    const waiting = await draft(viettel, 'bts-stations', [one]);
    await step(viettel, waiting, 'submit');
    const held = await inReview(viettel, admin, 'bts-stations', [{ ...one, note: null }, other]);
    await step(admin, held, 'decide', { items: 'all', verdict: 'approved' });
    await register(viettel, inspector, 'bts-stations', [{ ...one, note: '' }]);
    const changes = async (id: number) => (await itemsOf(admin, id)).map((item) => item.change);
    expect([await changes(waiting), await changes(held)]).toEqual([['unchanged'], ['unchanged', 'new']]);
    expect((await get(admin, held)).counts).toMatchObject({ conflicting: 0, unchanged: 1, approved: 1, undecided: 0 });
    await step(admin, waiting, 'claim');
    expect(await changes(waiting)).toEqual(['unchanged']);
    await step(admin, held, 'conclude');
    expect(await recordNamed(one.code)).toMatchObject({ revision: 1 });
  });

  it('lie where their record lies, and a place that is another is told in a conflict too', async () => {
    const { id, code, item } = await changeInReview(viettel, inspector, { heightM: 50 });
    const districts = (await get(inspector, id)).districts;
    expect(districts).toHaveLength(1);
    const listed = await inspector.get(`submissions?district=${districts[0].id}&limit=500`);
    expect(listed.body.items.map((one: any) => one.id)).toContain(id);
    expect(item.geometry).toBeNull();
    const mover = await inReview(viettel, admin, BTS, [{ code, geometry: { type: 'Point', coordinates: [105.61234, 21.31234] } }]);
    await step(inspector, id, 'decide', { items: 'all', verdict: 'approved' });
    await step(inspector, id, 'conclude');
    const [moved] = await itemsOf(admin, mover);
    expect([moved.change, moved.movedM > 0]).toEqual(['conflicting', true]);
    // A package in conflict is not without problems.
    const clean = await inspector.get('submissions?severity=info&limit=500');
    expect(clean.body.items.map((one: any) => one.id)).not.toContain(mover);
  });

  it('records that wait in two packages are told of in both, to whoever may see them', async () => {
    const [one, two, three] = [station(), station(), station()];
    const sent = await inReview(viettel, inspector, BTS, [one, two, three]);
    const waiting = await draft(viettel, BTS, [{ ...two, heightM: 44 }, three, station()]);
    const elsewhere = async (client: Client, id: number) => (await client.get(`submissions/${id}/elsewhere`)).body.items;
    expect(await elsewhere(viettel, waiting)).toEqual([
      { submissionId: sent, state: 'in_review', fileName: null, by: expect.any(String), at: expect.any(String), records: 2, row: 1, code: two.code },
    ]);
    expect(await elsewhere(viettel, sent)).toMatchObject([{ submissionId: waiting, state: 'draft', records: 2, row: 2, code: two.code }]);
    // Nobody but its sender sees a draft, and nobody else's packages are told of.
    expect(await elsewhere(inspector, sent)).toEqual([]);
    await step(viettel, waiting, 'submit');
    expect(await elsewhere(inspector, sent)).toMatchObject([{ submissionId: waiting, state: 'submitted', records: 2 }]);
    expect(await codeOf(vnpt.get(`submissions/${sent}/elsewhere`))).toBe('404 not-found');
    // What is refused asks for nothing any more.
    const items = await itemsOf(inspector, sent);
    const [, second, third] = items;
    await step(inspector, sent, 'decide', { items: [second.id], verdict: 'rejected', reason: 'duplicate' });
    expect(await elsewhere(viettel, waiting)).toMatchObject([{ records: 1, row: 2, code: three.code }]);
    await step(inspector, sent, 'decide', { items: [items[0].id, third.id], verdict: 'approved' });
    await step(inspector, sent, 'conclude');
    expect([await elsewhere(viettel, waiting), await elsewhere(viettel, sent)]).toEqual([[], []]);
  });

  it('what came back to be mended waits as well, and a code that stands twice is one record', async () => {
    const one = station();
    const back = await inReview(viettel, inspector, BTS, [one]);
    const [item] = await itemsOf(inspector, back);
    await step(inspector, back, 'decide', { items: [item.id], verdict: 'returned', reason: 'wrong_data' });
    await step(inspector, back, 'return', { comment: 'Xem lại' });
    const twice = await draft(viettel, BTS, [one, { ...one, heightM: 31 }]);
    expect((await viettel.get(`submissions/${twice}/elsewhere`)).body.items).toMatchObject([{ submissionId: back, state: 'returned', records: 1 }]);
    expect((await viettel.get(`submissions/${back}/elsewhere`)).body.items).toMatchObject([{ submissionId: twice, state: 'draft', records: 1 }]);
  });
});
