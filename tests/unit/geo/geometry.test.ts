import fc from 'fast-check';
import { checkGeometry, firstPosition, readWkt, swapped, toEwkb } from '../../../api/src/geo/geometry.js';

describe('geometry', () => {
  const square = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 0],
  ];
  test.each<[string, unknown, RegExp | null]>([
    ['point with height', { type: 'Point', coordinates: [105.6, 21.3, 12] }, null],
    [
      'a collection of one line',
      {
        type: 'MultiLineString',
        coordinates: [
          [
            [0, 0],
            [1, 1],
          ],
        ],
      },
      null,
    ],
    ['polygon', { type: 'Polygon', coordinates: [square] }, null],
    [
      'line of one place',
      {
        type: 'LineString',
        coordinates: [
          [0, 0],
          [0, 0],
        ],
      },
      /single point/,
    ],
    [
      'two lines',
      {
        type: 'MultiLineString',
        coordinates: [
          [
            [0, 0],
            [1, 1],
          ],
          [
            [2, 2],
            [3, 3],
          ],
        ],
      },
      /MultiLineString.*one part/,
    ],
    ['open ring', { type: 'Polygon', coordinates: [square.slice(0, 3)] }, /not closed/],
    ['text for a number', { type: 'Point', coordinates: ['105', 21] }, /unreadable/],
    ['empty', { type: 'LineString', coordinates: [] }, /unreadable/],
    ['nothing', 'POINT', /unreadable/],
  ])('%s', (_, value, fault) => {
    const checked = checkGeometry(value, ['Point', 'LineString', 'Polygon']);
    if (fault) expect(checked).toMatchObject({ fault: { en: expect.stringMatching(fault) } });
    else expect(checked).toHaveProperty('geometry');
  });

  test('two dimensions only, and turned on demand', () => {
    const checked = checkGeometry(
      {
        type: 'LineString',
        coordinates: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      },
      ['LineString'],
    );
    expect('geometry' in checked && swapped(checked.geometry).coordinates).toEqual([
      [2, 1],
      [5, 4],
    ]);
  });

  test.each<[string, string | null, number?]>([
    ['POINT(105.6 21.3)', 'Point'],
    ['SRID=5897;LINESTRING(1 2,3 4)', 'LineString', 5897],
    ['POINT Z (1 2 3)', 'Point'],
    ['POINT(105.6)', null],
    ['POINT(1 2) x', null],
    ['105.6 21.3', null],
  ])('WKT %s', (text, type, srid: number | null = null) => {
    expect(readWkt(text)?.geometry.type ?? null).toBe(type);
    expect(readWkt(text)?.srid ?? null).toBe(srid);
  });

  test('EWKB carries its system', () =>
    expect(toEwkb({ type: 'Point', coordinates: [1, 2] }, 5897)).toBe('010100002009170000000000000000f03f0000000000000040'));

  test('any value is checked without an exception', () => {
    const types = fc.constantFrom('Point', 'LineString', 'Polygon', 'MultiPoint', 'x');
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.record({ type: types, coordinates: fc.anything() })), (value) => {
        checkGeometry(value, ['Point', 'LineString', 'Polygon']);
        firstPosition(value);
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void readWkt(`POINT(${text})`)));
  });
});
