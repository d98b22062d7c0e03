import type { Field } from '../../registry/field.js';

/** Shorter headers differ by a letter or two and mean different things: "Tọa độ X", "Tọa độ Y". */
const SHORTEST = 9;
const SHORTEST_FOR_TWO = 15;

/** The fields with a name that is one typing error away from the header, two when it is long. */
export function similar(variants: string[], names: [string, Field[]][]): Field[] {
  const found = new Set<Field>();
  for (const header of variants) {
    if (header.length < SHORTEST) continue;
    const most = header.length < SHORTEST_FOR_TWO ? 1 : 2;
    for (const [name, fields] of names)
      if (name.length >= SHORTEST && isWithin(header, name, most) && digitsOf(name) === digitsOf(header)) for (const field of fields) found.add(field);
    if (found.size) break;
  }
  return [...found];
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** Whether `most` letters put in, left out, changed or exchanged with their neighbour make one text of the other (optimal string alignment). */
function isWithin(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    if (Math.min(...row) > most) return false;
    [before, last] = [last, row];
  }
  return last[b.length]! <= most;
}
