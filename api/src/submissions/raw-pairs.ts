import { readCoordinate, type Coordinate } from '../geo/ordinates.js';
import { readCoordinatePair } from '../geo/pairs.js';
import type { Submission } from './submission.js';

export interface RawPair {
  id: number;
  a: number;
  b: number;
}

/** The numbers of rows that could not be placed, such as metres in a file said to be in degrees, as far as their cells hold any. */
export function rawPairs(submission: Pick<Submission, 'columns'>, items: { id: number; cells: string[] }[]): RawPair[] {
  const at = (...uses: string[]): number => submission.columns.findIndex(({ use }) => use !== null && uses.includes(use));
  const [first, second, both] = [at('x', 'lon'), at('y', 'lat'), at('both')];
  return items.flatMap(({ id, cells }) => {
    const pair = first >= 0 && second >= 0 ? [readCell(cells[first]), readCell(cells[second])] : readCoordinatePair(cells[both] ?? '');
    const [a, b] = pair ?? [];
    return a && b ? [{ id, a: a.grouped ?? a.value, b: b.grouped ?? b.value }] : [];
  });
}

const readCell = (cell: string | undefined): Coordinate | null => readCoordinate((cell ?? '').trim());
