import { readCoordinate, type Coordinate } from './ordinates.js';
import { inRange, USUAL_METRES, WGS_84 } from './systems.js';

export type CoordinatePair = [Coordinate, Coordinate];

/** What parts two ordinates in one cell, the surest sign first. */
const STRONG = [/[;|\n\t]+/g, /,\s+/g, /\s*\/\s*/g, /\s+[-–—]\s+/g];
/** These also stand within a number; the last is no sign at all: "21°18'N105°36'E". */
const WEAK = [/,/g, /\s+/g, /(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L}\d)/gu];
const LONGEST = 120;

/** Both ordinates of a "Tọa độ" cell, in the order written; null unless there is just one way to read it. */
export function readCoordinatePair(cell: string): CoordinatePair | null {
  if (cell.length > LONGEST) return null;
  const text = cell.trim().replace(/^[([{]\s*(.*?)\s*[)\]}]$/s, '$1');
  for (const sign of STRONG) {
    const pair = only(splits(text, sign));
    if (pair) return pair;
  }
  return only(WEAK.flatMap((sign) => splits(text, sign)).filter((found) => !areShort(found)));
}

/** Every way to part the text at one of the signs with an ordinate on either side. */
function splits(text: string, sign: RegExp): CoordinatePair[] {
  return [...text.matchAll(sign)].flatMap((found) => {
    const a = readCoordinate(text.slice(0, found.index).trim());
    const b = a && readCoordinate(text.slice(found.index + found[0].length).trim());
    return a && b && a.kind === b.kind ? [[a, b] as CoordinatePair] : [];
  });
}

/** "2 356 283 562 055" can be parted in several places, but in one only does it lie in the region. */
function only(pairs: CoordinatePair[]): CoordinatePair | null {
  if (pairs.length <= 1) return pairs[0] ?? null;
  const [here, ...others] = pairs.filter(([a, b]) => liesHere(a, b) || liesHere(b, a));
  // "2 200 000,000 200 000,000" parted at its first comma says the same.
  return here && others.every(([a, b]) => a.value === here[0].value && b.value === here[1].value) ? here : null;
}

const liesHere = (x: Coordinate, y: Coordinate): boolean =>
  [WGS_84, USUAL_METRES].some((system) => system.unit === x.kind && inRange(x.value, system.x) && inRange(y.value, system.y));

/** "105,6" and "562 055" are one number, "105 35" may be degrees and minutes. */
const areShort = (pair: CoordinatePair): boolean => pair.some(({ value, decimals, axis }) => decimals === 0 && Math.abs(value) < 100_000 && !axis);
