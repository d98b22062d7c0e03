import fc from 'fast-check';
import type { DrawnGeometry } from '../../../api/src/geo/geometry.js';
import { CloseRows } from '../../../api/src/submissions/close-rows.js';

type Spot = [number, number];

function seen(metres: number, srid: number, spots: Spot[]): CloseRows {
  const rows = new CloseRows(metres);
  for (const [n, [x, y]] of spots.entries()) rows.add({ row: n + 2, position: { x, y, srid }, geometry: null });
  return rows;
}
/** Rows beginning with 2, as below a header. */
const closeTo = (spots: Spot[], reach: number): number[] =>
  spots.flatMap(([x, y], n) => (spots.some((other, m) => m !== n && Math.abs(other[0] - x) <= reach && Math.abs(other[1] - y) <= reach) ? [n + 2] : []));

const ordinates = (most: number) => fc.double({ min: 0, max: most, noNaN: true });
const spots = fc.array(fc.tuple(ordinates(400), ordinates(400)), { maxLength: 60 });
const distance = fc.integer({ min: 1, max: 100 });

test('in metres, none within reach of another is left out, and none far from all others is named', () => {
  fc.assert(
    fc.property(spots, distance, (given, metres) => {
      const moved = given.map(([x, y]): Spot => [x + 550_000, y + 2_360_000]);
      const { rows } = seen(metres, 5897, moved).found!;
      expect(rows).toEqual(expect.arrayContaining(closeTo(moved, metres)));
      expect(closeTo(moved, 2 * (metres * 1.01 + 0.05) + 0.001)).toEqual(expect.arrayContaining(rows));
    }),
  );
});

test('in degrees, as many as hold the metres anywhere in the province', () => {
  fc.assert(
    fc.property(spots, distance, (given, metres) => {
      const moved = given.map(([x, y]): Spot => [105.5 + x * 1e-5, 21.3 + y * 1e-5]);
      const { rows } = seen(metres, 4326, moved).found!;
      expect(rows).toEqual(expect.arrayContaining(closeTo(moved, metres / 100_000)));
    }),
  );
});

test('thousands in one place, and numbers far outside any system', () => {
  const place = Array.from({ length: 5000 }, (): Spot => [105.5, 21.3]);
  expect(seen(10, 4326, place).found!.rows).toHaveLength(5000);
  expect(seen(10, 5897, [[1e15, -1e15], [1e15, -1e15], [-1e300, 1e300], [5, 5]]).found!.rows).toEqual(expect.arrayContaining([2, 3])); // prettier-ignore
});

test('a file without places has none close to each other', () => {
  const rows = new CloseRows(10);
  rows.add({ row: 2, position: null, geometry: null });
  expect(rows.found).toEqual({ metres: 10, rows: [] });
});

test('it says that it does not know: other metres, two systems, drawn places', () => {
  expect(seen(10, 3857, [[0, 0]]).found).toBeNull();
  const mixed = seen(10, 5897, [[0, 0]]);
  mixed.add({ row: 3, position: { x: 105, y: 21, srid: 4326 }, geometry: null });
  expect(mixed.found).toBeNull();
  const drawn = seen(10, 4326, [[105, 21]]);
  drawn.add({ row: 3, position: null, geometry: { type: 'Point', coordinates: [105, 21] } as DrawnGeometry });
  expect(drawn.found).toBeNull();
});
