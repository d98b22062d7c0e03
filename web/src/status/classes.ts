/** YlGnBu of ColorBrewer, five classes, mixed with one eighth of white so that symbols stand out on the darkest. */
export const COLOURS = ['#ffffd2', '#ace0bd', '#58bfcb', '#458ec1', '#3f4ca1'];

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

/** Quantiles: each class holds about as many units; equal values always stay together. */
export function quantileClasses(values: (number | null)[], wanted = COLOURS.length): Classes {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  const starts = startsOf(sorted, wanted);
  const colours = spread(starts.length);
  const classOf = (value: number) =>
    Math.max(
      0,
      starts.findLastIndex((start) => value >= start),
    );
  const list = starts.map((_, index) => {
    const members = sorted.filter((value) => classOf(value) === index);
    return { colour: colours[index]!, from: members[0]!, to: members.at(-1)!, count: members.length };
  });
  return { list, without: values.length - sorted.length, colourOf: (value) => (value === null ? null : (colours[classOf(value)] ?? null)) };
}

/**
 * Least value of each class. What is left is shared out anew after every class, so that a value held by
 * half of all units (zero, often) takes one class and not three.
 */
function startsOf(sorted: number[], wanted: number): number[] {
  const starts: number[] = [];
  let at = 0;
  while (at < sorted.length && starts.length < wanted) {
    starts.push(sorted[at]!);
    if (starts.length === wanted) break;
    const end = at + (sorted.length - at) / (wanted - starts.length + 1);
    let next = at;
    do next = after(sorted, next);
    while (next < sorted.length && (next + after(sorted, next)) / 2 <= end);
    at = next;
  }
  return starts;
}

/** Where the run of equal values that begins at `from` ends. */
const after = (sorted: number[], from: number): number => {
  let at = from;
  while (at < sorted.length && sorted[at] === sorted[from]) at++;
  return at;
};

/** Fewer classes than colours: keep both ends of the palette apart. */
function spread(count: number): string[] {
  if (count <= 1) return [COLOURS[1]!].slice(0, count);
  return Array.from({ length: count }, (_, i) => COLOURS[Math.round((i * (COLOURS.length - 1)) / (count - 1))]!);
}
