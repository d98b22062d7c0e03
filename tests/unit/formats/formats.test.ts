import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { CSV } from '../../../api/src/formats/csv.js';
import { FileProblem, letterOf } from '../../../api/src/formats/format.js';
import type { Format, SourceTable } from '../../../api/src/formats/format.js';
import { openTable } from '../../../api/src/formats/formats.js';
import { GEOJSON } from '../../../api/src/formats/geojson.js';
import { JSON_ITEMS } from '../../../api/src/formats/json.js';
import { readNumber } from '../../../api/src/formats/number.js';
import { XLSX } from '../../../api/src/formats/xlsx/xlsx.js';
import { problemOf, rowsOf, shownTable } from './reading.js';

const folder = mkdtempSync(join(tmpdir(), 'formats-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
const fileOf = (content: string | Uint8Array): string => {
  const path = join(folder, `file-${files++}`);
  writeFileSync(path, content);
  return path;
};

/** Header and rows as short text: 'a|b', '2: 1|2'. */
async function shown(format: Format, content: string | Uint8Array): Promise<string[]> {
  return shownTable(await format.read(fileOf(content)));
}

const code = (letter: string): number => letter.charCodeAt(0);

describe('CSV', () => {
  test.each<[string, string, string[]]>([
    ['comma', 'a,b\n1,2\n', ['a|b', '2: 1|2']],
    ['semicolon, CRLF, BOM, no last line end', '\ufeffa;b\r\n1,5;2', ['a|b', '2: 1,5|2']],
    ['tab', 'a\tb\n1\t2,5', ['a|b', '2: 1|2,5']],
    ['blank lines keep the numbers of lines right', 'a,b\n\n1,2\n,\n3,4', ['a|b', '3: 1|2', '5: 3|4']],
    ['quotes with separator, quote and line end', 'a,b\n"x, ""y""\nz",2\n3,4', ['a|b', '2: x, "y"\nz|2', '4: 3|4']],
    ['a quote inside a cell', 'a,b\n105°35\'12.5",2', ['a|b', '2: 105°35\'12.5"|2']],
    ['signs that part records and fields in old formats', 'a,b\n1\x1fx,\x1c2\x1d3\x1e', ['a|b', '2: 1 x| 2 3 ']],
    ['carriage returns alone', 'a,b\r1,2\r3,4', ['a|b', '2: 1|2', '3: 3|4']],
    ['a title above', 'Danh sách trạm\n\nMã,Tên\n1,2', ['Mã|Tên', '4: 1|2']],
    ['a header twice, one empty, one more cell than headers', 'a,a,,b\n1,2,3,4,5', ['a|a (2)|(cột C)|b', '2: 1|2|3|4|5']],
  ])('%s', async (_, content, expected) => expect(await shown(CSV, content)).toEqual(expected));

  test('UTF-16 of Excel is read by its byte order mark', async () => {
    expect(await shown(CSV, Buffer.from('\ufeffMã\tTên\r\n1\tThổ Tang', 'utf16le'))).toEqual(['Mã|Tên', '2: 1|Thổ Tang']);
  });

  test('rows over many chunks come out whole', async () => {
    const line = (n: number): string => `${n},"Thổ Tang, ""${n}""\nHướng Đạo"`;
    const table = await CSV.read(fileOf(`a,b\n${Array.from({ length: 30_000 }, (_, n) => line(n)).join('\n')}`));
    const rows = await rowsOf(table);
    expect(rows).toHaveLength(30_000);
    expect(rows.every(({ row, cells }, n) => row === 2 + 2 * n && cells[0] === String(n) && cells[1] === `Thổ Tang, "${n}"\nHướng Đạo`)).toBe(true);
  });

  test.each([0, 1, 2])('a letter that begins in one piece of the file and ends in the next is one letter: %d bytes further on', async (shift) => {
    const [start, letters] = ['x'.repeat(shift), 'ế'.repeat(40_000)];
    expect(await shown(CSV, `a,b\n${start},${letters}\n1,2`)).toEqual(['a|b', `2: ${start}|${letters}`, '3: 1|2']);
  });

  test.each([0, 1, 2, 3])('and so is a letter of Windows-1258 with its mark: %d bytes further on', async (shift) => {
    const name = Buffer.from([...'Vi'].map(code).concat(0xde, [...'nh T'].map(code), 0xfd, 0xf5, 0xcc, [...'ng'].map(code)));
    const rows = Array.from({ length: 6000 }, (_, n) => Buffer.concat([Buffer.from(`${n},`), name, Buffer.from('\n')]));
    const read = await rowsOf(await CSV.read(fileOf(Buffer.concat([Buffer.from(`a${'a'.repeat(shift)},b\n`), ...rows]))));
    expect([...new Set(read.map(({ cells }) => cells[1]))]).toEqual(['Vĩnh Tường']);
    expect(read).toHaveLength(6000);
  });

  test.each<[string, string | Uint8Array, RegExp]>([
    ['not UTF-8 far into the file', Buffer.concat([Buffer.from(`a,b\n${'1,2\n'.repeat(50_000)}3,`), Buffer.from([0xe1, 0x20, 10])]), /UTF-8.*dòng 50002/],
    ['not UTF-8', Buffer.concat([Buffer.from('a,b\n1,2\n3,'), Buffer.from([0xe1, 0x20]), Buffer.from('\n')]), /UTF-8.*dòng 3/],
    ['empty', '', /không có dòng dữ liệu/],
    ['header only', 'a,b\n', /không có dòng dữ liệu/],
    ['open quote', 'a,b\n1,"2\n3,4\n', /Dòng 2.*ngoặc kép/],
    ['binary', 'a,b\n\0\0,1', /không phải văn bản/],
  ])('problem: %s', async (_, content, expected) => {
    const reading = CSV.read(fileOf(content)).then(rowsOf);
    expect(await problemOf(reading)).toMatch(expected);
  });

  test('any bytes give rows or a FileProblem', async () => {
    const text = fc
      .array(fc.constantFrom('a', '"', ',', ';', '\t', '\n', '\r', 'Đ', ' ', '1', '\ufeff', '\0'), { maxLength: 60 })
      .map((parts) => Buffer.from(parts.join('')));
    const bytes = fc.uint8Array({ maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(fc.oneof(text, bytes), async (content) => {
        const reading = CSV.read(fileOf(content)).then(rowsOf);
        const error: unknown = await reading.then(
          () => null,
          (reason: unknown) => reason,
        );
        return error === null || error instanceof FileProblem;
      }),
      { numRuns: 300 },
    );
  });
});

describe('XLSX', () => {
  const workbook = async (fill: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> => {
    const book = new ExcelJS.Workbook();
    fill(book);
    return new Uint8Array((await book.xlsx.writeBuffer()) as ArrayBuffer);
  };

  test('formulas, rich text, links, dates, errors, merged cells, blank rows and sheets', async () => {
    const content = await workbook((book) => {
      book.addWorksheet('Trống');
      const sheet = book.addWorksheet('Trạm');
      sheet.getCell('A1').value = 'Danh sách trạm BTS';
      sheet.mergeCells('A1:C1');
      sheet.addRow([]);
      sheet.addRow(['Mã', 'Tên', 'Ngày', 'Cao']);
      sheet.addRow([]);
      sheet.addRow([
        { richText: [{ text: 'Thổ ' }, { font: { bold: true }, text: 'Tang' }] },
        { text: 'liên kết', hyperlink: 'http://a' },
        new Date(Date.UTC(2019, 2, 5)),
        { formula: '1+1', result: 2 },
      ]);
      sheet.addRow([true, { error: '#N/A' }, null, 42.5]);
    });
    expect(await shown(XLSX, content)).toEqual(['Mã|Tên|Ngày|Cao', '5: Thổ Tang|liên kết|2019-03-05|2', '6: true|#N/A||42.5']);
  });

  test('a template with one row is chosen before a long guide; without rows it is said to be empty', async () => {
    const template = (rows: number): Promise<Uint8Array> =>
      workbook((book) => {
        book.addWorksheet('Hướng dẫn').addRows(Array.from({ length: 30 }, (_, n) => [`Cột ${n}`, 'Có', 'm']));
        book.addWorksheet('Dữ liệu').addRows([['Mã', 'Tên', 'Cao', 'Rộng', 'Ghi chú'], ...Array.from({ length: rows }, () => ['A', 'B', 1, 2, ''])]);
      });
    expect((await XLSX.read(fileOf(await template(1)))).sheet).toBe('Dữ liệu');
    expect(await problemOf(XLSX.read(fileOf(await template(0))))).toMatch(/không có dòng dữ liệu/);
  });

  test('long Vietnamese text stays whole', async () => {
    const name = (n: number): string => `Hướng Đạo Thổ Tang Đồng Ích ${n}`;
    const content = await workbook((book) => {
      const sheet = book.addWorksheet('A');
      sheet.addRow(['Mã', 'Tên']);
      for (let n = 0; n < 3000; n++) sheet.addRow([n, name(n)]);
    });
    const rows = await rowsOf(await XLSX.read(fileOf(content)));
    expect(rows.filter(({ cells }, n) => cells[1] !== name(n))).toEqual([]);
  });

  test('damaged or other archives are said to be so', async () => {
    const content = await workbook(
      (book) =>
        void book.addWorksheet('A').addRows([
          ['a', 'b'],
          [1, 2],
        ]),
    );
    for (const broken of [content.slice(0, content.length - 40), Buffer.from('PK\x03\x04 not a zip'), new Uint8Array(0)]) {
      expect(await problemOf(XLSX.read(fileOf(broken)))).toMatch(/tệp hỏng hoặc không phải/);
    }
  });

  test('any damage gives a table or a FileProblem', async () => {
    const content = await workbook(
      (book) =>
        void book.addWorksheet('A').addRows([
          ['a', 'b'],
          [1, 'Đ'],
        ]),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(content.length - 1), fc.nat(255), async (at, byte) => {
        const broken = content.slice();
        broken[at] = byte;
        const error: unknown = await XLSX.read(fileOf(broken))
          .then(rowsOf)
          .then(
            () => null,
            (reason: unknown) => reason,
          );
        return error === null || error instanceof FileProblem;
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});

describe('GeoJSON and JSON', () => {
  const feature = (properties: object | null, geometry: unknown = { type: 'Point', coordinates: [105.6, 21.3] }): object => ({
    type: 'Feature',
    properties,
    geometry,
  });
  const table = (value: unknown, format: Format = GEOJSON): Promise<SourceTable> => format.read(fileOf(JSON.stringify(value)));

  test('columns are the union of all properties; lists become text; NUL is taken out', async () => {
    const read = await table({ type: 'FeatureCollection', features: [feature({ a: 'x\0' }), feature(null), feature({ b: ['3G', '4G'] }, null)] });
    const rows = await rowsOf(read);
    expect(read.columns).toEqual([
      { header: 'a', letter: null },
      { header: 'b', letter: null },
    ]);
    expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual([
      [1, 'x', null],
      [2, null, null],
      [3, null, '3G; 4G'],
    ]);
    expect(rows.map(({ geometry }) => geometry?.type ?? null)).toEqual(['Point', 'Point', null]);
  });

  test.each([
    ['urn:ogc:def:crs:EPSG::5897', 5897],
    ['EPSG:9208', 9208],
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 4326],
  ])('crs %s', async (name, crs) => {
    expect((await table({ type: 'FeatureCollection', crs: { type: 'name', properties: { name } }, features: [feature({})] })).crs).toBe(crs);
  });

  test('.json takes records by field name, or GeoJSON', async () => {
    const items = await table([{ code: 'A', geometry: { type: 'Point', coordinates: [1, 2] } }, { code: 'B' }], JSON_ITEMS);
    expect((await rowsOf(items)).map(({ cells, geometry }) => [cells[0], geometry?.type])).toEqual([
      ['A', 'Point'],
      ['B', undefined],
    ]);
    expect((await table([feature({ code: 'C' })], JSON_ITEMS)).columns[0]!.header).toBe('code');
  });

  test.each<[string, string, RegExp]>([
    ['cut short', '{"type":"FeatureCollection",\n"features":[', /JSON đúng cú pháp.*dòng 2/],
    ['no features', '{"a":1}', /không phải GeoJSON/],
    ['empty', ' ', /Tệp trống/],
    ['nothing in it', '{"type":"FeatureCollection","features":[]}', /không có đối tượng/],
    ['a bare geometry among features', '[{"type":"Feature"},{"type":"Point"}]', /thứ 2/],
    ['unknown system', '{"type":"FeatureCollection","crs":{"properties":{"name":"HN-72"}},"features":[{"type":"Feature"}]}', /“HN-72”/],
  ])('problem: %s', async (_, content, expected) => expect(await problemOf(GEOJSON.read(fileOf(content)))).toMatch(expected));

  test('any JSON gives a table or a FileProblem', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (content) => {
        const error: unknown = await JSON_ITEMS.read(fileOf(content))
          .then(rowsOf)
          .then(
            () => null,
            (reason: unknown) => reason,
          );
        return error === null || error instanceof FileProblem;
      }),
    );
  });
});

test.each<[string, string, RegExp]>([
  ['a.pdf', 'x', /“.pdf”/],
  ['a', 'x', /không có đuôi/],
  ['a.shp', 'x', /Nén tất cả tệp cùng tên/],
  ['a.dwg', 'x', /AutoCAD DXF/],
  ['a.rar', 'x', /Chỉ nhận tệp nén .zip/],
  ['a.xls', 'x', /Excel cũ/],
])('not taken: %s', async (name, content, expected) => expect(await problemOf(openTable(fileOf(content), name))).toMatch(expected));

test.each([
  ['42', 42, undefined],
  ['-42,5', -42.5, undefined],
  ['1.234,5', 1234.5, undefined],
  ['1,234.5', 1234.5, undefined],
  ['1 234,5', 1234.5, undefined],
  ['2.356.283', 2_356_283, undefined],
  ['1.250', 1.25, 1250],
  ['0,125', 0.125, undefined],
])('number %s', (text, value, grouped) => expect(readNumber(text)).toMatchObject({ value, ...(grouped ? { grouped } : {}) }));

test.each(['', 'abc', '1.2.3', '1,2,3', '2.36E+06', '1.23.456', '12-3', '1..2'])('no number: %p', (text) => expect(readNumber(text)).toBeNull());

test('letters of columns', () => expect([0, 25, 26, 701, 702].map(letterOf)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']));
