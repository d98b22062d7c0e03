import excel from 'exceljs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ORGANIZATIONS } from '../../api/src/database/seed/organizations.js';
import type { SourceRow, SourceTable } from '../../api/src/formats/format.js';
import { withoutOwnMarks } from '../../api/src/formats/own-marks.js';
import { KINDS, kindNamed } from '../../api/src/registry/kinds.js';
import { editFinder } from '../../api/src/reports/edits.js';
import { columnOfFinding, marksOf, resultOf } from '../../api/src/reports/marks.js';
import { NewWorkbook } from '../../api/src/reports/new-workbook.js';
import { csvCell } from '../../api/src/reports/report-csv.js';
import type { ReportRow } from '../../api/src/reports/report-rows.js';
import { understandColumns } from '../../api/src/submissions/reading/columns.js';
import { valueReader } from '../../api/src/submissions/reading/values.js';
import type { Submission } from '../../api/src/submissions/submission.js';
import { cellOf, listOf } from '../../api/src/templates/cell-words.js';
import { templateBook } from '../../api/src/templates/template.js';
import { templateColumns } from '../../api/src/templates/template-columns.js';

const settable = (kind: (typeof KINDS)[number]) => kind.fields.filter((field) => !field.computed);

describe('a template’s columns', () => {
  it.each(KINDS)('of $name are understood as what they are', (kind) => {
    const columns = templateColumns(kind, settable(kind), ORGANIZATIONS);
    const uses = understandColumns(
      kind,
      columns.map(({ header }) => header),
    ).map(({ use }) => (use === null ? null : 'field' in use ? use.field.name : 'coordinate' in use ? use.coordinate : use.geometry));
    const places: Record<string, string[]> = { 'bts-stations': ['lon', 'lat'], 'cable-segments': ['wkt'], 'post-office-sites': ['lon', 'lat', 'wkt'] };
    expect(uses).toEqual([...settable(kind).map(({ name }) => name), ...(places[kind.name] ?? [])]);
  });

  it.each(KINDS)('of $name: every word of every list, and every example, is read back', (kind) => {
    const columns = templateColumns(kind, settable(kind), ORGANIZATIONS);
    const unread = settable(kind).flatMap((field, index) => {
      const read = valueReader(field, ORGANIZATIONS);
      const { example } = columns[index]!;
      return [...listOf(field, ORGANIZATIONS), ...(example === null ? [] : [example])].filter((word) => !('value' in read(word)));
    });
    expect(unread).toEqual([]);
  });

  it('keep to the lengths a spreadsheet takes', () => {
    for (const kind of KINDS)
      for (const { validation, header, note } of templateColumns(kind, settable(kind), ORGANIZATIONS)) {
        const { promptTitle = '', prompt = '', errorTitle = '', error = '' } = validation ?? {};
        const lengths = [promptTitle.length <= 32, prompt.length <= 255, errorTitle.length <= 32, error.length <= 255, note.length < 2000];
        expect([header, ...lengths]).toEqual([header, true, true, true, true, true]);
      }
  });
});

describe('a list too long for a rule', () => {
  const many = Array.from({ length: 40 }, (_, n) => ({ code: `dn${n}`, name: `Công ty số ${n}`, shortName: `Công ty, số ${n}`, synonyms: [] }));
  const folder = mkdtempSync(join(tmpdir(), 'reports-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function expectList(book: excel.Workbook, row: number): void {
    const lists = book.getWorksheet('Danh mục')!;
    const { formulae } = book.worksheets[0]!.getCell(row, 3).dataValidation;
    expect([lists.state, formulae, lists.getCell('A2').value, lists.getCell('A41').value]).toEqual([
      'hidden',
      [`'Danh mục'!$A$2:$A$41`],
      'Công ty, số 0',
      'Công ty, số 39',
    ]);
  }

  it('stands in a hidden sheet of the template, and of a report', async () => {
    const kind = kindNamed('bts-stations');
    const template = new excel.Workbook();
    await template.xlsx.load(await (await templateBook(kind, settable(kind), many)).xlsx.writeBuffer());
    expectList(template, 2);

    const target = join(folder, 'report.xlsx');
    const columns = templateColumns(kind, settable(kind).slice(0, 3), many).map((column) => ({ header: column.header, template: column }));
    const report = await NewWorkbook.open({ how: 'new', target, columns, titles: ['Một câu'] });
    report.add([{ row: 2, cells: ['A', 'a', 'x'], edits: [], marks: [[2, { severity: 'error', comment: 'LỖI DAT-02: x' }]], result: 'mới' }]);
    await report.finish([{ cells: ['Tóm tắt'] }]);
    const written = new excel.Workbook();
    await written.xlsx.readFile(target);
    expectList(written, 3);
    expect(written.worksheets.map(({ name }) => name)).toEqual(['Dữ liệu', 'Danh mục', 'Tóm tắt kiểm tra']);
  });
});

describe('values as words', () => {
  it.each([
    ['bts-stations', 'structure', 'environmentally_friendly', 'Thân thiện môi trường'],
    ['bts-stations', 'technologies', ['2G', '5G'], '2G, 5G'],
    ['bts-stations', 'shareable', false, 'Không'],
    ['bts-stations', 'heightM', 42.5, 42.5],
    ['bts-stations', 'builtOn', '2019-03-05', new Date('2019-03-05')],
    ['bts-stations', 'owner', 'vnpost', 'Vietnam Post'],
    ['sharing-agreements', 'tenants', ['vnpt', 'vtvcab'], 'VNPT; VTVcab'],
    ['sharing-agreements', 'items', ['mast', 'pole'], 'Cột ăng ten, Cột treo cáp'],
    ['sharing-agreements', 'stations', ['A1', 'B-2'], 'A1; B-2'],
    ['bts-stations', 'note', null, null],
  ] as const)('%s, %s: %j', (kind, name, value, cell) => {
    const field = kindNamed(kind).fields.find((one) => one.name === name)!;
    expect(cellOf(field, value, ORGANIZATIONS)).toEqual(cell);
  });
});

describe('what the registry wrote itself', () => {
  const table = (headers: string[], rows: SourceRow[]): SourceTable => ({
    columns: headers.map((header, index) => ({ header, letter: String.fromCharCode(65 + index) })),
    rows: (async function* () {
      yield rows;
    })(),
    hasGeometry: false,
    estimatedRows: rows.length,
  });
  const read = async (source: SourceTable) => {
    const left = withoutOwnMarks(source);
    const rows: SourceRow[] = [];
    for await (const batch of left.rows) rows.push(...batch);
    return { headers: left.columns.map(({ header, letter }) => `${letter} ${header}`), rows: rows.map(({ row, cells }) => [row, ...cells]), notes: left.notes };
  };

  it('an example row is left out with a note; a name that only sounds like it stays', async () => {
    const { rows, notes } = await read(
      table(
        ['Mã trạm', 'Tên'],
        [
          { row: 2, cells: ['VÍ DỤ: VD-001', 'x'] },
          { row: 3, cells: [null, 'ví dụ: y'] },
          { row: 4, cells: ['VD-001', 'Ví dụ: z'] },
        ],
      ),
    );
    expect(rows).toEqual([[4, 'VD-001', 'Ví dụ: z']]);
    expect(notes!.map(({ vi }) => vi)).toEqual([expect.stringContaining('Hàng 2'), expect.stringContaining('Hàng 3')]);
  });

  it('the column of results goes, wherever it stands, and the letters of the others stay', async () => {
    const { headers, rows } = await read(
      table(
        ['Mã', 'Kết quả kiểm tra', 'Tên'],
        [
          { row: 2, cells: ['A', 'mới', 'a'] },
          { row: 3, cells: [null, 'LỖI', null] },
          { row: 4, cells: ['B', null, 'b', 'thừa'] },
        ],
      ),
    );
    expect(headers).toEqual(['A Mã', 'C Tên']);
    expect(rows).toEqual([
      [2, 'A', 'a'],
      [4, 'B', 'b', 'thừa'],
    ]);
  });
});

const HEADERS: [string, string | null][] = [
  ['Mã trạm', 'code'],
  ['Độ cao cột (m)', 'heightM'],
  ['Vĩ độ', 'geometry'],
  ['Kinh độ', 'geometry'],
  ['Doanh nghiệp', 'owner'],
];
const AXES: Record<string, string> = { 'Vĩ độ': 'lat', 'Kinh độ': 'lon' };
const submission = {
  owner: { code: 'viettel', name: 'Viettel' },
  crs: { code: 'EPSG:4326', order: 'xy' },
  columns: HEADERS.map(([header, field], index) => ({
    header,
    field,
    use: AXES[header] ?? field,
    letter: String.fromCharCode(65 + index),
    label: null,
    samples: [],
  })),
} as unknown as Submission;
const item = (values: Partial<ReportRow>): ReportRow => ({
  id: 1,
  row: 5,
  code: 'A',
  change: 'new',
  before: null,
  edited: false,
  x: 105.5,
  y: 21.3,
  lon: 105.5,
  lat: 21.3,
  wkt: null,
  outline: null,
  checks: [],
  verdict: null,
  reason: null,
  comment: null,
  words: [],
  data: { code: 'A', heightM: 30, owner: 'viettel' },
  cells: ['A', '30', '21.3', '105.5', ''],
  ...values,
});
const height = { rule: 'BTS-01', severity: 'error', path: 'heightM', column: null, header: null, message: { vi: 'Thấp quá.', en: 'Too low.' } } as const;
const close = { rule: 'ID-02', severity: 'warning', path: 'geometry', column: null, header: null, message: { vi: 'Gần quá.', en: 'Too near.' } } as const;
const decision = { rule: 'DAT-01', severity: 'error', path: 'structure', column: null, header: null, message: { vi: 'Thiếu.', en: 'Missing.' } } as const;

describe('marks of a row', () => {
  it('findings stand at their column: by letter, by field, or in the column of results', () => {
    expect([height, close, decision].map((finding) => columnOfFinding(submission.columns, finding))).toEqual([1, 2, null]);
    expect(columnOfFinding(submission.columns, { ...close, column: 'D' })).toBe(3);
  });

  it('the comment begins with the severity in words, the rule and the message, Vietnamese first', () => {
    const marks = marksOf(submission.columns, item({ checks: [height, { ...height, severity: 'warning', rule: 'X-01' }, decision] }), new Map([[0, 'B']]));
    expect(marks.get(1)).toEqual({ severity: 'error', comment: expect.stringMatching(/^LỖI BTS-01: Thấp quá\.\nERROR BTS-01: Too low\.\n\nCẢNH BÁO X-01: /) });
    expect(marks.get(null)!.comment).toMatch(/^LỖI DAT-01: Thiếu\./);
    expect(marks.get(0)).toEqual({ severity: 'edited', comment: expect.stringContaining('“B”') });
  });

  it('the result says the outcome, what was found where, the verdict and the inspector’s words', () => {
    const row = item({ change: 'changed', checks: [height], verdict: 'returned', reason: 'wrong_location', comment: 'Bên kia đường', words: ['Xem ảnh'] });
    expect(resultOf(submission.columns, row).split('\n')).toEqual([
      'thay đổi',
      'LỖI BTS-01 (cột B “Độ cao cột (m)”): Thấp quá.',
      'Thẩm định: trả lại (Sai vị trí): Bên kia đường',
      'Cơ quan quản lý: Xem ảnh',
    ]);
  });
});

describe('what was mended by hand', () => {
  const editsOf = editFinder(kindNamed('bts-stations'), submission, ORGANIZATIONS);
  it('is a cell that no longer reads as what the item holds', () => {
    expect(editsOf(item({ edited: true }))).toEqual([]);
    const cells = ['A', '0', '105.5', '21.3', ''];
    expect(editsOf(item({ edited: true, cells }))).toEqual([
      { column: 1, value: 30, earlier: '0' },
      { column: 2, value: 21.3, earlier: '105.5' },
      { column: 3, value: 105.5, earlier: '21.3' },
    ]);
    expect(editsOf(item({ edited: false, cells }))).toEqual([]);
  });

  it('is not another spelling of the same', () => {
    expect(editsOf(item({ edited: true, cells: ['A', '30,0 m', '21°18\'00"', '105,5', 'VTL'] }))).toEqual([]);
  });
});

it.each([
  ['=1+1', `'=1+1`],
  ['+84', `'+84`],
  ['-5', `'-5`],
  ['@x', `'@x`],
  ['\tx', `"'\tx"`],
  ['a;b', '"a;b"'],
  ['a, b', '"a, b"'],
  ['nói "x"', '"nói ""x"""'],
  ['=a;"b"', `"'=a;""b"""`],
  ['hai\ndòng', '"hai\ndòng"'],
  ['Mã trạm', 'Mã trạm'],
])('a cell %j of the CSV report is written %j', (text, cell) => {
  expect(csvCell(text)).toBe(cell);
});
