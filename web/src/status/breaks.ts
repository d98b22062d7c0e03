/** How figures are put into classes. */
export const METHODS = ['quantile', 'equal', 'natural'] as const;
export type Method = (typeof METHODS)[number];
export const methodNamed = (name: string | null): Method => METHODS.find((one) => one === name) ?? 'quantile';

/** The least value of each class, ascending; at most `wanted` classes, none of them empty. `sorted` ascends. */
export function startsBy(method: Method, sorted: number[], wanted: number): number[] {
  if (method === 'equal') return equalStarts(sorted, wanted);
  if (method === 'natural') return naturalStarts(sorted, wanted);
  return quantileStarts(sorted, wanted);
}

/**
 * Each class holds about as many units. What is left is shared out anew after every class, so that a value held by
 * half of all units (zero, often) takes one class and not three.
 */
function quantileStarts(sorted: number[], wanted: number): number[] {
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

/** The range cut into equal parts; parts in which no unit lies are left out. */
function equalStarts(sorted: number[], wanted: number): number[] {
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) return [];
  const partOf = (value: number): number => (most > least ? Math.min(wanted - 1, Math.floor(((value - least) / (most - least)) * wanted)) : 0);
  return sorted.filter((value, index) => index === 0 || partOf(value) !== partOf(sorted[index - 1]!));
}

/**
 * Natural breaks: of all ways to cut, the one in which values differ least from the middle of their class (Jenks; exact, after Fisher).
 * The values that occur are cut, each with its weight, so equal ones stay together.
 */
function naturalStarts(sorted: number[], wanted: number): number[] {
  const values = [...new Set(sorted)];
  const count = Math.min(wanted, values.length);
  if (count === 0) return [];
  const spreadOf = spreads(values, sorted);
  // best[i]: least sum of spreads of the first i + 1 values in the classes made so far; cuts[k][i]: where the last of them begins.
  let best = values.map((_, to) => spreadOf(0, to));
  const cuts: number[][] = [values.map(() => 0)];
  for (let classes = 1; classes < count; classes++) {
    const next: number[] = [];
    const from: number[] = [];
    for (let to = 0; to < values.length; to++) {
      next[to] = Infinity;
      from[to] = to;
      for (let start = classes; start <= to; start++) {
        const sum = best[start - 1]! + spreadOf(start, to);
        if (sum < next[to]!) [next[to], from[to]] = [sum, start];
      }
    }
    best = next;
    cuts.push(from);
  }
  const starts: number[] = [];
  for (let classes = count - 1, to = values.length - 1; classes >= 0; classes--) {
    const start = cuts[classes]![to]!;
    starts.unshift(values[start]!);
    to = start - 1;
  }
  return starts;
}

/** Sum of squared distances from the mean of the values from one place to another, from running sums. */
function spreads(values: number[], sorted: number[]): (from: number, to: number) => number {
  const weights = new Map<number, number>();
  for (const value of sorted) weights.set(value, (weights.get(value) ?? 0) + 1);
  const [n, sum, squares] = [[0], [0], [0]];
  values.forEach((value, index) => {
    const weight = weights.get(value)!;
    n.push(n[index]! + weight);
    sum.push(sum[index]! + weight * value);
    squares.push(squares[index]! + weight * value * value);
  });
  return (from, to) => {
    const total = sum[to + 1]! - sum[from]!;
    return Math.max(0, squares[to + 1]! - squares[from]! - (total * total) / (n[to + 1]! - n[from]!));
  };
}
