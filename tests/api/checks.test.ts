// What single rules find, what an edit changes in the findings of other rows, settings, and a register that moves on under a package.
import fc from 'fast-check';
import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { openSql, type Sql } from '../support/sql.js';
import { draft, inReview, itemsOf, people, register, segment, station, step, type Values } from '../support/submitting.js';
import { toJson, wildRows } from '../support/wild.js';

let registry: Registry;
let sql: Sql;
let viettel: Client, vnpt: Client, inspector: Client, admin: Client;

beforeAll(async () => {
  registry = await startRegistry();
  sql = await openSql(registry);
  [viettel, vnpt, inspector, admin] = (await people(registry.url, 'viettel', 'vnpt', 'inspector', 'admin')) as [Client, Client, Client, Client];
});
afterAll(() => sql?.close());

/** A little off, as round numbers are taken for coarse ones. */
const point = (lon: number, lat: number) => ({ type: 'Point', coordinates: [lon + 0.00001, lat + 0.00001] });
/** What was found in each item, as "rule severity". */
const found = async (client: Client, id: number): Promise<string[][]> =>
  (await itemsOf(client, id)).map((item) => item.checks.map((check: any) => `${check.rule} ${check.severity}`));
const wordsOf = (item: any, rule: string): string => item.checks.find((check: any) => check.rule === rule)?.message.vi ?? '';

describe('BTS-04', () => {
  it('names the nearest mast that another owner shares, and no plans', async () => {
    await register(vnpt, inspector, 'bts-stations', [
      station({ code: 'CHUNG', shareable: true, geometry: point(105.5, 21.25) }),
      station({ code: 'XA-HON', shareable: true, geometry: point(105.5, 21.2515) }),
      station({ code: 'RIENG', geometry: point(105.5, 21.2501) }),
      station({ code: 'MAT', shareable: true, status: 'planned', geometry: point(105.5, 21.2502) }),
    ]);
    const id = await draft(viettel, 'bts-stations', [station({ geometry: point(105.501, 21.2503) }), station({ geometry: point(105.506, 21.25) })]);
    expect(await found(viettel, id)).toEqual([['BTS-04 info'], []]);
    expect(wordsOf((await itemsOf(viettel, id))[0], 'BTS-04')).toMatch(/“CHUNG” của VNPT khoảng 1\d\d m/);
    const own = await draft(vnpt, 'bts-stations', [station({ geometry: point(105.501, 21.2503) })]);
    expect(await found(vnpt, own)).toEqual([[]]);
  });
});

describe('records that end or move', () => {
  it('AGR-03: a station under an agreement in force does not end without a word', async () => {
    const [shared, own] = [station(), station()];
    await register(viettel, inspector, 'bts-stations', [shared, own]);
    const agreement = { number: 'HĐ-NGỪNG', tenants: ['vnpt'], signedOn: '2024-01-01', effectiveFrom: '2024-01-01', items: ['mast'], stations: [shared.code] };
    await register(viettel, inspector, 'sharing-agreements', [{ ...agreement, status: 'active' }]);
    const ended = [shared, own].map(({ code }) => ({ code, status: 'dismantled' }));
    const id = await draft(viettel, 'bts-stations', ended);
    expect(await found(viettel, id)).toEqual([['AGR-03 warning'], []]);
    expect(wordsOf((await itemsOf(viettel, id))[0], 'AGR-03')).toContain('thỏa thuận “HĐ-NGỪNG” với VNPT');
    await register(viettel, inspector, 'sharing-agreements', [{ number: agreement.number, status: 'terminated', terminatedOn: '2024-06-01' }]);
    expect(await found(viettel, await draft(viettel, 'bts-stations', ended))).toEqual([[], []]);
  });

  it('GEO-05: a record that would move far is told by how much', async () => {
    const [far, near] = [station({ geometry: point(105.61, 21.33) }), station({ geometry: point(105.62, 21.33) })];
    await register(viettel, inspector, 'bts-stations', [far, near]);
    const id = await draft(viettel, 'bts-stations', [
      { code: far.code, geometry: point(105.65, 21.33) },
      { code: near.code, geometry: point(105.623, 21.33) },
    ]);
    expect(await found(viettel, id)).toEqual([['GEO-05 warning'], []]);
    expect(wordsOf((await itemsOf(viettel, id))[0], 'GEO-05')).toMatch(/cách vị trí trong sổ 41\d\d m/);
  });

  it('CAB-04: no more ducts in use than there are', async () => {
    const id = await draft(viettel, 'cable-segments', [segment({ ductCount: 4, ductsUsed: 6 }), segment({ ductCount: 6, ductsUsed: 6 })]);
    expect((await itemsOf(viettel, id)).map((item) => wordsOf(item, 'CAB-04'))).toEqual([
      'Đang dùng 6 ống, nhưng tuyến chỉ có 4 ống. Sửa một trong hai số.',
      '',
    ]);
  });
});

describe('CAB-02', () => {
  const line = (code: string, ...coordinates: number[][]) => segment({ code }, coordinates);

  it('names the segment that a line runs along, in the register or in the package; crossing it is no overlap', async () => {
    await register(vnpt, inspector, 'cable-segments', [line('CU', [105.55, 21.31], [105.56, 21.31])]);
    const id = await draft(viettel, 'cable-segments', [
      line('DE', [105.555, 21.310005], [105.565, 21.310005]),
      line('CAT', [105.552, 21.305], [105.552, 21.315]),
      line('A', [105.6, 21.32], [105.61, 21.32]),
      line('B', [105.6095, 21.32], [105.62, 21.32]),
      line('XA', [105.6, 21.3205], [105.61, 21.3205]),
    ]);
    expect(await found(viettel, id)).toEqual([['CAB-02 warning'], [], ['CAB-02 warning'], ['CAB-02 warning'], []]);
    const [along, , a, b] = await itemsOf(viettel, id);
    expect(wordsOf(along, 'CAB-02')).toMatch(/“DE” trùng với đoạn “CU” của VNPT khoảng 5\d\d m/);
    expect([wordsOf(a, 'CAB-02'), wordsOf(b, 'CAB-02')]).toEqual([expect.stringContaining('“B”'), expect.stringContaining('“A”')]);
    const geometry = { type: 'LineString', coordinates: [[105.62, 21.33], [105.63, 21.33]] }; // prettier-ignore
    await viettel.patch(`submissions/${id}/items/${b.id}`, { geometry });
    expect(await found(viettel, id)).toEqual([['CAB-02 warning'], [], [], [], []]);
  });
});

describe('AGR-02', () => {
  const agreement = (number: string, values: Values) => ({ number, tenants: ['vnpt'], signedOn: '2020-01-01', effectiveFrom: '2020-01-01', items: ['mast'], status: 'active', ...values }); // prettier-ignore

  it('warns of two terms of one tenant on one station that overlap', async () => {
    await register(viettel, inspector, 'bts-stations', [station({ code: 'H1' }), station({ code: 'H2' })]);
    await register(viettel, inspector, 'sharing-agreements', [agreement('HĐ-1', { stations: ['H1'], effectiveTo: '2024-12-31' })]);
    const id = await draft(viettel, 'sharing-agreements', [
      agreement('HĐ-2', { stations: ['H1', 'H2'], effectiveFrom: '2024-06-01' }),
      agreement('HĐ-3', { stations: ['H1'], effectiveFrom: '2025-01-01', tenants: ['mobifone'] }),
      agreement('HĐ-4', { stations: ['H2'], effectiveFrom: '2026-01-01' }),
      agreement('HĐ-5', { stations: ['H2'], effectiveFrom: '2021-01-01', effectiveTo: '2023-01-01' }),
    ]);
    expect(await found(viettel, id)).toEqual([['AGR-02 warning'], [], ['AGR-02 warning'], []]);
    const [second, , fourth] = await itemsOf(viettel, id);
    expect(wordsOf(fourth, 'AGR-02')).toContain('thỏa thuận “HĐ-2” của VNPT tại trạm H2');
    await viettel.patch(`submissions/${id}/items/${second.id}`, { values: { effectiveFrom: '2025-01-01', effectiveTo: '2025-12-31' } });
    expect(await found(viettel, id)).toEqual([[], [], [], []]);
  });
});

describe('what is found while rows are written', () => {
  const stateOf = async (id: number) => {
    const items = (await itemsOf(viettel, id)).map(({ id: _, revision: __, ...item }) => ({ ...item, checks: [...item.checks].sort(byText) }));
    return { items, counts: (await viettel.get(`submissions/${id}`)).body.counts };
  };
  const byText = (a: unknown, b: unknown): number => JSON.stringify(a).localeCompare(JSON.stringify(b));

  it('is what a check of the whole package finds, for wild rows of all kinds, new and known ones', async () => {
    await register(viettel, inspector, 'bts-stations', [station({ code: 'W-1' }), station({ code: 'W-2', heightM: 30 })]);
    let compared = 0;
    const known = fc.subarray([station({ code: 'W-1', heightM: 31 }), station({ code: 'W-2', heightM: 30 }), station({ code: 'W-2' })]);
    const arbitrary = fc
      .tuple(wildRows, known)
      .map(([{ kind, rows }, more]) => ({ kind: kind.name, rows: kind.name === 'bts-stations' ? [...rows, ...more] : rows }));
    await fc.assert(
      fc.asyncProperty(arbitrary, async ({ kind, rows }) => {
        const sent = await viettel.fetch('POST', 'submissions', { headers: { 'content-type': 'application/json' }, body: toJson({ kind, items: rows }) });
        if (sent.status !== 201) return;
        const { id } = (await sent.json()) as { id: number };
        const before = await stateOf(id);
        // A list that says for which units it is complete, here none, is checked as a whole.
        expect((await viettel.put(`submissions/${id}/reading`, { complete: [] })).status).toBe(200);
        expect(await stateOf(id)).toEqual(before);
        compared++;
      }),
      { numRuns: 25 },
    );
    expect(compared).toBeGreaterThan(5);
  });
});

describe('an edit of one row', () => {
  it('ID-01: the other rows of the code learn of it, also when a row is left out', async () => {
    const id = await draft(viettel, 'bts-stations', [station({ code: 'BA' }), station({ code: 'BA' }), station({ code: 'BA' }), station()]);
    const [first, second] = await itemsOf(viettel, id);
    await viettel.patch(`submissions/${id}/items/${second.id}`, { values: { code: 'BỐN' } });
    expect((await itemsOf(viettel, id)).map((item) => wordsOf(item, 'ID-01').slice(0, 18))).toEqual(['Mã “BA” có 2 lần t', '', 'Mã “BA” có 2 lần t', '']);
    expect((await viettel.get(`submissions/${id}`)).body.counts.withErrors).toBe(2);
    await viettel.del(`submissions/${id}/items/${first.id}`);
    expect(await found(viettel, id)).toEqual([[], [], []]);
    expect((await viettel.get(`submissions/${id}`)).body.counts).toMatchObject({ total: 3, withErrors: 0 });
    await viettel.patch(`submissions/${id}/items/${second.id}`, { values: { code: 'BA' } });
    expect(await found(viettel, id)).toEqual([['ID-01 error'], ['ID-01 error'], []]);
  });

  it('ID-02: two of one package within 10 m, until one of them moves', async () => {
    const [a, b] = [station({ geometry: point(105.52, 21.26) }), station({ geometry: point(105.52005, 21.26005) })];
    const id = await draft(viettel, 'bts-stations', [a, b, station({ geometry: point(105.5203, 21.26) })]);
    expect(await found(viettel, id)).toEqual([['ID-02 warning'], ['ID-02 warning'], []]);
    const items = await itemsOf(viettel, id);
    await viettel.patch(`submissions/${id}/items/${items[0].id}`, { values: { x: 105.53001, y: 21.26001 } });
    expect(await found(viettel, id)).toEqual([[], [], []]);
    await viettel.patch(`submissions/${id}/items/${items[2].id}`, { values: { x: 105.52003, y: 21.26003 } });
    expect(await found(viettel, id)).toEqual([[], ['ID-02 warning'], ['ID-02 warning']]);
  });
});

describe('a package that is sent and taken up', () => {
  const pair = (lat: number, more: Values = {}) => [station({ geometry: point(105.53, lat) }), station({ geometry: point(105.53005, lat + 0.00005), ...more })];
  const both = [['ID-02 warning'], ['ID-02 warning']];

  it('is not checked again until the register, the rules or the day are others', async () => {
    const id = await draft(viettel, 'bts-stations', pair(21.251));
    expect(await found(viettel, id)).toEqual(both);
    // What nobody looks for is not found again.
    await sql.rows('delete from item_findings where submission_id = $1', [id]);
    await step(viettel, id, 'submit');
    const takenUp = async (): Promise<string[][]> => {
      await step(inspector, id, 'claim');
      const checks = await found(inspector, id);
      await step(inspector, id, 'release');
      return checks;
    };
    expect(await takenUp()).toEqual([[], []]);
    await admin.put('rules/ID-02', { severity: 'info' });
    expect(await takenUp()).toEqual([['ID-02 info'], ['ID-02 info']]);
    await admin.put('rules/ID-02', { severity: null });
    expect(await takenUp()).toEqual(both);
    await sql.rows('delete from item_findings where submission_id = $1', [id]);
    expect(await takenUp()).toEqual([[], []]);
    await register(vnpt, inspector, 'bts-stations', [station({ owner: 'vnpt', geometry: point(105.6, 21.31) })]);
    expect(await takenUp()).toEqual(both);
    await sql.rows(`update submissions set checked_as = 'another day' where id = $1`, [id]);
    await sql.rows('delete from item_findings where submission_id = $1', [id]);
    expect(await takenUp()).toEqual(both);
  });

  it('is checked again beside rows that were wrong and stayed behind', async () => {
    const id = await draft(viettel, 'bts-stations', pair(21.252, { heightM: 999 }));
    expect(await found(viettel, id)).toEqual([['ID-02 warning'], ['BTS-01 error', 'ID-02 warning']]);
    await step(viettel, id, 'submit', { leaveOutErrors: true });
    expect(await found(viettel, id)).toEqual([[]]);
    await step(inspector, id, 'claim');
    expect(await found(inspector, id)).toEqual([[]]);
  });
});

describe('settings', () => {
  const set = (rule: string, body: Values) => admin.put(`rules/${rule}`, body);
  const ruleOf = async (id: string) => (await viettel.get('rules')).body.items.find((one: any) => one.id === id);

  it('switch a rule off, give it another severity and other thresholds, from the next check on', async () => {
    const near = [station({ geometry: point(105.51, 21.27), heightM: 150 }), station({ geometry: point(105.5102, 21.27) })];
    expect(await found(viettel, await draft(viettel, 'bts-stations', near))).toEqual([[], []]);
    // What tests before left open counts too; drafts of random rows leave one or none.
    const before = (await ruleOf('ID-02')).open;
    expect((await set('ID-02', { severity: 'info', thresholds: { distanceM: 30 } })).body).toMatchObject({ severity: 'info', defaultSeverity: 'warning' });
    expect((await set('BTS-01', { thresholds: { maxM: 100 } })).status).toBe(200);
    const id = await draft(viettel, 'bts-stations', near);
    expect(await found(viettel, id)).toEqual([['BTS-01 error', 'ID-02 info'], ['ID-02 info']]);
    expect(await ruleOf('ID-02')).toMatchObject({
      thresholds: [{ name: 'distanceM', value: 30, default: 10 }],
      open: { items: before.items + 2, submissions: before.submissions + 1 },
    });
    const { items, total } = (await viettel.get('submissions?rule=ID-02,BTS-03&state=draft,submitted,in_review,returned')).body;
    expect([items[0].id, total >= before.submissions + 1]).toEqual([id, true]);
    expect((await viettel.get('submissions?rule=ID-02&state=draft,submitted,in_review,returned')).body.total).toBe(before.submissions + 1);
    expect((await viettel.get('submissions?rule=ID-99')).status).toBe(422);
    // One rule stands once, with its worst, though one of its rows was checked when it weighed more.
    await set('ID-02', { severity: 'error' });
    const [{ id: one }] = await itemsOf(viettel, id);
    await viettel.patch(`submissions/${id}/items/${one}`, { values: { heightM: 40 } });
    const rules = (await viettel.get(`submissions/${id}/rules?change=new`)).body.items;
    expect(rules.map((rule: any) => [rule.rule, rule.severity, rule.items])).toContainEqual(['ID-02', 'error', 2]);
    expect((await viettel.get(`submissions/${id}/rules?change=changed`)).body.items).toEqual([]);
    await set('ID-02', { severity: 'off' });
    await set('BTS-01', { thresholds: { maxM: 200 } });
    expect(await found(viettel, await draft(viettel, 'bts-stations', near))).toEqual([[], []]);
    await set('ID-02', { severity: null, thresholds: { distanceM: 10 } });
  });

  it('are counted, so that nobody overwrites what somebody else has just set', async () => {
    const { revision } = await ruleOf('BTS-02');
    const mine = await admin.put('rules/BTS-02', { severity: 'info' }, { 'if-match': `"${revision}"` });
    expect([mine.status, mine.body.revision, mine.body.severity]).toEqual([200, revision + 1, 'info']);
    const late = await admin.put('rules/BTS-02', { severity: 'error' }, { 'if-match': `"${revision}"` });
    expect([late.status, late.body.code, (await ruleOf('BTS-02')).severity]).toEqual([412, 'stale', 'info']);
    expect([mine.body.set.by, (await ruleOf('BTS-02')).set]).toEqual([expect.any(String), null]);
    await set('BTS-02', { severity: null });
  });

  it('a rule of the file too; what the register would refuse stays an error', async () => {
    const filler = [station({ name: 'xxx', geometry: point(105.551, 21.331) }), station({ address: 'xxx', geometry: point(105.561, 21.331) })];
    expect(await found(viettel, await draft(viettel, 'bts-stations', filler))).toEqual([['DAT-04 error'], ['DAT-04 error']]);
    await set('DAT-04', { severity: 'warning' });
    expect(await found(viettel, await draft(viettel, 'bts-stations', filler))).toEqual([['DAT-01 error', 'DAT-04 warning'], ['DAT-04 warning']]);
    await set('DAT-04', { severity: null });
    const refused = [await set('ID-01', { severity: 'warning' }), await set('BTS-01', { thresholds: { maxM: 500 } }), await set('ID-02', { thresholds: { x: 1 } })]; // prettier-ignore
    expect(refused.map((answer) => [answer.status, answer.body.code])).toEqual([
      [422, 'rule-fixed'],
      [422, 'threshold-out-of-bounds'],
      [422, 'no-such-threshold'],
    ]);
    expect((await set('XYZ-1', {})).status).toBe(404);
  });

  it('every rule of the table is there, with words', async () => {
    const rules = (await admin.get('rules')).body.items;
    expect(rules.map((rule: any) => `${rule.id} ${rule.severity}`).sort()).toEqual(
      [
        ...['DAT-01', 'DAT-02', 'DAT-03', 'DAT-04', 'OWN-01', 'ID-01', 'GEO-01', 'GEO-02', 'BTS-01', 'CAB-03', 'AGR-01', 'POST-01'].map((id) => `${id} error`),
        ...['ID-02', 'GEO-03', 'GEO-04', 'GEO-05', 'BTS-02', 'BTS-03', 'CAB-01', 'CAB-02', 'CAB-04', 'AGR-02', 'AGR-03'].map((id) => `${id} warning`),
        'BTS-04 info',
      ].sort(),
    );
    expect(rules.filter((rule: any) => !rule.title.en || rule.explain.vi.length < 40 || rule.explain.en.length < 40)).toEqual([]);
  });
});

describe('a register that moves on', () => {
  it('under a draft is followed; under a sent package it is a conflict that keeps its base', async () => {
    const [one, same] = [station(), station()];
    await register(viettel, inspector, 'bts-stations', [one, same]);
    const id = await draft(viettel, 'bts-stations', [{ code: one.code, heightM: 50 }, same]);
    await register(viettel, inspector, 'bts-stations', [
      { code: one.code, heightM: 40 },
      { code: same.code, heightM: 41 },
    ]);
    await step(viettel, id, 'submit');
    expect((await itemsOf(inspector, id)).map((i) => [i.change, i.baseRevision])).toEqual([['changed', 2], ['changed', 2]]); // prettier-ignore
    await register(viettel, admin, 'bts-stations', [{ code: one.code, heightM: 45 }]);
    await step(inspector, id, 'claim');
    const items = await itemsOf(inspector, id);
    expect(items.map((i) => [i.change, i.baseRevision])).toEqual([['conflicting', 2], ['changed', 2]]); // prettier-ignore
    expect(items[0].before.heightM).toBe(45);
    await step(inspector, id, `items/${items[0].id}/resolve`, { fields: { heightM: 'proposed' } });
    await step(inspector, id, 'decide', { items: 'all', verdict: 'approved' });
    await step(inspector, id, 'conclude');
    expect((await itemsOf(inspector, id)).map((i) => i.applied)).toEqual([true, true]);
  });

  it('a conflict in a package that came back is compared anew for its sender, though nothing moved since it was taken up', async () => {
    const one = station();
    await register(viettel, inspector, 'bts-stations', [one]);
    const id = await draft(viettel, 'bts-stations', [{ code: one.code, heightM: 50 }]);
    await step(viettel, id, 'submit');
    await register(viettel, admin, 'bts-stations', [{ code: one.code, heightM: 45 }]);
    await step(inspector, id, 'claim');
    const changes = async (client: Client) => (await itemsOf(client, id)).map((item) => [item.change, item.baseRevision]);
    expect(await changes(inspector)).toEqual([['conflicting', 1]]);
    await step(inspector, id, 'return', { comment: 'Sổ đã đổi' });
    await step(viettel, id, 'words/opened');
    await step(viettel, id, 'submit');
    expect(await changes(viettel)).toEqual([['changed', 2]]);
  });

  it('what a file leaves unchanged proposes nothing, also when the record moves on later', async () => {
    const one = station();
    await register(viettel, inspector, 'bts-stations', [one]);
    const id = await inReview(viettel, inspector, 'bts-stations', [one, station()]);
    await register(viettel, admin, 'bts-stations', [{ code: one.code, heightM: 45 }]);
    await step(inspector, id, 'release');
    await step(inspector, id, 'claim');
    expect((await itemsOf(inspector, id)).map((i) => i.change)).toEqual(['unchanged', 'new']);
  });

  it('a proposal to retire a record is applied like a change, and is in conflict when the record moved', async () => {
    const [gone, moved] = [station(), station()];
    await register(viettel, inspector, 'bts-stations', [gone, moved]);
    const id = await draft(viettel, 'bts-stations', [station()]);
    await sql.rows(
      `insert into submission_items (submission_id, row_number, code, owner, change, record_id, base_revision, data)
        select $1, 8 + row_number() over (order by id), code, owner, 'removed', id, revision, '{"status": "dismantled"}' from bts_stations where code = any($2)`,
      [id, [gone.code, moved.code]],
    );
    expect((await step(viettel, id, 'submit')).counts).toMatchObject({ new: 1, removed: 2, undecided: 3, withErrors: 0 });
    await register(viettel, admin, 'bts-stations', [{ code: moved.code, heightM: 45 }]);
    expect((await step(inspector, id, 'claim')).counts).toMatchObject({ removed: 1, conflicting: 1 });
    await step(inspector, id, 'decide', { items: (await itemsOf(inspector, id, '&change=new')).map((i) => i.id), verdict: 'approved' });
    const [conflict] = await itemsOf(inspector, id, '&change=conflicting');
    await step(inspector, id, 'decide', { items: [conflict.id], verdict: 'rejected', reason: 'other', comment: 'Trùng' });
    await step(inspector, id, 'decide', { items: 'all', verdict: 'approved' });
    await step(inspector, id, 'conclude');
    const statuses = await sql.rows(`select code, status, height_m from bts_stations where code = any($1) order by id`, [[gone.code, moved.code]]);
    expect(statuses.map((row) => [row.status, row.height_m])).toEqual([['dismantled', 30], ['operating', 45]]); // prettier-ignore
  });
});
