import excel, { type Workbook, type Worksheet } from 'exceljs';
import { readFile } from 'node:fs/promises';
import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { openSql, type Sql } from '../support/sql.js';
import { draft, inReview, itemsOf, people, register, station, step } from '../support/submitting.js';
import { open, bookFrom, sent, headersOf, noteOf, fillOf, columnOf } from '../support/workbooks.js';

let registry: Registry;
let database: Sql;
let viettel: Client, vnpt: Client, inspector: Client;

beforeAll(async () => {
  registry = await startRegistry();
  database = await openSql(registry);
  [viettel, vnpt, inspector] = (await people(registry.url, 'viettel', 'vnpt', 'inspector')) as [Client, Client, Client];
});
afterAll(() => database?.close());

describe('the operator’s own workbook back', () => {
  const FILE = 'operator-file-with-errors.xlsx';
  let id: number;
  let back: Workbook;
  let sheet: Worksheet;

  beforeAll(async () => {
    const book = await open(await readFile(new URL(`../../geo-data/sample/${FILE}`, import.meta.url)));
    const own = book.getWorksheet('Trạm mới')!;
    own.getCell('C3').fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFABCDEF' } };
    own.getCell('O5').note = 'Xem lại số này';
    own.getCell('P3').value = { formula: 'O3+1', result: Number(own.getCell('O3').value) + 1 };
    own.getColumn(2).width = 33;
    const other = book.addWorksheet('Tính toán');
    other.getCell('A1').value = { formula: `SUM('Trạm mới'!O2:O16)`, result: 500 };
    id = (await sent(viettel, 'bts-stations', book, 'Trạm mới T12.xlsx')).id;
    back = await bookFrom(viettel, `submissions/${id}/report.xlsx`);
    sheet = back.worksheets[0]!;
  });

  it('has fills and comments in words at the cells concerned, in both languages', () => {
    expect(['O5', 'K9', 'I13'].map((address) => noteOf(sheet, address).split(':')[0])).toEqual(['LỖI BTS-01', 'LỖI DAT-02', 'LỖI GEO-02']);
    expect(noteOf(sheet, 'O5')).toBe(
      'LỖI BTS-01: Chiều cao cột 0 m không hợp lệ. Nhập từ 1 đến 200 mét.\nERROR BTS-01: Mast height 0 m is not valid. Enter from 1 to 200 metres.\n-----\nXem lại số này',
    );
    expect(new Set(['O5', 'K9', 'I13'].map((address) => fillOf(sheet, address)))).toEqual(new Set(['FFFFC9C9']));
    // Cells of the same look share a style in the file.
    expect(['O4', 'O6', 'K8', 'I12'].map((address) => fillOf(sheet, address))).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('has a last column with outcome and messages, a filter, and a sheet of counts', () => {
    const last = columnOf(sheet, 'Kết quả kiểm tra');
    expect(last).toBe(headersOf(sheet).length);
    expect(sheet.getCell(5, last).text).toBe('mới\nLỖI BTS-01 (cột O “Độ cao cột (m)”): Chiều cao cột 0 m không hợp lệ. Nhập từ 1 đến 200 mét.');
    expect(sheet.getCell(4, last).text).toMatch(/^mới/);
    expect(sheet.autoFilter).toBe(`A1:${sheet.getCell(16, last).address}`);
    const summary = back.getWorksheet('Tóm tắt kiểm tra')!;
    expect(summary.getSheetValues().flat()).toEqual(expect.arrayContaining(['LỖI BTS-01', 'LỖI DAT-02', 'LỖI GEO-02']));
  });

  it('keeps formats, formulas and other sheets', () => {
    expect([fillOf(sheet, 'C3'), sheet.getColumn(2).width, sheet.getCell('P3').formula]).toEqual(['FFABCDEF', 33, 'O3+1']);
    expect(sheet.getCell('U5').value).toBeInstanceOf(Date);
    expect(back.getWorksheet('Tính toán')!.getCell('A1').value).toEqual({ formula: `SUM('Trạm mới'!O2:O16)`, result: 500 });
  });

  it('is called after the file', async () => {
    const answer = await viettel.get(`submissions/${id}/report.xlsx`);
    expect(decodeURIComponent(answer.headers.get('content-disposition')!)).toContain("filename*=UTF-8''Trạm mới T12-ket-qua-kiem-tra.xlsx");
  });

  it('mended by its comments and sent again it is clean, and what the registry wrote is left aside', async () => {
    sheet.getCell('O5').value = 42;
    sheet.getCell('K9').value = 'Cồng kềnh';
    const [lon, lat] = [sheet.getCell('J13').value, sheet.getCell('I13').value];
    sheet.getCell('I13').value = lon;
    sheet.getCell('J13').value = lat;
    const again = await sent(viettel, 'bts-stations', back, 'Trạm mới T12-ket-qua-kiem-tra.xlsx');
    expect(again.counts).toMatchObject({ total: 15, withErrors: 0 });
    expect(again.columns.map((column: any) => column.header)).not.toContain('Kết quả kiểm tra');
    const clean = await bookFrom(viettel, `submissions/${again.id}/report.xlsx`);
    const [first] = clean.worksheets;
    expect(headersOf(first!).filter((header) => header === 'Kết quả kiểm tra')).toHaveLength(1);
    expect(clean.worksheets.map(({ name }) => name)).toEqual(['Trạm mới', 'Tính toán', 'Tóm tắt kiểm tra']);
    expect([noteOf(first!, 'O5'), noteOf(first!, 'K9'), fillOf(first!, 'K9')]).toEqual(['Xem lại số này', '', undefined]);
    expect(first!.getCell(5, columnOf(first!, 'Kết quả kiểm tra')).text).not.toContain('LỖI');
  });

  it('shows what was mended in place, with what the file had', async () => {
    const [height] = (await itemsOf(viettel, id, '&severity=error')).filter((item) => item.row === 5);
    await viettel.patch(`submissions/${id}/items/${height.id}`, { values: { heightM: '42,5', builtOn: '05/03/2019' } });
    const [swapped] = (await itemsOf(viettel, id, '&severity=error')).filter((item) => item.row === 13);
    await viettel.patch(`submissions/${id}/items/${swapped.id}`, { values: { x: 105.36, y: 21.48 } });
    const report = (await bookFrom(viettel, `submissions/${id}/report.xlsx`)).worksheets[0]!;
    expect([report.getCell('O5').value, report.getCell('I13').value, report.getCell('J13').value]).toEqual([42.5, 105.36, 21.48]);
    expect(report.getCell('T5').value).toEqual(new Date('2019-03-05'));
    expect(noteOf(report, 'O5')).toMatch(/^ĐÃ SỬA: .*“0”.*\nEDITED: [^]*Xem lại số này$/);
    expect(report.getCell('P3').formula).toBe('O3+1');
  });

  it('keeps what was given to many rows of a file without that column, and what was left out stays out', async () => {
    const book = new excel.Workbook();
    const own = book.addWorksheet('Trạm');
    own.addRow(['Mã trạm', 'Tên trạm', 'Loại trạm', 'Độ cao cột', 'Công nghệ', 'Kinh độ', 'Vĩ độ']);
    for (const n of [1, 2, 3]) own.addRow([`BỎ-${n}`, `Trạm ${n}`, 'Cồng kềnh', n === 3 ? 0 : 30, '4G', 105.42 + n / 100, 21.4012]);
    own.addRow([null, 'Tổng cộng: 3 trạm']);
    const first = await sent(viettel, 'bts-stations', book);
    expect(first.counts).toMatchObject({ total: 3, withErrors: 3 });
    expect(await database.value(`select understood -> 'notes' -> 0 ->> 'vi' from submissions where id = $1`, [first.id])).toContain('Hàng 5 là hàng tổng cộng');
    await viettel.patch(`submissions/${first.id}/items`, { items: 'all', values: { status: 'operating' } });
    const [low] = (await itemsOf(viettel, first.id)).filter((item) => item.row === 4);
    await viettel.del(`submissions/${first.id}/items/${low.id}`);

    const report = await bookFrom(viettel, `submissions/${first.id}/report.xlsx`);
    const sheet = report.worksheets[0]!;
    const [result, status] = ['Kết quả kiểm tra', 'Tình trạng'].map((header) => columnOf(sheet, header)) as [number, number];
    expect([2, 3, 4].map((row) => sheet.getCell(row, status).text)).toEqual(['Đang hoạt động', 'Đang hoạt động', '']);
    expect(sheet.getCell(4, result).text).toMatch(/^ĐÃ BỎ khỏi hồ sơ số \d+/);
    expect((await sent(viettel, 'bts-stations', report, 'lại.xlsx')).counts).toMatchObject({ total: 2, withErrors: 0 });
  });

  it('says the verdict and the inspector’s words', async () => {
    const [structure] = (await itemsOf(viettel, id)).filter((item) => item.row === 9);
    await viettel.patch(`submissions/${id}/items/${structure.id}`, { values: { structure: 'Cồng kềnh' } });
    await step(viettel, id, 'submit');
    await step(inspector, id, 'claim');
    await step(inspector, id, 'decide', { items: [structure.id], verdict: 'returned', reason: 'wrong_location', comment: 'Cột ở bên kia đường' });
    const report = (await bookFrom(viettel, `submissions/${id}/report.xlsx`)).worksheets[0]!;
    expect(report.getCell(9, columnOf(report, 'Kết quả kiểm tra')).text).toContain('Thẩm định: trả lại (Sai vị trí): Cột ở bên kia đường');
  });
});

describe('a file under a title, with a table and a shared formula', () => {
  it('comes back whole, the header being looked for', async () => {
    const book = new excel.Workbook();
    const sheet = book.addWorksheet('Sheet1');
    sheet.addRow(['DANH SÁCH TRẠM BTS NĂM 2020']);
    sheet.addRow([]);
    sheet.addRow(['Mã trạm', 'Tên trạm', 'Loại trạm', 'Độ cao cột (m)', 'Công nghệ', 'Tình trạng', 'Kinh độ', 'Vĩ độ', 'Cộng']);
    for (let n = 0; n < 3; n++) sheet.addRow([`T-${n}`, `Trạm ${n}`, 'TTMT', n === 1 ? 500 : 30, '4G', 'Hoạt động', 105.6001 + n / 1000, 21.3001]);
    sheet.fillFormula('I4:I6', 'D4*2', [60, 1000, 60]);
    const { id } = await sent(viettel, 'bts-stations', book);
    const report = (await bookFrom(viettel, `submissions/${id}/report.xlsx`)).worksheets[0]!;
    expect([report.getCell('J3').text, report.getCell('J2').value, report.autoFilter]).toEqual(['Kết quả kiểm tra', null, 'A3:J6']);
    expect(noteOf(report, 'D5')).toMatch(/^LỖI BTS-01/);
    expect([report.getCell('I5').formula, report.getCell('I6').formula]).toEqual(['D5*2', 'D6*2']);
  });
});

describe('what did not come as a workbook', () => {
  const CSV =
    'Mã trạm;Tên trạm;Loại trạm;Chiều cao cột;Công nghệ;Tình trạng;X;Y;Ghi chú riêng\n' +
    'C1;Trạm 1;lạ;30;4G;Đang hoạt động;2356283,311;562055,187;=cmd()\n' +
    'C2;=1+1;Cồng kềnh;0;4G;Đang hoạt động;2356300,1;562100,2;\n';

  it('CSV becomes a workbook in the form of the template that can be mended and sent', async () => {
    const { id } = (await viettel.upload('submissions', { kind: 'bts-stations' }, { name: 'tram.csv', content: CSV })).body;
    const book = await bookFrom(viettel, `submissions/${id}/report.xlsx`);
    const sheet = book.worksheets[0]!;
    expect(headersOf(sheet)).toEqual([
      'Mã trạm *',
      'Tên trạm *',
      'Loại trạm *',
      'Chiều cao cột (m) *',
      'Công nghệ *',
      'Tình trạng *',
      'X',
      'Y',
      'Ghi chú riêng',
      'Kết quả kiểm tra',
    ]);
    expect([sheet.getCell('C2').value, sheet.getCell('B3').value, sheet.getCell('I2').value, sheet.getCell('G2').value]).toEqual([
      'lạ',
      '=1+1',
      '=cmd()',
      '2356283,311',
    ]);
    expect(sheet.getCell('B3').type).toBe(excel.ValueType.String);
    expect([noteOf(sheet, 'C2'), noteOf(sheet, 'D3')]).toEqual([expect.stringMatching(/^LỖI DAT-02/), expect.stringMatching(/^LỖI BTS-01/)]);
    expect(sheet.getCell('C2').dataValidation.type).toBe('list');
    sheet.getCell('C2').value = 'Cồng kềnh';
    sheet.getCell('D3').value = 30;
    const again = await sent(viettel, 'bts-stations', book);
    expect(again).toMatchObject({ counts: { total: 2, withErrors: 0 }, crs: { code: 'EPSG:5897', order: 'yx' } });
  });

  it('records sent as JSON get columns for their place, and for what is missing', async () => {
    const { structure: _, ...incomplete } = station({ code: 'J1' });
    const id = await draft(viettel, 'bts-stations', [incomplete, station({ code: 'J2', note: 'ghi' })]);
    const book = await bookFrom(viettel, `submissions/${id}/report.xlsx`);
    const sheet = book.worksheets[0]!;
    expect(headersOf(sheet)).toEqual(expect.arrayContaining(['Mã trạm *', 'Kinh độ *', 'Vĩ độ *', 'Loại trạm *', 'Kết quả kiểm tra']));
    const at = sheet.getCell(2, columnOf(sheet, 'Loại trạm'));
    expect(noteOf(sheet, at.address)).toMatch(/^LỖI DAT-01/);
    at.value = 'Cồng kềnh';
    const again = await sent(viettel, 'bts-stations', book);
    expect(again.counts).toMatchObject({ total: 2, withErrors: 0 });
    const places = async (submission: number) => (await itemsOf(viettel, submission)).map((item) => item.geometry.coordinates);
    expect(await places(again.id)).toEqual(await places(id));
  });

  it('a cell left blank because nothing was said keeps what the register holds', async () => {
    const one = station({ code: 'K1', address: 'Đường cũ' });
    await register(viettel, inspector, 'bts-stations', [one]);
    const id = await draft(viettel, 'bts-stations', [{ code: 'K1', heightM: 33 }, station({ code: 'K2', address: 'Đường mới' })]);
    const again = await sent(viettel, 'bts-stations', await bookFrom(viettel, `submissions/${id}/report.xlsx`));
    expect((await itemsOf(viettel, again.id)).map((item) => [item.code, item.change, item.changedFields])).toEqual([
      ['K1', 'changed', ['heightM']],
      ['K2', 'new', []],
    ]);
  });

  it('a package too large for a workbook of its own gives the rows with problems, and says so in its first sheet', async () => {
    const row = (n: number) => `L${n};Trạm ${n};Cồng kềnh;${n % 5000 === 1 ? 0 : 30};4G;Đang hoạt động;105.${50000 + n};21.3001`;
    const content = `Mã trạm;Tên trạm;Loại trạm;Chiều cao cột;Công nghệ;Tình trạng;Kinh độ;Vĩ độ\n${Array.from({ length: 20_001 }, (_, n) => row(n)).join('\n')}\n`;
    const { id } = (await viettel.upload('submissions', { kind: 'bts-stations' }, { name: 'lon.csv', content })).body;
    // On a slow machine the answer comes before all is checked.
    while ((await viettel.get(`submissions/${id}`)).body.work) await new Promise((done) => setTimeout(done, 200));
    const [sheet] = (await bookFrom(viettel, `submissions/${id}/report.xlsx`)).worksheets;
    expect(sheet!.getCell('A1').text).toContain('Hồ sơ có 20001 bản ghi nên tệp này chỉ gồm các hàng có vấn đề');
    expect(headersOf(sheet!, 2).at(-1)).toBe('Kết quả kiểm tra');
    const errors = (await itemsOf(viettel, id, '&severity=error')).length;
    const results = sheet!.getColumn(columnOf(sheet!, 'Kết quả kiểm tra', 2)).values.filter((text) => String(text).includes('LỖI BTS-01'));
    expect([results.length, errors]).toEqual([4, 4]);
    expect(String(results[0])).toMatch(/^Hàng 3 của tệp đã gửi\nmới\n/);
  });
});

describe('the report as CSV and JSON', () => {
  let id: number;
  beforeAll(async () => {
    const content = `Mã trạm;Tên trạm;Loại trạm;"=HYPERLINK(""x"")";Chiều cao cột;Công nghệ;Tình trạng;Kinh độ;Vĩ độ\n@SUM(1);a;lạ;z;0;4G;Đang hoạt động;105.6001;21.3001\nN2;b;Cồng kềnh;z;30;4G;Đang hoạt động;105.6101;21.3001\n`;
    id = (await viettel.upload('submissions', { kind: 'bts-stations' }, { name: 'Trạm.csv', content })).body.id;
  });

  it('CSV has a line for each thing found, and nothing a spreadsheet would run', async () => {
    const answer = await viettel.fetch('GET', `submissions/${id}/report.csv`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [header, ...lines] = bytes.toString('utf8').slice(1).trim().split('\r\n');
    expect(header).toBe('Hàng;Cột;Tiêu đề cột;Mã bản ghi;Quy tắc;Mức độ;Nội dung;Message');
    expect(lines.filter((line) => line.includes(';LỖI;')).map((line) => line.split(';').slice(0, 6).join(';'))).toEqual([
      "2;E;Chiều cao cột;'@SUM(1);BTS-01;LỖI",
      "2;C;Loại trạm;'@SUM(1);DAT-02;LỖI",
    ]);
    expect(lines.flatMap((line) => line.split(';')).filter((cell) => /^"?[=+\-@\t]/.test(cell))).toEqual([]);
  });

  it('JSON has the submission, its counts, the rules and the items concerned', async () => {
    const { body } = await viettel.get(`submissions/${id}/report.json`);
    expect(body).toMatchObject({ submission: { id, kind: 'bts-stations', owner: { code: 'viettel' } }, counts: { total: 2, withErrors: 1 } });
    expect(body.rules).toEqual(
      expect.arrayContaining([{ rule: 'BTS-01', severity: 'error', items: 1, findings: 1, title: expect.objectContaining({ en: expect.any(String) }) }]),
    );
    expect(body.items[0]).toMatchObject({ row: 2, code: '@SUM(1)', change: 'new' });
    expect(body.items[0].problems).toEqual(
      expect.arrayContaining([expect.objectContaining({ rule: 'DAT-02', path: 'structure', column: 'C', header: 'Loại trạm', severity: 'error' })]),
    );
  });

  it('is for those who may see the submission', async () => {
    for (const ending of ['xlsx', 'csv', 'json']) {
      expect((await vnpt.get(`submissions/${id}/report.${ending}`)).status).toBe(404);
      // A draft is its maker's; once sent the authority sees it too.
      expect((await inspector.get(`submissions/${id}/report.${ending}`)).status).toBe(404);
    }
    const seen = await inReview(viettel, inspector, 'bts-stations', [station()]);
    for (const ending of ['xlsx', 'csv', 'json']) expect((await inspector.get(`submissions/${seen}/report.${ending}`)).status).toBe(200);
  });
});
