import { startsBy, type Method } from './breaks.js';

export { METHODS, methodNamed, type Method } from './breaks.js';

/** YlGnBu of ColorBrewer, five classes, mixed with one eighth of white so that symbols stand out on the darkest. */
export const COLOURS = ['#ffffd2', '#ace0bd', '#58bfcb', '#458ec1', '#3f4ca1'];

/** PuOr of ColorBrewer: orange below, white at zero, purple above; alike for all kinds of colour blindness. */
export const LESS = ['#fdd49b', '#ee9f40', '#b5601a'];
export const SAME = '#f7f7f7';
export const MORE = ['#cfcae6', '#988dc2', '#5b3a8e'];

export interface ClassOf {
  colour: string;
  /** Smallest and largest value that really occur in it: a reader never wonders where 12.5 belongs. */
  from: number;
  to: number;
  count: number;
}

export interface Classes {
  list: ClassOf[];
  without: number;
  colourOf: (value: number | null) => string | null;
}

const known = (values: (number | null)[]): number[] => values.filter((value) => value !== null).sort((a, b) => a - b);

/** Classes of figures from least to most; equal values always stay together, and no class is empty. */
export function classesOf(values: (number | null)[], method: Method): Classes {
  const sorted = known(values);
  const starts = startsBy(method, sorted, COLOURS.length);
  const colours = spread(COLOURS, starts.length);
  return assembled(
    values,
    sorted,
    starts.map((start, index) => ({ start, colour: colours[index]! })),
  );
}

/** Not done (0) and done (1): one alone has the same colour as beside the other. */
export function flagClasses(values: (number | null)[]): Classes {
  const sorted = known(values);
  const starts = [...new Set(sorted)].map((start) => ({ start, colour: COLOURS[start === 0 ? 0 : 2]! }));
  return assembled(values, sorted, starts);
}

/**
 * Classes of differences: below zero, exactly zero, above zero. The breaks are found from the sizes of both sides together,
 * so that the same shade means as much more as it means less.
 */
export function changeClasses(values: (number | null)[], method: Method): Classes {
  const sorted = known(values);
  const sizes = sorted
    .map(Math.abs)
    .filter((size) => size > 0)
    .sort((a, b) => a - b);
  const breaks = startsBy(method, sizes, MORE.length);
  const shade = (palette: string[]) => spread(palette, breaks.length);
  const [less, more] = [shade(LESS), shade(MORE)];
  const classOf = (value: number): number => Math.sign(value) * (breaks.findLastIndex((start) => Math.abs(value) >= start) + 1);
  const colourOf = (value: number): string => {
    const place = classOf(value);
    return place === 0 ? SAME : place < 0 ? less[-place - 1]! : more[place - 1]!;
  };
  const starts: { start: number; colour: string }[] = [];
  for (const value of sorted) if (starts.at(-1)?.colour !== colourOf(value)) starts.push({ start: value, colour: colourOf(value) });
  return assembled(values, sorted, starts);
}

/** From where each class begins to the classes as legend and map need them. */
function assembled(values: (number | null)[], sorted: number[], starts: { start: number; colour: string }[]): Classes {
  const classOf = (value: number): number =>
    Math.max(
      0,
      starts.findLastIndex(({ start }) => value >= start),
    );
  const list = starts.map(({ colour }, index) => {
    const members = sorted.filter((value) => classOf(value) === index);
    return { colour, from: members[0]!, to: members.at(-1)!, count: members.length };
  });
  return { list, without: values.length - sorted.length, colourOf: (value) => (value === null ? null : (starts[classOf(value)]?.colour ?? null)) };
}

/** Fewer classes than colours: keep both ends of the palette apart. */
function spread(palette: string[], count: number): string[] {
  if (count <= 1) return [palette[1]!].slice(0, count);
  return Array.from({ length: count }, (_, i) => palette[Math.round((i * (palette.length - 1)) / (count - 1))]!);
}
