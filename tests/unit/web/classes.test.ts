import fc from 'fast-check';
import { changeClasses, classesOf, LESS, METHODS, MORE, SAME } from '../../../web/src/status/classes.js';

const figure = fc.oneof(
  fc.integer({ min: 0, max: 12 }),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: 0, max: 400_000, noNaN: true }),
  fc.constant(0),
);
const figures = fc.array(fc.option(figure, { freq: 6 }), { maxLength: 136 });
const changes = fc.array(
  fc.option(
    fc.oneof(
      figure,
      figure.map((value) => -value),
    ),
    { freq: 6 },
  ),
  { maxLength: 136 },
);
const method = fc.constantFrom(...METHODS);

const isKnown = (value: number | null): value is number => value !== null;

it('every figure falls in exactly one class, classes ascend without overlap, none is empty, equal figures stay together', () => {
  fc.assert(
    fc.property(figures, method, (values, how) => {
      const classes = classesOf(values, how);
      const known = values.filter(isKnown);
      for (const value of known) {
        const homes = classes.list.filter(({ from, to }) => value >= from && value <= to);
        expect(homes.map(({ colour }) => colour)).toEqual([classes.colourOf(value)]);
      }
      classes.list.forEach(({ from, to, count }, index) => {
        expect(to).toBeGreaterThanOrEqual(from);
        expect(count).toBe(known.filter((value) => value >= from && value <= to).length);
        if (index > 0) expect(from).toBeGreaterThan(classes.list[index - 1]!.to);
      });
      expect(classes.list.reduce((sum, { count }) => sum + count, 0) + classes.without).toBe(values.length);
      expect(classes.list.length).toBeLessThanOrEqual(5);
      expect(new Set(classes.list.map(({ colour }) => colour)).size).toBe(classes.list.length);
      expect(classes.colourOf(null)).toBeNull();
    }),
  );
});

it('changes are orange below zero, white at zero, purple above, and as dark for as much less as for as much more', () => {
  fc.assert(
    fc.property(changes, method, (values, how) => {
      const classes = changeClasses(values, how);
      for (const value of values.filter(isKnown)) {
        const colour = classes.colourOf(value)!;
        expect(value < 0 ? LESS : value > 0 ? MORE : [SAME]).toContain(colour);
        if (values.includes(-value) && value !== 0)
          expect(MORE.indexOf(classes.colourOf(Math.abs(value))!)).toBe(LESS.indexOf(classes.colourOf(-Math.abs(value))!));
        expect(classes.list.filter(({ from, to }) => value >= from && value <= to)).toHaveLength(1);
      }
      expect(classes.list.reduce((sum, { count }) => sum + count, 0) + classes.without).toBe(values.length);
    }),
  );
});

it('natural breaks are the best cut there is', () => {
  const spread = (part: number[]): number => {
    const mean = part.reduce((sum, value) => sum + value, 0) / part.length;
    return part.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  };
  /** Every way to cut a list in so many parts. */
  const cuts = (values: number[], parts: number): number[][][] =>
    parts === 1
      ? [[values]]
      : values.slice(0, values.length - parts + 1).flatMap((_, at) => cuts(values.slice(at + 1), parts - 1).map((rest) => [values.slice(0, at + 1), ...rest]));
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 5, maxLength: 9 }), (values) => {
      const sorted = [...values].sort((a, b) => a - b);
      const found = classesOf(values, 'natural').list.map(({ from, to }) => sorted.filter((value) => value >= from && value <= to));
      const sum = (parts: number[][]) => parts.reduce((total, part) => total + spread(part), 0);
      expect(sum(found)).toBeCloseTo(Math.min(...cuts(sorted, found.length).map(sum)), 6);
    }),
    { numRuns: 40 },
  );
});

it.each([
  ['quantile', [0, 0, 0, 0, 1, 2, 3, 50], ['0–0', '1–1', '2–2', '3–3', '50–50']],
  ['equal', [0, 0, 1, 2, 3, 50], ['0–3', '50–50']],
  ['natural', [1, 2, 3, 20, 21, 40, 41, 42, 99, 250], ['1–3', '20–21', '40–42', '99–99', '250–250']],
  ['natural', [7, 7, 7], ['7–7']],
] as const)('%s of %j', (how, values, classes) => {
  expect(classesOf([...values], how).list.map(({ from, to }) => `${from}–${to}`)).toEqual(classes);
});
