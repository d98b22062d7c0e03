import fc from 'fast-check';
import type { Cell, SourceRow } from '../../../api/src/formats/format.js';
import { guessSystem } from '../../../api/src/geo/coordinates.js';
import { SYSTEMS, type CoordinateSystem } from '../../../api/src/geo/systems.js';
import type { Kind } from '../../../api/src/registry/field.js';
import { KINDS, kindNamed } from '../../../api/src/registry/kinds.js';
import { understandColumns } from '../../../api/src/submissions/reading/columns.js';
import { coordinateSample } from '../../../api/src/submissions/reading/positions.js';
import { letterOf, readValues, rowReader } from '../../../api/src/submissions/reading/rows.js';
import { valueTexts } from '../../../api/src/submissions/reading/value-texts.js';
import type { ReadingOptions, ReadRow, ReadValues } from '../../../api/src/submissions/reading/rows.js';

const stations = kindNamed('bts-stations');
const organizations = [{ code: 'VIETTEL', name: 'Viettel', shortName: 'Viettel', synonyms: [] }];
const system = (code: string): CoordinateSystem => SYSTEMS.find((one) => one.code === code)!;
const options: Omit<ReadingOptions, 'letters'> = { crs: system('EPSG:4326'), order: 'xy', organizations, authority: false };

function readRow(values: Record<string, Cell>, changes: Partial<ReadingOptions & { kind: typeof stations; geometry: unknown; more: Cell[] }> = {}): ReadRow {
  const { kind = stations, geometry, more = [], ...rest } = changes;
  const headers = Object.keys(values);
  const reader = rowReader(kind, understandColumns(kind, headers), { ...options, letters: headers.map((_, index) => letterOf(index)), ...rest });
  return reader({ row: 7, cells: [...Object.values(values), ...more], ...(geometry === undefined ? {} : { geometry }) } as SourceRow);
}

const found = ({ problems }: ReadValues): string[] => problems.map(({ rule, severity, path, column }) => `${rule} ${severity} ${path} ${column}`);

describe('columns', () => {
  const uses = (headers: string[], kind = stations): (string | null)[] =>
    understandColumns(kind, headers).map(({ use }) =>
      use === null ? null : 'field' in use ? use.field.name : 'coordinate' in use ? use.coordinate : use.geometry,
    );

  test.each<[string[], (string | null)[]]>([
    [
      ['MÃ NHÀ TRẠM', 'Tên trạm', 'Tên DN', 'Huyện/TX/TP', 'Độ cao cột (m)'],
      ['code', 'name', 'owner', 'declaredDistrict', 'heightM'],
    ],
    [
      ['Kinh độ (Long)', 'Vĩ độ (Lat)'],
      ['lon', 'lat'],
    ],
    [
      ['Tọa độ X (m)', 'Toạ độ Y (VN-2000)'],
      ['x', 'y'],
    ],
    [
      ['X', 'Y', 'Lng', 'Latitude'],
      [null, null, 'lon', 'lat'],
    ],
    [['Tọa độ'], ['both']],
    [
      ['WKT', 'code'],
      ['wkt', 'code'],
    ],
    [
      ['Trạng thái', 'Tình trạng'],
      [null, 'status'],
    ],
    [['Loại trạm (cồng kềnh/thân thiện)'], ['structure']],
    [
      ['inspectionOverdue', 'gì đó', ''],
      [null, null, null],
    ],
  ])('%p', (headers, expected) => expect(uses(headers)).toEqual(expected));

  test('a line has no coordinate columns, an agreement no geometry', () => {
    expect(uses(['X', 'Y', 'geometry'], kindNamed('cable-segments'))).toEqual([null, null, 'wkt']);
    expect(uses(['WKT', 'Mã trạm'], kindNamed('sharing-agreements'))).toEqual([null, 'stations']);
  });

  test('every field is found by its name, label and synonyms', () => {
    for (const kind of KINDS)
      for (const { name, label, computed } of kind.fields)
        for (const header of [name, label.vi, label.en])
          expect([kind.name, header, uses([header], kind)]).toEqual([kind.name, header, [computed ? null : name]]);
    for (const kind of KINDS)
      for (const header of kind.fields.flatMap(({ synonyms = [] }) => synonyms)) expect([kind.name, header, uses([header], kind)[0]]).not.toContain(null);
  });
});

describe('a row', () => {
  const good = { 'Mã trạm': 'VPC1', 'Kinh độ': '105,600123', 'Vĩ độ': 21.300456, 'Độ cao cột': '42,5', 'Chấp thuận của Sở': '12/STTTT', Lạ: 'a' };

  test('is read into typed values, the text of its cells and a position', () => {
    expect(readRow(good)).toEqual({
      row: 7,
      code: 'VPC1',
      data: { code: 'VPC1', heightM: 42.5 },
      cells: ['VPC1', '105,600123', '21.300456', '42,5', '12/STTTT', 'a'],
      position: { x: 105.600123, y: 21.300456, srid: 4326 },
      geometry: null,
      srid: 4326,
      problems: [],
    });
  });

  test('the authority sets its own fields', () => expect(readRow(good, { authority: true }).data).toHaveProperty('consentNo', '12/STTTT'));

  test('each problem names its cell and none stops the others', () => {
    const row = readRow({ 'Mã trạm': ' ', 'Loại trạm': 'to', 'Độ cao cột': 0, 'Năm chuyển đổi': 'x', 'Kinh độ': 'abc', 'Vĩ độ': 21.3, 'Ghi chú': null });
    expect(found(row)).toEqual([
      'DAT-01 error code A',
      'DAT-02 error structure B',
      'BTS-01 error heightM C',
      'DAT-04 error conversionPlannedFor D',
      'GEO-01 error geometry E',
    ]);
    expect(row.problems[0]).toMatchObject({ header: 'Mã trạm', row: 7 });
    expect(row.data).toEqual({ code: null, note: null });
  });

  test('more cells than columns are reported', () => expect(found(readRow({ 'Mã trạm': 'A' }, { more: ['', 'Lãng Công'] }))).toEqual(['DAT-03 error code B']));
});

describe('the place of a row', () => {
  const at = (lon: Cell, lat: Cell, changes = {}): ReadRow => readRow({ Long: lon, Lat: lat }, changes);

  test.each<[string, Cell, Cell, object, object | null, string[]]>([
    ['degrees', '105°36\'00"', '21°18\'00"', {}, { x: 105.6, y: 21.3, srid: 4326 }, []],
    ['latitude first', 21.3001, 105.6001, { order: 'yx' }, { x: 105.6001, y: 21.3001, srid: 4326 }, []],
    ['one swapped row stays as it is', 21.3001, 105.6001, {}, { x: 21.3001, y: 105.6001, srid: 4326 }, []],
    ['letters for the axes', '21,3001 B', '105,6001 Đ', {}, { x: 105.6001, y: 21.3001, srid: 4326 }, []],
    ['metres', '562.055,187', '2.356.283,311', { crs: system('EPSG:5897') }, { x: 562_055.187, y: 2_356_283.311, srid: 5897 }, []],
    ['coarse', 105.6, '21,300', {}, { x: 105.6, y: 21.3, srid: 4326 }, ['GEO-04 warning geometry A']],
    ['coarse in one only: a sheet drops zeros', 105.6, 21.3004, {}, { x: 105.6, y: 21.3004, srid: 4326 }, []],
    ['missing', null, '', {}, null, ['GEO-01 error geometry A']],
    ['one only', 105.6, null, {}, null, ['GEO-01 error geometry B']],
    ['degrees among metres', 105.6, 21.3, { crs: system('EPSG:5897') }, null, ['GEO-01 error geometry A']],
    ['the same axis twice', '21B', '22B', {}, null, ['GEO-01 error geometry A']],
  ])('%s', (_, lon, lat, changes, position, problems) => {
    const row = at(lon, lat, changes);
    expect(row.position).toEqual(position);
    expect(found(row)).toEqual(problems);
  });

  test('one cell with both, in the order found for the file', () => {
    expect(readRow({ 'Tọa độ': '21.3001, 105.6001' }, { order: 'yx' }).position).toMatchObject({ x: 105.6001, y: 21.3001 });
  });

  test('geometry beside the cells, and WKT', () => {
    const segments = kindNamed('cable-segments');
    const line = {
      type: 'LineString',
      coordinates: [
        [105.6, 21.3],
        [105.7, 21.4],
      ],
    };
    expect(
      readRow(
        {},
        {
          kind: segments,
          geometry: {
            ...line,
            coordinates: [
              [105.6, 21.3, 5],
              [105.7, 21.4, 5],
            ],
          },
        },
      ),
    ).toMatchObject({ geometry: line, problems: [] });
    expect(readRow({ WKT: 'LINESTRING(105.6 21.3, 105.7 21.4)' }, { kind: segments })).toMatchObject({ geometry: line, srid: 4326, problems: [] });
    expect(found(readRow({ WKT: 'LINESTRING(1 2, 1 2)' }, { kind: segments }))).toEqual(['GEO-01 error geometry A']);
    expect(found(readRow({ WKT: 'SRID=9208;LINESTRING(1 2, 3 4)' }, { kind: segments, crs: system('EPSG:5897') }))).toEqual(['GEO-01 error geometry A']);
    expect(found(readRow({}, { kind: segments, geometry: { type: 'Point', coordinates: [1, 2] } }))).toEqual(['GEO-01 error geometry null']);
    expect(found(readRow({}, { geometry: null }))).toEqual(['GEO-01 error geometry null']);
    expect(found(readRow({ number: '1' }, { kind: kindNamed('sharing-agreements'), geometry: null }))).toEqual([]);
  });

  test('a file without places says nothing of them', () => expect(readRow({ 'Mã trạm': 'A' })).toMatchObject({ position: null, geometry: null, problems: [] }));
});

test('the sample of coordinates tells the system and order', () => {
  const columns = understandColumns(stations, ['Tọa độ X', 'Tọa độ Y']);
  const rows: SourceRow[] = [
    ['2.356.283,31', '562055.187'],
    ['2356000', 561_000],
    ['lạ', '1'],
  ].map((cells, row) => ({ row, cells }));
  const { pairs, headers } = coordinateSample(columns, rows)!;
  expect(guessSystem(pairs, headers)).toMatchObject({ code: 'EPSG:5897', order: 'yx' });
  expect(guessSystem([], headers, system('EPSG:9208'))).toMatchObject({ code: 'EPSG:9208', order: 'yx', guessed: false });
  expect(coordinateSample(understandColumns(stations, ['Tên trạm']), rows)).toBeNull();
});

describe('an edit of single fields', () => {
  const edit = (values: Record<string, unknown>, changes = {}): ReadValues => readValues(stations, values, { ...options, ...changes });

  test('reads text as in a file and typed values alike', () => {
    const values = {
      heightM: '12,5',
      builtOn: '05/03/2019',
      structure: 'cồng kềnh',
      technologies: ['4G', '3G'],
      shareable: true,
      note: null,
      unknown: 'a',
      shared: true,
    };
    expect(edit(values)).toMatchObject({
      data: { heightM: 12.5, builtOn: '2019-03-05', structure: 'bulky', technologies: ['3G', '4G'], shareable: true, note: null },
      problems: [],
    });
    expect(Object.keys(edit(values).data)).toHaveLength(6);
  });

  test('required fields stay required; the authority keeps its own', () => {
    expect(found(edit({ name: '', consentNo: '1', heightM: 300 }))).toEqual(['DAT-01 error name null', 'BTS-01 error heightM null']);
    expect(edit({ consentNo: '1' }).data).toEqual({});
  });

  test('x and y are read in the system of the submission', () => {
    expect(edit({ x: '562.055,187', y: '2356283,311' }, { crs: system('EPSG:5897') }).position).toEqual({ x: 562_055.187, y: 2_356_283.311, srid: 5897 });
    expect(found(edit({ x: '105,6' }))).toEqual(['GEO-01 error geometry null']);
  });
});

test('any row of any kind is read without an exception', () => {
  const cell: fc.Arbitrary<Cell> = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.date({ noInvalidDate: false }), fc.constant(null));
  const header = fc.constantFrom('Mã trạm', 'X', 'Y', 'Tọa độ', 'WKT', 'Kinh độ', 'status', 'Số hợp đồng', '__proto__', 'constructor', '');
  fc.assert(
    fc.property(fc.constantFrom(...KINDS), fc.array(header), fc.array(cell), fc.option(fc.anything(), { nil: undefined }), (kind, headers, cells, geometry) => {
      const reader = rowReader(kind, understandColumns(kind, headers), { ...options, letters: [] });
      const read = reader({ row: 1, cells, geometry } as SourceRow);
      readValues(kind, Object.fromEntries(headers.map((name, index) => [name, cells[index]])), options);
      return read.problems.every(({ message }) => message.vi !== '' && message.en !== '');
    }),
    { numRuns: 1000 },
  );
});

describe('a wild row', () => {
  const wildText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('\0', '\ud800', '\udfff', '\u202e', 'ش', '🗼', '́', 'ệ', '1', '.', ',', '/', '-', ' ', '"', '°') }),
    fc.constantFrom(
      '31/12/9999',
      '99999999999999999999',
      '1e400',
      '-1e308',
      '2147483648',
      '01/01/0001',
      `${'x'.repeat(59)}🗼🗼`,
      'SRID=9;POINT(1 2)',
      'POINT(1e400 2)',
    ),
    fc.integer().map(String),
    fc.double().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  );
  const wildCell: fc.Arbitrary<Cell> = fc.oneof(wildText, fc.double(), fc.maxSafeInteger(), fc.boolean(), fc.date({ noInvalidDate: false }), fc.constant(null));
  const refused = /\\u0000|\\ud[89a-f][\da-f]{2}/i;
  const INT = 2_147_483_647;

  /** What PostgreSQL would not take of a value of a field's type. */
  function fault(kind: Kind, name: string, value: unknown): string | null {
    if (value === null) return null;
    const field = kind.fields.find((one) => one.name === name)!;
    if (['integer', 'year'].includes(field.type)) return Number.isInteger(value) && Math.abs(value as number) <= INT ? null : `${name} ${String(value)}`;
    if (field.type === 'number') return Number.isFinite(value) ? null : `${name} ${String(value)}`;
    if (field.type === 'date') return /^(19|20|21)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(value as string) ? null : `${name} ${String(value)}`;
    return null;
  }

  test('never throws and gives nothing that PostgreSQL refuses', () => {
    const row = fc.constantFrom(...KINDS).chain((kind) => {
      const names = kind.fields.filter((field) => !field.computed).map((field) => field.name);
      const headers = [...names, 'X', 'Y', 'WKT', '\0\ud800'];
      return fc.record({
        kind: fc.constant(kind),
        headers: fc.shuffledSubarray(headers, { minLength: 5 }),
        cells: fc.array(wildCell, { minLength: 5, maxLength: headers.length + 2 }),
      });
    });
    fc.assert(
      fc.property(row, fc.constantFrom(...SYSTEMS), fc.boolean(), ({ kind, headers, cells }, crs, authority) => {
        const columns = understandColumns(kind, headers);
        const settings = { ...options, crs, authority, letters: headers.map((_, index) => letterOf(index)) };
        const read = rowReader(kind, columns, settings)({ row: 1, cells });
        const edited = readValues(kind, Object.fromEntries(headers.map((name, index) => [name, cells[index]])), settings);
        const texts = valueTexts(columns, settings);
        texts.add([{ row: 1, cells }]);
        for (const one of [read, edited]) {
          expect(JSON.stringify(one)).not.toMatch(refused);
          expect(Object.entries(one.data).flatMap(([name, value]) => fault(kind, name, value) ?? [])).toEqual([]);
          if (one.position) expect([one.position.x, one.position.y].every(Number.isFinite)).toBe(true);
        }
        expect(JSON.stringify(texts.all())).not.toMatch(refused);
        expect(read.cells).toHaveLength(headers.length);
      }),
      { numRuns: 300 },
    );
  });
});
