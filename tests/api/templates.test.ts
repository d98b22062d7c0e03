import type { CellValue, Workbook } from 'exceljs';
import type { Client } from '../support/client.js';
import { startRegistry } from '../support/registry.js';
import { openSql, type Sql } from '../support/sql.js';
import { itemsOf, people, register, station } from '../support/submitting.js';
import { bookFrom, sent, headersOf, noteOf, columnOf } from '../support/workbooks.js';

const KINDS = ['bts-stations', 'sharing-agreements', 'cable-segments', 'post-office-sites'];

let database: Sql;
let viettel: Client, vnpt: Client, vnpost: Client, inspector: Client;

beforeAll(async () => {
  const registry = await startRegistry();
  database = await openSql(registry);
  [viettel, vnpt, vnpost, inspector] = (await people(registry.url, 'viettel', 'vnpt', 'vnpost', 'inspector')) as [Client, Client, Client, Client];
});
afterAll(() => database?.close());

describe('a blank template', () => {
  it.each(KINDS)('of %s has lists, rules, a note on every header, an example and a guide', async (kind) => {
    const book = await bookFrom(viettel, `${kind}/template.xlsx`);
    const [data, guide] = ['Dữ liệu', 'Hướng dẫn'].map((name) => book.getWorksheet(name)!);
    const fields = (await viettel.get('kinds')).body.items.find((one: any) => one.name === kind).fields.filter((f: any) => !f.computed && !f.authorityOnly);
    const headers = headersOf(data!);
    expect(headers.slice(0, fields.length).map((header) => header.replace(/ \*$/, '').replace(/ \(.*\)$/, ''))).toEqual(
      fields.map((f: any) => f.label.vi.replace(/ \(.*\)$/, '')),
    );
    expect(headers.slice(0, fields.length).map((header) => header.endsWith('*'))).toEqual(fields.map((f: any) => f.required));
    for (const [index, field] of fields.entries()) {
      const cell = data!.getCell(2, index + 1);
      const type = ['code', 'boolean', 'organization'].includes(field.type)
        ? 'list'
        : { date: 'date', number: 'decimal', integer: 'whole', year: 'whole' }[field.type as string];
      if (type) expect([field.name, cell.dataValidation.type]).toEqual([field.name, type]);
      expect(noteOf(data!, data!.getCell(1, index + 1).address)).toContain(field.required ? 'BẮT BUỘC' : 'Không bắt buộc');
    }
    expect(data!.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(data!.getCell('A2').text).toMatch(/^VÍ DỤ:/);
    expect(data!.getCell('A2').font).toMatchObject({ italic: true });
    const text = guide!.getSheetValues().flat().join('\n');
    expect(text).toContain('DAT-01');
    expect(text).toContain('Required field empty');
    for (const header of headers) expect(text).toContain(header.replace(/ \*$/, '').replace(/ \(.*\)$/, ''));
  });

  it('has drop-down lists in the words the reader understands', async () => {
    const data = (await bookFrom(viettel, 'bts-stations/template.xlsx')).getWorksheet('Dữ liệu')!;
    const rule = data.getCell(2, columnOf(data, 'Loại trạm')).dataValidation;
    expect(rule).toMatchObject({ formulae: ['"Cồng kềnh,Thân thiện môi trường"'], errorStyle: 'stop' });
    expect(rule.error).toContain('Loại trạm không hợp lệ');
  });

  it('gives the authority its own fields, operators theirs', async () => {
    const [operators, authority] = await Promise.all([viettel, inspector].map((client) => bookFrom(client, 'bts-stations/template.xlsx')));
    expect([operators, authority].map((book) => columnOf(book!.getWorksheet('Dữ liệu')!, 'Chấp thuận của Sở') > 0)).toEqual([false, true]);
  });

  it('with nothing but its example is no data', async () => {
    const content = (await viettel.get<Uint8Array>('bts-stations/template.xlsx')).body;
    const answer = await viettel.upload('submissions', { kind: 'bts-stations' }, { name: 'mau.xlsx', content });
    expect([answer.status, answer.body.code]).toEqual([422, 'unreadable-file']);
  });

  it.each([
    ['bts-stations', () => viettel, 'VD-001'],
    ['cable-segments', () => vnpt, 'VD-002'],
    ['sharing-agreements', () => viettel, 'VD-003'],
    ['post-office-sites', () => vnpost, 'VD-004'],
  ] as const)('of %s, filled in, is read back clean and with all its fields', async (kind, sender, code) => {
    if (kind === 'sharing-agreements') await register(viettel, inspector, 'bts-stations', [station({ code: 'VD-001' }), station({ code: 'VD-002' })]);
    const book = await bookFrom(sender(), `${kind}/template.xlsx`);
    const data = book.getWorksheet('Dữ liệu')!;
    const left = ['Tuyến dùng chung', ...(kind === 'post-office-sites' ? ['WKT'] : [])];
    headersOf(data).forEach((header, index) => {
      const [example, cell] = [data.getCell(2, index + 1), data.getCell(3, index + 1)];
      if (!left.includes(header)) cell.value = index === 0 ? code : (example.value ?? wordFor(example.dataValidation, book));
    });
    const submission = await sent(sender(), kind, book);
    const items = await itemsOf(sender(), submission.id);
    expect(items.map((item) => [item.row, item.code, item.checks.filter((c: any) => c.severity === 'error')])).toEqual([[3, code, []]]);
    const fields = (await sender().get('kinds')).body.items.find((one: any) => one.name === kind).fields.filter((f: any) => !f.computed && !f.authorityOnly);
    const empty = fields.filter((f: any) => items[0].data[f.name] === null || items[0].data[f.name] === undefined).map((f: any) => f.name);
    expect(empty).toEqual(kind === 'sharing-agreements' ? ['segments'] : []);
    expect(submission.columns.filter((c: any) => !c.field)).toEqual([]);
    expect(await database.value(`select understood -> 'notes' -> 0 ->> 'vi' from submissions where id = $1`, [submission.id])).toContain(
      'Hàng 2 là hàng ví dụ',
    );
  });
});

/** Something a column with this rule takes. */
function wordFor(rule: any, book: Workbook): CellValue {
  if (rule?.type === 'list') {
    const [formula] = rule.formulae as [string];
    const [, sheet, cell] = /^'(.+)'!\$?([A-Z]+\$?\d+)/.exec(formula) ?? [];
    return sheet ? book.getWorksheet(sheet)!.getCell(cell!.replace('$', '')).value : formula.slice(1, -1).split(',')[0]!;
  }
  if (rule?.type === 'date') return new Date('2021-03-05');
  return rule?.type === 'decimal' || rule?.type === 'whole' ? Math.max(rule.formulae[0], 5) : 'chữ';
}
