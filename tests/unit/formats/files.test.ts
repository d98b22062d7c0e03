import type { SourceTable } from '../../../api/src/formats/format.js';
import { useSourceOfGdalWorker } from '../../support/gdal.js';
import { fixtureNames, openFixture, problemOf, rowsOf, shownTable } from './reading.js';

useSourceOfGdalWorker();

const HEADER = 'Mã trạm|Tên trạm|Đơn vị quản lý|Kinh độ|Vĩ độ|Loại trạm|Độ cao cột (m)|Ngày phát sóng';
const FIRST = 'VPC0001|Thổ Tang 1|Viettel Vĩnh Phúc|105.4951|21.2603|cồng kềnh|42.5|05/03/2012';
const LAST = 'VPC0004|Lãng Công|Viettel Vĩnh Phúc|105.3921|21.5213|cồng kềnh|48|15/09/2014';
const comma = (line: string): string => line.replaceAll('.', ',');
const notesOf = (table: SourceTable): string => table.notes!.map((note) => note.vi).join(' ');

test('how many rows there will be is told beforehand, but for titles, totals and blank rows', async () => {
  const wrong: string[] = [];
  for (const name of fixtureNames()) {
    const table = await openFixture(name).catch(() => null);
    if (!table) continue;
    const { length } = await rowsOf(table);
    if (!(table.estimatedRows! >= length && table.estimatedRows! <= length + 12)) wrong.push(`${name}: ${table.estimatedRows} for ${length}`);
  }
  expect(wrong).toEqual([]);
});

describe('CSV', () => {
  test.each<[string, string, number, string, string]>([
    ['comma-bom.csv', 'UTF-8', 1, FIRST, LAST],
    ['semicolon-sep.csv', 'UTF-8', 2, comma(FIRST), comma(LAST)],
    ['semicolon-titles.csv', 'UTF-8', 4, comma(FIRST), comma(LAST)],
    ['tab-utf16.txt', 'UTF-16', 1, FIRST, LAST],
    ['pipe.csv', 'UTF-8', 1, FIRST, LAST],
    ['windows-1258.csv', 'Windows-1258', 1, FIRST, LAST],
    ['tcvn3.csv', 'TCVN3 (ABC)', 1, FIRST, LAST],
    ['vni.csv', 'VNI', 1, FIRST, LAST],
  ])('%s', async (name, encoding, headerRow, first, last) => {
    const table = await openFixture(name);
    expect(await shownTable(table)).toEqual([HEADER, `${headerRow + 1}: ${first}`, expect.any(String), expect.any(String), `${headerRow + 4}: ${last}`]);
    expect(table).toMatchObject({ format: 'csv', encoding, headerRow });
  });

  test('a legacy font is told of', async () => expect(notesOf(await openFixture('tcvn3.csv'))).toMatch(/TCVN3 \(ABC\).*đổi sang Unicode/));

  test('header over two rows, with a row that numbers the columns', async () => {
    const [header, first] = await shownTable(await openFixture('two-row-header.csv'));
    expect(header).toBe('STT|Mã trạm|Tên trạm|Đơn vị quản lý|Tọa độ / Kinh độ|Tọa độ / Vĩ độ');
    expect(first).toBe('4: 1|VPC0001|Thổ Tang 1|Viettel Vĩnh Phúc|105.4951|21.2603');
  });

  test('a row of groups above the header', async () => {
    const [header] = await shownTable(await openFixture('group-row.csv'));
    expect(header).toBe('Thông tin chung / Mã trạm|Thông tin chung / Tên trạm|Thông tin chung / Chủ sở hữu|Vị trí / X|Vị trí / Y|Ghi chú');
  });
});

describe('XLSX', () => {
  test('titles, a header merged over three rows, line breaks in it, numbered columns', async () => {
    const table = await openFixture('titles-merged-header.xlsx');
    const shown = await shownTable(table);
    expect(shown[0]).toBe('STT|Mã trạm|Tên trạm|Vị trí / Tọa độ / Kinh độ|Vị trí / Tọa độ / Vĩ độ|Vị trí / Huyện|Độ cao cột (m)|Ngày phát sóng');
    expect(shown[1]).toBe('8: 1|VPC0001|Thổ Tang 1|105.4951|21.2603|Lập Thạch|42.5|2012-03-05');
    expect(table.headerRow).toBe(6);
  });

  test('the sheet that looks like data is read, another when asked for; hidden ones are told of', async () => {
    const table = await openFixture('several-sheets.xlsx');
    expect((await shownTable(table))[0]).toBe(HEADER);
    expect(table).toMatchObject({
      sheet: 'Trạm',
      sheets: [
        { name: 'Hướng dẫn', rows: 3 },
        { name: 'Trạm', rows: 5 },
      ],
    });
    expect(notesOf(table)).toContain('“Danh mục”');
    expect(await shownTable(await openFixture('several-sheets.xlsx', { sheet: 'Danh mục' }))).toEqual(['Mã|Tên', '2: VIETTEL|Viettel', '3: VNPT|VNPT']);
    expect(await problemOf(openFixture('several-sheets.xlsx', { sheet: 'Cột' }))).toMatch(/“Cột”.*Hướng dẫn, Trạm/);
  });

  test('hidden rows and columns are read and told of', async () => {
    const table = await openFixture('hidden-rows.xlsx');
    expect(await rowsOf(table)).toHaveLength(4);
    expect(table.hiddenRows).toBe(1);
    expect(notesOf(table)).toMatch(/1 hàng đang ẩn.*1 cột đang ẩn/);
  });

  test('results of formulas, rich text, links, dates, booleans, errors', async () => {
    expect(await shownTable(await openFixture('formulas.xlsx'))).toEqual([
      'Mã trạm|Tên trạm|Độ cao cột|Ngày cấp|Dùng chung|Ghi chú',
      '2: VPC0001|Thổ Tang|42.5|2019-03-05|true|#N/A',
      '3: VPC0002|Hướng Đạo|18|2020-12-25|false| ',
    ]);
  });

  test('days counted from 1904', async () => expect((await shownTable(await openFixture('dates-1904.xlsx')))[1]).toBe('2: VPC0001|2012-03-05'));

  test('TCVN3 in some columns only', async () => {
    const table = await openFixture('tcvn3.xlsx');
    expect((await shownTable(table)).slice(0, 2)).toEqual([HEADER, `2: ${FIRST}`]);
    expect(table.encoding).toBe('TCVN3 (ABC)');
  });

  test('as other programs write it: prefixes, inline text, no references', async () => {
    const table = await openFixture('foreign.xlsx');
    expect(await shownTable(table)).toEqual(['Mã trạm|Tên <trạm>', '2: VPC0001|Thổ\r Tang|42.5']);
    expect(table.sheet).toBe('Trạm & cột');
  });
});

describe('GeoJSON and KML', () => {
  const at = async (table: SourceTable): Promise<unknown> => (await rowsOf(table))[0]!.geometry;
  const POINT = { type: 'Point', coordinates: [105.4951, 21.2603] };

  test.each([['stations.geojson'], ['stations.geojsonl'], ['sequence.geojsons']])('%s', async (name) => {
    const table = await openFixture(name);
    expect(await at(table)).toEqual(POINT);
    expect((await shownTable(await openFixture(name)))[4]).toBe(`4: ${LAST}`);
  });

  test.each([
    ['vn2000.geojson', 5897],
    ['utm.geojson', 32648],
  ])('%s names its system', async (name, crs) => expect((await openFixture(name)).crs).toBe(crs));

  test('KML: folders, extended data of both kinds, lines, a collection of one', async () => {
    const table = await openFixture('folders.kml');
    const rows = await rowsOf(table);
    expect(table.columns.map(({ header }) => header)).toEqual(['name', 'description', 'Độ cao cột', 'Loại trạm', 'Folder']);
    expect(rows[0]!.cells).toEqual(['VPC0001', 'Thổ Tang 1 Vĩnh Phúc', '42.5', 'cồng kềnh', 'Vĩnh Tường']);
    expect(rows.map(({ geometry }) => geometry)).toEqual([
      POINT,
      expect.objectContaining({ type: 'Point' }),
      {
        type: 'LineString',
        coordinates: [
          [105.55, 21.38],
          [105.56, 21.39],
        ],
      },
    ]);
    expect(table).toMatchObject({
      crs: 4326,
      sheets: [
        { name: 'Vĩnh Tường', rows: 1 },
        { name: 'Tam Dương', rows: 2 },
      ],
    });
    expect(await rowsOf(await openFixture('folders.kml', { sheet: 'Tam Dương' }))).toHaveLength(2);
  });

  test('KMZ', async () => expect(await at(await openFixture('pictures.kmz'))).toEqual(POINT));
});

describe('through GDAL', () => {
  const GRID = { type: 'Point', coordinates: [551388.21, 2351860.74] };
  const NAMES = 'VPC0001|Thổ Tang 1|Viettel Vĩnh Phúc|42.5';

  test.each<[string, object]>([
    ['shp-utf8.zip', { format: 'shp', crs: 5897, encoding: 'UTF-8' }],
    ['shp-tcvn3.zip', { format: 'shp', crs: 5897, encoding: 'TCVN3 (ABC)' }],
    ['mif-vni.zip', { format: 'mif', crs: 5897, encoding: 'VNI' }],
    ['mif-1258.zip', { format: 'mif', crs: 5897, encoding: 'Windows-1258' }],
  ])('%s', async (name, expected) => {
    const table = await openFixture(name);
    const [row] = await rowsOf(table);
    expect(table.columns.map(({ header }) => header)).toEqual(['MA_TRAM', 'TEN_TRAM', 'DON_VI', 'DO_CAO', 'NGAY']);
    expect([row!.cells.slice(0, 4).join('|'), row!.geometry]).toEqual([NAMES, GRID]);
    expect(table).toMatchObject(expected);
  });

  test('a Shapefile without .prj and .cpg, in a folder: its system stays open', async () => {
    const table = await openFixture('shp-without-prj.zip');
    expect((await rowsOf(table))[0]!.cells[1]).toBe('Thổ Tang 1');
    expect(table.crs).toBeUndefined();
  });

  test('MapInfo TAB', async () => {
    const table = await openFixture('tab.zip');
    expect((await shownTable(table))[1]).toMatch(/^1: VPC0001\|Tho Tang\|Viettel\|42.5\|2010.03.05$/);
    expect(table.crs).toBe(5897);
  });

  test('GeoPackage of two layers', async () => {
    const table = await openFixture('two-layers.gpkg.zip');
    expect(table).toMatchObject({
      format: 'gpkg',
      crs: 5897,
      sheet: 'tram',
      sheets: expect.arrayContaining([
        { name: 'tram', rows: 4 },
        { name: 'tuyen', rows: 3 },
      ]),
    });
    const [segment] = await rowsOf(await openFixture('two-layers.gpkg.zip', { sheet: 'tuyen' }));
    expect([segment!.cells.join('|'), segment!.geometry!.type]).toEqual(['T01|Hạ ngầm Mê Linh', 'LineString']);
    await rowsOf(table);
  });

  test('DXF: lines with their layers; the rest is told of', async () => {
    const table = await openFixture('segments.dxf');
    const rows = await rowsOf(table);
    expect(rows.map(({ geometry }) => geometry!.type)).toEqual(['LineString', 'LineString', 'LineString']);
    expect(rows[0]!.cells[table.columns.findIndex(({ header }) => header === 'Layer')]).toBe('HẠ NGẦM CÁP');
    expect(table).toMatchObject({
      sheets: [
        { name: 'HẠ NGẦM CÁP', rows: 2 },
        { name: 'BÓ GỌN', rows: 1 },
      ],
    });
    expect(table.crs).toBeUndefined();
    expect(notesOf(table)).toMatch(/1 đối tượng không phải đường/);
    expect(await rowsOf(await openFixture('segments.dxf', { sheet: 'BÓ GỌN' }))).toHaveLength(1);
  });
});

test('a zip of one table, beside clutter and a note', async () => expect((await shownTable(await openFixture('csv.zip')))[1]).toBe(`2: ${FIRST}`));

describe('refused with words', () => {
  test.each<[string, RegExp]>([
    ['empty.csv', /Tệp trống/],
    ['blank.csv', /không có dòng dữ liệu/],
    ['junk.csv', /không phải văn bản|bảng mã/],
    ['two-encodings.csv', /không phải UTF-8 \(gặp lỗi quanh dòng 6\)/],
    ['password.xlsx', /có mật khẩu/],
    ['old.xls', /Excel cũ \(.xls\)/],
    ['cut.xlsx', /tệp hỏng/],
    ['broken-xml.xlsx', /tệp hỏng/],
    ['workbook-called.csv', /đổi đuôi thành .xlsx/],
    ['page-called.xlsx', /không phải .xlsx mà là trang web/],
    ['word-called.xlsx', /Word/],
    ['json-called.csv', /JSON.*đổi đuôi thành .geojson/],
    ['text-called.gpkg', /văn bản thường/],
    ['drawing-called.dxf', /DWG/],
    ['cut.geojson', /JSON đúng cú pháp: lỗi ở dòng/],
    ['cut.geojsonl', /Dòng 3/],
    ['cut.kml', /XML sai cú pháp/],
    ['entities.kml', /DOCTYPE/],
    ['cut.zip', /tệp nén: tệp hỏng/],
    ['encrypted.zip', /mật khẩu/],
    ['escaping.zip', /không an toàn “..\/tram.csv”/],
    ['absolute.zip', /không an toàn “\/a\/tram.csv”/],
    ['backslash.zip', /không an toàn “aa\\tram.csv”/],
    ['drive.zip', /không an toàn “C:\/tram.csv”/],
    ['bomb.zip', /phình ra/],
    ['huge-declared.zip', /quá lớn khi mở ra/],
    ['lying-size.zip', /tệp nén: tệp hỏng/],
    ['nested.zip', /tệp nén khác bên trong/],
    ['several.zip', /2 bộ dữ liệu: a.csv, b.csv/],
    ['nothing-readable.zip', /không có tệp nào đọc được/],
    ['shp-without-dbf.zip', /Thiếu tệp .dbf/],
  ])('%s', async (name, expected) => expect(await problemOf(openFixture(name).then(rowsOf))).toMatch(expected));

  test('over the limit', async () => expect(await problemOf(openFixture('tcvn3.xlsx', { limitBytes: 1000 }))).toMatch(/vượt giới hạn/));
});
