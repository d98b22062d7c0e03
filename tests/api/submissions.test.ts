import { readFile } from 'node:fs/promises';
import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { draft, inReview, itemsOf, people, register, station, step } from '../support/submitting.js';

let registry: Registry;
let viettel: Client, vnpt: Client, inspector: Client, admin: Client;

beforeAll(async () => {
  registry = await startRegistry();
  [viettel, vnpt, inspector, admin] = (await people(registry.url, 'viettel', 'vnpt', 'inspector', 'admin')) as [Client, Client, Client, Client];
});
afterAll(() => registry?.stop());

const sampleFile = async (name: string) => ({ name, content: await readFile(new URL(`../../geo-data/sample/${name}`, import.meta.url)) });
const upload = async (client: Client, file: string, fields: Record<string, string> = {}) =>
  client.upload('submissions', { kind: 'bts-stations', ...fields }, await sampleFile(file));
const findings = (items: any[]) => items.flatMap((i) => i.checks.map((c: any) => `row ${c.row} ${c.column} “${c.header}” ${c.rule} ${c.severity}`));

describe('a file with three bad rows', () => {
  let id: number;

  it('becomes a draft that names each by row, column and rule, in both languages', async () => {
    const answer = await upload(viettel, 'operator-file-with-errors.xlsx');
    expect(answer.status).toBe(201);
    id = answer.body.id;
    expect(answer.body).toMatchObject({
      state: 'draft',
      kind: 'bts-stations',
      owner: { code: 'viettel' },
      counts: { withErrors: 3, changed: 0, unchanged: 0 },
    });
    const items = await itemsOf(viettel, id, '&severity=error');
    expect(findings(items).filter((line) => line.endsWith('error'))).toEqual([
      'row 5 O “Độ cao cột (m)” BTS-01 error',
      'row 9 K “Loại trạm” DAT-02 error',
      'row 13 I “Kinh độ” GEO-02 error',
    ]);
    expect(items[0].checks[0].message.vi).toBe('Chiều cao cột 0 m không hợp lệ. Nhập từ 1 đến 200 mét.');
    expect(items[2].checks[0].message.en).toContain('coordinates exchanged it lies in Huyện Sông Lô');
  });

  it('is not taken while they remain, and nothing is in the register', async () => {
    const refused = await viettel.post(`submissions/${id}/submit`);
    expect([refused.status, refused.body.code]).toEqual([409, 'errors-remain']);
    expect((await inspector.get('bts-stations?owner=viettel')).body.total).toBe(0);
  });

  it('is mended in place, with words as in a file', async () => {
    const [height, structure, swapped] = await itemsOf(viettel, id, '&severity=error');
    await viettel.patch(`submissions/${id}/items/${height.id}`, { values: { heightM: '42,5 m' } });
    await viettel.patch(`submissions/${id}/items/${structure.id}`, { values: { structure: 'không cồng kềnh' } });
    const mended = await viettel.patch(`submissions/${id}/items/${swapped.id}`, {
      values: { x: swapped.geometry.coordinates[1], y: swapped.geometry.coordinates[0] },
    });
    expect(mended.body.checks).toEqual([]);
    const items = await itemsOf(viettel, id);
    expect(items.find((i) => i.id === height.id).data.heightM).toBe(42.5);
    expect(items.find((i) => i.id === structure.id).data.structure).toBe('environmentally_friendly');
    expect(items.flatMap((i) => Object.keys(i.typed))).toEqual([]);
  });

  it('reaches the register but for the returned item, whose words the operator reads', async () => {
    await step(viettel, id, 'submit', { message: 'Trạm mới tại Sông Lô' });
    await step(inspector, id, 'claim');
    const items = await itemsOf(inspector, id);
    await step(inspector, id, 'decide', { items: [items[0].id], verdict: 'returned', reason: 'wrong_location', comment: 'Cột ở bên kia đường' });
    await step(inspector, id, 'decide', { items: 'all', verdict: 'approved' });
    expect(await step(inspector, id, 'conclude', { comment: 'Xong' })).toMatchObject({ state: 'decided', counts: { approved: items.length - 1, returned: 1 } });
    const codes = (await viettel.get('bts-stations?owner=viettel&limit=100')).body.items.map((s: any) => s.code);
    expect(codes.sort()).toEqual(
      items
        .slice(1)
        .map((i) => i.code)
        .sort(),
    );
    expect((await itemsOf(viettel, id, '&verdict=returned'))[0]).toMatchObject({ comment: 'Cột ở bên kia đường', reason: 'wrong_location', applied: false });
    expect((await viettel.get(`submissions/${id}`)).body).toMatchObject({ reply: 'Xong', message: 'Trạm mới tại Sông Lô' });
  });
});

describe('what a file says against the register', () => {
  it('new, changed and unchanged are told apart; a file sent twice changes nothing', async () => {
    const [a, b, c] = [station(), station(), station()];
    await register(viettel, inspector, 'bts-stations', [a, b]);
    const id = await draft(viettel, 'bts-stations', [a, { ...b, heightM: 45 }, c]);
    const items = await itemsOf(viettel, id);
    expect(items.map((i) => i.change)).toEqual(['unchanged', 'changed', 'new']);
    expect(items[1]).toMatchObject({ changedFields: ['heightM'], before: { heightM: 30 }, baseRevision: 1 });
    const again = await draft(viettel, 'bts-stations', [a, b]);
    const refused = await viettel.post(`submissions/${again}/submit`);
    expect([refused.status, refused.body.code]).toEqual([409, 'nothing-to-submit']);
  });

  it('a column the file lacks stays as it is; a blank cell empties the field', async () => {
    const one = station({ address: 'Đường cũ', note: 'giữ' });
    await register(viettel, inspector, 'bts-stations', [one]);
    await register(viettel, inspector, 'bts-stations', [{ code: one.code, heightM: 33, address: null }]);
    const [now] = (await viettel.get(`bts-stations?q=${String(one.code)}`)).body.items.filter((s: any) => s.code === one.code);
    expect(now).toMatchObject({ heightM: 33, address: null, note: 'giữ', name: one.name, revision: 2 });
    const history = (await viettel.get(`bts-stations/${now.id}/history`)).body.items;
    expect(history.map((v: any) => [v.revision, v.action, v.changes.map((c: any) => c.field).sort()])[0]).toEqual([2, 'update', ['address', 'heightM']]);
  });

  it('a moved station shows how far it moved', async () => {
    const one = station({}, 105.55, 21.31);
    await register(viettel, inspector, 'bts-stations', [one]);
    const [lon, lat] = (one.geometry as { coordinates: [number, number] }).coordinates;
    const id = await draft(viettel, 'bts-stations', [{ ...one, geometry: { type: 'Point', coordinates: [lon + 0.001, lat] } }]);
    const [item] = await itemsOf(viettel, id);
    expect(item.changedFields).toEqual(['geometry']);
    expect(item.movedM).toBeCloseTo(103.7, 0);
  });

  it('the same code twice in a file is an error on both rows; another owner’s record is not theirs to send', async () => {
    const one = station();
    const id = await draft(viettel, 'bts-stations', [one, { ...station(), code: one.code }, station({ owner: 'VNPT' })]);
    const items = await itemsOf(viettel, id);
    expect(items.map((i) => i.checks.filter((c: any) => c.severity === 'error').map((c: any) => c.rule))).toEqual([['ID-01'], ['ID-01'], ['OWN-01']]);
  });

  it('a missing column matters for a new record only', async () => {
    const { structure: _, ...incomplete } = station();
    const [item] = await itemsOf(viettel, await draft(viettel, 'bts-stations', [incomplete]));
    expect(item.checks).toMatchObject([{ rule: 'DAT-01', path: 'structure', severity: 'error' }]);
  });

  it('a line that crosses itself and a place outside the province are errors, a wrongly declared commune a warning', async () => {
    const bow = {
      type: 'LineString',
      coordinates: [
        [105.6, 21.3],
        [105.61, 21.31],
        [105.61, 21.3],
        [105.6, 21.31],
      ],
    };
    const line = { code: 'NO1', name: 'Nơ', method: 'tidy', planDecision: 'Q', plannedYear: 2030, status: 'planned', geometry: bow };
    expect((await itemsOf(viettel, await draft(viettel, 'cable-segments', [line])))[0].checks).toMatchObject([{ rule: 'GEO-01', path: 'geometry' }]);
    const items = await itemsOf(
      viettel,
      await draft(viettel, 'bts-stations', [
        station({ geometry: { type: 'Point', coordinates: [106.91234, 20.91234] } }),
        station({ declaredCommune: 'Xã Lãng Công' }),
      ]),
    );
    expect(items.map((i) => i.checks.map((c: any) => `${c.rule} ${c.severity}`))).toEqual([['GEO-02 error'], ['GEO-03 warning']]);
    // Of the names of a place it is told which one is of before the merger.
    expect(items[1].checks[0].message.vi).toMatch(/nằm trong .+ \(cũ\) \/ |nằm trong .+ \/ .+ \(cũ\)\./);
    expect(items[1].checks[0].message.en).toMatch(/\(former\)/);
  });
});

describe('coordinates', () => {
  it('VN-2000 X/Y with the northing first is recognised and lands where it belongs', async () => {
    const answer = await upload(await people(registry.url, 'mobifone').then(([c]) => c!), 'stations-mobifone.xlsx');
    expect(answer.body).toMatchObject({ crs: { code: 'EPSG:5897', guessed: true, order: 'yx' }, counts: { withErrors: 0 } });
  });

  it('the control point of EPSG:5897 is read to within a centimetre', async () => {
    const csv = 'Mã trạm;Tên trạm;Loại trạm;Chiều cao cột;Công nghệ;Tình trạng;X;Y\nK1;K1;Cồng kềnh;30;4G;Đang hoạt động;2356283,311;562055,187\n';
    const answer = await viettel.upload('submissions', { kind: 'bts-stations', crs: 'EPSG:5897' }, { name: 'diem.csv', content: csv });
    const [item] = await itemsOf(viettel, answer.body.id);
    expect(item.geometry.coordinates[0]).toBeCloseTo(105.6, 6);
    expect(item.geometry.coordinates[1]).toBeCloseTo(21.3, 6);
  });

  it('numbers of another zone are outside, and the message names the zone that fits', async () => {
    const csv = 'Mã trạm;Tên trạm;Loại trạm;Chiều cao cột;Công nghệ;Tình trạng;X;Y\nK2;K2;Cồng kềnh;30;4G;Đang hoạt động;2356283,311;562055,187\n';
    const answer = await viettel.upload('submissions', { kind: 'bts-stations', crs: 'EPSG:9211' }, { name: 'diem.csv', content: csv });
    const [item] = await itemsOf(viettel, answer.body.id);
    expect(item.checks[0].rule).toBe('GEO-02');
    expect(item.checks[0].message.vi).toContain('kinh tuyến trục 105°00′ thì nằm trong Thành phố Vĩnh Yên');
  });
});

describe('files that cannot be read', () => {
  it.each([
    ['empty.csv', '', 'Tệp trống'],
    ['x.xlsx', 'no workbook', 'không phải .xlsx'],
    ['x.docx', 'abc', 'Không nhận tệp'],
    ['x.geojson', '{"type":"FeatureCollection","features":[', 'JSON'],
    ['head.csv', 'Mã trạm;Tên trạm\n', 'không có'],
  ])('%s: a sentence, and no draft', async (name, content, words) => {
    const before = (await viettel.get('submissions')).body.total;
    const answer = await viettel.upload('submissions', { kind: 'bts-stations' }, { name, content });
    expect([answer.status, answer.body.detail]).toEqual([422, expect.stringContaining(words)]);
    expect((await viettel.get('submissions')).body.total).toBe(before);
  });

  it('no file, no kind, an unknown system: 422 saying which', async () => {
    const answers = await Promise.all([
      viettel.upload('submissions', { kind: 'houses' }, { name: 'a.csv', content: 'a;b\n1;2\n' }),
      viettel.upload('submissions', { kind: 'bts-stations', crs: 'EPSG:1' }, { name: 'a.csv', content: 'a;b\n1;2\n' }),
      viettel.post('submissions', { kind: 'bts-stations', items: [] }),
    ]);
    expect(answers.map((a) => [a.status, a.body.errors?.[0].path ?? a.body.code])).toEqual([
      [422, 'kind'],
      [422, 'unknown-system'],
      [422, 'items'],
    ]);
  });
});

describe('the workflow', () => {
  it('goes by its table of steps; what is not allowed is told with the state', async () => {
    const id = await draft(viettel, 'bts-stations', [station()]);
    expect((await inspector.post(`submissions/${id}/claim`)).status).toBe(404);
    await step(viettel, id, 'submit');
    const refused = await viettel.patch(`submissions/${id}/items/${(await itemsOf(viettel, id))[0].id}`, { values: { heightM: 31 } });
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('đã gửi')]);
    await step(inspector, id, 'claim');
    expect((await admin.post(`submissions/${id}/decide`, { items: 'all', verdict: 'approved' })).status).toBe(409);
    expect((await viettel.post(`submissions/${id}/withdraw`)).status).toBe(409);
    expect((await vnpt.get(`submissions/${id}`)).status).toBe(404);
  });

  it('a package sent back can be mended and sent again', async () => {
    const id = await inReview(viettel, inspector, 'bts-stations', [station()]);
    await step(inspector, id, 'return', { comment: 'Bổ sung địa chỉ' });
    expect((await viettel.get(`submissions/${id}`)).body).toMatchObject({ state: 'returned', reply: 'Bổ sung địa chỉ', claimedBy: null, wordsUnopened: 1 });
    await step(viettel, id, 'words/opened');
    const [item] = await itemsOf(viettel, id);
    await viettel.patch(`submissions/${id}/items/${item.id}`, { values: { address: 'Số 1' } });
    expect((await step(viettel, id, 'submit')).state).toBe('submitted');
  });

  it('returning needs a reason, concluding needs a verdict for every item', async () => {
    const id = await inReview(viettel, inspector, 'bts-stations', [station(), station()]);
    const [one] = await itemsOf(inspector, id);
    expect((await inspector.post(`submissions/${id}/decide`, { items: [one.id], verdict: 'returned' })).body.errors[0].path).toBe('reason');
    await step(inspector, id, 'decide', { items: [one.id], verdict: 'rejected', reason: 'duplicate' });
    expect((await inspector.post(`submissions/${id}/conclude`)).body.code).toBe('undecided');
  });

  it('what was typed and could not be read is kept as it was typed, until something better comes', async () => {
    const { geometry, ...values } = station();
    const id = await draft(viettel, 'bts-stations', [{ ...values, geometry }]);
    const [item] = await itemsOf(viettel, id);
    const type = async (edit: object) => (await viettel.patch(`submissions/${id}/items/${item.id}`, edit)).body;
    expect(item.typed).toEqual({});
    expect(await type({ values: { heightM: 'cao lắm', address: '', x: 'đông', y: '21,3' } })).toMatchObject({
      typed: { heightM: 'cao lắm', address: '', x: 'đông', y: '21,3' },
      geometry,
    });
    expect((await type({ values: { heightM: '31' } })).typed).toEqual({ address: '', x: 'đông', y: '21,3' });
    expect((await type({ geometry })).typed).toEqual({ address: '' });
    expect(await type({ values: { address: 'Số 2' } })).toMatchObject({ typed: {}, checks: [], data: { heightM: 31, address: 'Số 2' } });
  });

  it('an inspector’s mending is traced', async () => {
    const id = await inReview(viettel, inspector, 'bts-stations', [station()]);
    const [item] = await itemsOf(inspector, id);
    await step(inspector, id, 'decide', { items: 'all', verdict: 'approved' });
    const fixed = await inspector.patch(`submissions/${id}/items/${item.id}`, { values: { heightM: 28, consentNo: 'CT-1' } });
    expect(fixed.body.verdict).toBeNull();
    await step(inspector, id, 'decide', { items: 'all', verdict: 'approved_with_fixes', comment: 'Sửa chiều cao' });
    await step(inspector, id, 'conclude');
    const { events, counts } = (await viettel.get(`submissions/${id}`)).body;
    expect(events.find((e: any) => e.action === 'fix').words).toContain('28');
    expect(counts).toMatchObject({ approved: 1, fixed: 1 });
  });

  it('the authority submits on behalf of an operator; an operator only for itself and not the authority’s fields', async () => {
    const own = await viettel.post('submissions', { kind: 'bts-stations', onBehalfOf: 'vnpt', items: [station()] });
    expect(own.status).toBe(403);
    const id = await draft(inspector, 'bts-stations', [station()], { onBehalfOf: 'vnpt' });
    expect((await inspector.get(`submissions/${id}`)).body).toMatchObject({ byAuthority: true, owner: { code: 'vnpt' } });
    const mine = await draft(viettel, 'bts-stations', [station({ consentNo: 'tự cấp' })]);
    expect((await itemsOf(viettel, mine))[0].data.consentNo).toBeUndefined();
    const [item] = await itemsOf(viettel, mine);
    expect((await viettel.patch(`submissions/${mine}/items/${item.id}`, { values: { consentNo: 'x' } })).body.code).toBe('not-settable');
  });

  it('If-Match with an old revision is refused with 412', async () => {
    const id = await draft(viettel, 'bts-stations', [station()]);
    const [item] = await itemsOf(viettel, id);
    const path = `submissions/${id}/items/${item.id}`;
    expect((await viettel.patch(path, { values: { heightM: 31 } }, { 'if-match': '"1"' })).status).toBe(200);
    expect((await viettel.patch(path, { values: { heightM: 32 } }, { 'if-match': '"1"' })).status).toBe(412);
    expect((await viettel.post(`submissions/${id}/submit`, {}, { 'if-match': '"1"' })).status).toBe(412);
  });

  it('rows can be left out one by one, or all with errors at once', async () => {
    const id = await draft(viettel, 'bts-stations', [station(), station({ heightM: 0 }), station({ heightM: 999 })]);
    const bad = await itemsOf(viettel, id, '&severity=error');
    expect((await viettel.del(`submissions/${id}/items/${bad[0].id}`)).status).toBe(204);
    expect(await step(viettel, id, 'submit', { leaveOutErrors: true })).toMatchObject({ counts: { total: 1, withErrors: 0 } });
    const log = (await viettel.get(`submissions/${id}`)).body.events.filter((one: any) => one.action === 'leave-out').map((one: any) => one.words);
    expect(log).toEqual([`Hàng ${bad[0].row}: ${bad[0].code}`, `1 bản ghi còn lỗi: hàng ${bad[1].row}`]);
  });
});
