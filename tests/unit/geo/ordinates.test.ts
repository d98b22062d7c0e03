import fc from 'fast-check';
import { readCoordinate, readCoordinatePair } from '../../../api/src/geo/coordinates.js';

const dms = (degrees: number, minutes = 0, seconds = 0): number => degrees + minutes / 60 + seconds / 3600;

describe('an ordinate', () => {
  test.each<[string | number, number, number | null, 'degrees' | 'metres', ('lon' | 'lat')?]>([
    ['105,6', 105.6, 1, 'degrees'],
    [105.600123, 105.600123, 6, 'degrees'],
    ['105.6°', 105.6, 1, 'degrees'],
    ['105.6E', 105.6, 1, 'degrees', 'lon'],
    ['105,6 Đ', 105.6, 1, 'degrees', 'lon'],
    ['N 21.3456', 21.3456, 4, 'degrees', 'lat'],
    ['Vĩ độ: 21,3', 21.3, 1, 'degrees', 'lat'],
    ['Kinh độ 105,6 độ', 105.6, 1, 'degrees', 'lon'],
    ['105°35\'12.5"', dms(105, 35, 12.5), null, 'degrees'],
    ['105° 35’ 12,5” Đ', dms(105, 35, 12.5), null, 'degrees', 'lon'],
    ["21º18'30''B", dms(21, 18, 30), null, 'degrees', 'lat'],
    ['105 35 12,5', dms(105, 35, 12.5), null, 'degrees'],
    ['105d35m12s', dms(105, 35, 12), null, 'degrees'],
    ['105đ35m12,5s', dms(105, 35, 12.5), null, 'degrees'],
    ['105 độ 35 phút 12 giây Đông', dms(105, 35, 12), null, 'degrees', 'lon'],
    ['105:35:12.5', dms(105, 35, 12.5), null, 'degrees'],
    ["21°18.5'N", dms(21, 18.5), null, 'degrees', 'lat'],
    ['21 18.5', dms(21, 18.5), null, 'degrees'],
    ["10°30'S", -dms(10, 30), null, 'degrees', 'lat'],
    ['2.356.283,31', 2_356_283.31, 2, 'metres'],
    ['562 055.19', 562_055.19, 2, 'metres'],
    ['562055,187', 562_055.187, 3, 'metres'],
    ['562,055.187', 562_055.187, 3, 'metres'],
    ['2.356.283', 2_356_283, 0, 'metres'],
    ['562055.187 m', 562_055.187, 3, 'metres'],
    ['562.055', 562.055, 3, 'metres'],
    ['21°18\'00"N', 21.3, null, 'degrees', 'lat'],
    ["21o18'00", 21.3, null, 'degrees'],
    ['21 18 00.5', dms(21, 18, 0.5), null, 'degrees'],
    ['21-18-00', 21.3, null, 'degrees'],
    ["21°18.5'", dms(21, 18.5), null, 'degrees'],
    ['21,3°', 21.3, 1, 'degrees'],
    ['N21.3', 21.3, 1, 'degrees', 'lat'],
    ['105d36m', 105.6, null, 'degrees'],
    ["Đ105°36'", 105.6, null, 'degrees', 'lon'],
    ['vĩ độ bắc 21,3', 21.3, 1, 'degrees', 'lat'],
    ['21,3 độ vĩ bắc', 21.3, 1, 'degrees', 'lat'],
    ["Vĩ độ: 21°18' B", 21.3, null, 'degrees', 'lat'],
    ['21º18′00″', 21.3, null, 'degrees'],
    ['21°18’00”', 21.3, null, 'degrees'],
    ["21⁰18'", 21.3, null, 'degrees'],
    ["21*18'00", 21.3, null, 'degrees'],
    ['２１．３', 21.3, 1, 'degrees'],
    ['105 35\'12"', dms(105, 35, 12), null, 'degrees'],
    ['2 356 283', 2_356_283, 0, 'metres'],
    ['562055.187(m)', 562_055.187, 3, 'metres'],
    ['X = 2356283,1', 2_356_283.1, 1, 'metres'],
  ])('%s', (text, value, decimals, kind, axis: string | null = null) => {
    const read = readCoordinate(text)!;
    expect(read).toMatchObject({ decimals, kind });
    expect(read.value).toBeCloseTo(value, 9);
    expect(read.axis ?? null).toBe(axis);
  });

  test.each([
    '',
    'abc',
    '105°75\'00"',
    "105,5°30'",
    "200°10'",
    '1.2.3',
    'E',
    '105 35',
    '--5',
    '12/34',
    '105°35\'12.5"X',
    'Vĩ độ 105° Đ',
    '1'.repeat(500),
    `21${' '.repeat(5000)}x`,
    NaN,
    Infinity,
  ])('not %p', (text) => expect(readCoordinate(text)).toBeNull());

  test('what is printed reads back', () => {
    const places = fc.record({
      degrees: fc.integer({ min: 0, max: 179 }),
      minutes: fc.integer({ min: 0, max: 59 }),
      seconds: fc.integer({ min: 0, max: 5999 }),
    });
    fc.assert(
      fc.property(places, fc.constantFrom(',', '.'), fc.constantFrom('°\'"', '°′″', 'dms'), ({ degrees, minutes, seconds }, point, signs) => {
        const text = `${degrees}${signs[0]}${minutes}${signs[1]}${(seconds / 100).toFixed(2).replace('.', point)}${signs[2]}`;
        expect(readCoordinate(text)?.value).toBeCloseTo(dms(degrees, minutes, seconds / 100), 9);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1_000_000_00, max: 9_999_999_99 }), (centimetres) => {
        const metres = centimetres / 100;
        const text = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 2 }).format(metres);
        expect(readCoordinate(text)).toMatchObject({ value: metres, kind: 'metres' });
      }),
    );
  });

  interface Printed {
    millis: number;
    form: 'dms' | 'dm' | 'd' | 'dashes' | 'spaces' | 'colons' | 'letters' | 'words';
    degree: string;
    minute: string;
    second: string;
    point: string;
    axis: string;
    before: boolean;
  }
  const printed: fc.Arbitrary<Printed> = fc.record({
    millis: fc.integer({ min: 0, max: 179 * 3_600_000 }),
    form: fc.constantFrom('dms', 'dm', 'd', 'dashes', 'spaces', 'colons', 'letters', 'words'),
    degree: fc.constantFrom('°', 'º', '˚', 'o', '*', '⁰', ' ° '),
    minute: fc.constantFrom("'", '′', '’', '´'),
    second: fc.constantFrom('"', '″', '”', "''", '’’', ''),
    point: fc.constantFrom('.', ','),
    axis: fc.constantFrom('', 'N', ' B', ' Bắc', ' E', 'Đ', ' Đông', ' vĩ độ bắc'),
    before: fc.boolean(),
  });
  /** A coordinate as somebody might type it. */
  function print({ millis, form, degree, minute, second, point, axis, before }: Printed): string {
    const [d, m, s] = [Math.floor(millis / 3_600_000), Math.floor(millis / 60_000) % 60, ((millis % 60_000) / 1000).toFixed(3)];
    const texts = {
      dms: `${d}${degree}${m}${minute}${s}${second}`,
      dm: `${d}${degree}${((millis % 3_600_000) / 60_000).toFixed(6)}${minute}`,
      d: `${(millis / 3_600_000).toFixed(8)}${degree.trim() === 'o' ? '' : degree.trim()}`,
      dashes: `${d}-${m}-${s}`,
      spaces: `${d} ${m} ${s}`,
      colons: `${d}:${m}:${s}`,
      letters: `${d}d${m}m${s}s`,
      words: `${d} độ ${m} phút ${s} giây`,
    };
    const text = texts[form].replace('.', point);
    return before ? `${axis.trim()} ${text}`.trim() : `${text}${axis}`;
  }

  test('every way to print a coordinate reads back to within a millionth of a degree', () => {
    fc.assert(
      fc.property(printed, (one) => {
        const text = print(one);
        const value = readCoordinate(text)?.value ?? NaN;
        expect([text, Math.abs(value - one.millis / 3_600_000) < 1e-6]).toEqual([text, true]);
      }),
      { numRuns: 1000 },
    );
  });

  const separators = fc.constantFrom('; ', ';', ', ', ' / ', '/', ' | ', '\n', ' - ');
  test('and so do two of them in one cell', () => {
    fc.assert(
      fc.property(printed, printed, separators, (one, other, separator) => {
        const [a, b] = [
          { ...one, axis: '' },
          { ...other, axis: '' },
        ];
        const text = `${print(a!)}${separator}${print(b!)}`;
        const values = readCoordinatePair(text)?.map(({ value }) => value) ?? [NaN, NaN];
        const near = [a!, b!].every(({ millis }, index) => Math.abs(values[index]! - millis / 3_600_000) < 1e-6);
        expect([text, near]).toEqual([text, true]);
      }),
      { numRuns: 500 },
    );
  });

  test('metres read back to the millimetre, with any separators', () => {
    const metres = fc.record({
      millimetres: fc.integer({ min: 200_000_000, max: 2_500_000_000 }),
      marks: fc.constantFrom('.,', ',.', ' ,', ' .', '\u00a0,', ',', '.'),
      unit: fc.constantFrom('', ' m', 'm', ' mét', ' (m)'),
    });
    const text = ({ millimetres, marks, unit }: { millimetres: number; marks: string; unit: string }): string => {
      const whole = String(Math.floor(millimetres / 1000));
      const parted = marks.length === 1 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, marks[0]!);
      return `${parted}${marks.at(-1)}${String(millimetres % 1000).padStart(3, '0')}${unit}`;
    };
    fc.assert(fc.property(metres, (one) => expect([text(one), readCoordinate(text(one))?.value]).toEqual([text(one), one.millimetres / 1000])));
    const easting = fc.integer({ min: 200_000_000, max: 800_000_000 });
    const northing = fc.integer({ min: 2_200_000_000, max: 2_500_000_000 });
    const marks = fc.constantFrom('.,', ',.', ' ,', ' .', ',', '.');
    fc.assert(
      fc.property(easting, northing, marks, fc.constantFrom('; ', ', ', ' / ', ' ', ' - '), fc.boolean(), (x, y, one, separator, turned) => {
        const pair = turned ? [y, x] : [x, y];
        const cell = pair.map((millimetres) => text({ millimetres, marks: one, unit: '' })).join(separator);
        expect([cell, readCoordinatePair(cell)?.map(({ value }) => value)]).toEqual([cell, pair.map((millimetres) => millimetres / 1000)]);
      }),
    );
  });

  test('any text is read or refused, in a finite number', () => {
    const signs = fc.string({ unit: fc.constantFrom(...'0123456789.,°\'" dmsNEBĐđsphútộiây:-+/;|'), maxLength: 24 });
    fc.assert(
      fc.property(fc.oneof(signs, fc.string()), (text) => {
        const read = [readCoordinate(text), ...(readCoordinatePair(text) ?? [])];
        return read.every((one) => one === null || Number.isFinite(one.value));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('both ordinates in one cell', () => {
  test.each<[string, number, number]>([
    ['21.3, 105.6', 21.3, 105.6],
    ['21,3; 105,6', 21.3, 105.6],
    ['21,3, 105,6', 21.3, 105.6],
    ['21.3,105.6', 21.3, 105.6],
    ['(105.6 21.3)', 105.6, 21.3],
    ['562055,187 2356283,311', 562_055.187, 2_356_283.311],
    ['21°18\'30"N 105°35\'12"E', dms(21, 18, 30), dms(105, 35, 12)],
    ['21.3/105.6', 21.3, 105.6],
    ['21,3 105,6', 21.3, 105.6],
    ['21,3,105,6', 21.3, 105.6],
    ['562055,2356283', 562_055, 2_356_283],
    ['2 356 283,31 562 055,19', 2_356_283.31, 562_055.19],
    ['2 356 283 562 055', 2_356_283, 562_055],
    ['2 200 000,000 200 000,000', 2_200_000, 200_000],
    ["21°18'N105°36'E", 21.3, 105.6],
    ['N21.3E105.6', 21.3, 105.6],
    ['21-18-00 105-36-00', 21.3, 105.6],
    ['X: 562055 Y: 2356283', 562_055, 2_356_283],
    ['Lat: 21.3; Long: 105.6', 21.3, 105.6],
    ['VĐ: 21°18\'00" - KĐ: 105°36\'00"', 21.3, 105.6],
  ])('%s', (text, a, b) => expect(readCoordinatePair(text)!.map(({ value }) => value)).toEqual([a, b]));
  test.each(['105,6', '562 055', '105 35', '21.3', 'abc', '', '1 '.repeat(200)])('not %p', (text) => expect(readCoordinatePair(text)).toBeNull());
});
