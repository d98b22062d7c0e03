import type { Position } from 'geojson';
import { distanceM } from './ground.js';

/** Wider than any clearance asked for, so that only neighbouring cells have to be looked into. */
const CELL_DEGREES = 0.002;

/** Streets drawn so far, found by where they lie. */
export class Streets {
  private readonly cells = new Map<string, Position[]>();

  add(line: Position[]): void {
    for (const position of line) {
      const [x, y] = cellOf(position);
      const cell = this.cells.get(`${x} ${y}`);
      if (cell) cell.push(position);
      else this.cells.set(`${x} ${y}`, [position]);
    }
  }

  /** @param metres at most 200 */
  anyWithin(metres: number, line: Position[]): boolean {
    return line.some((position) => this.around(position).some((other) => distanceM(other, position) < metres));
  }

  private around(position: Position): Position[] {
    const [x, y] = cellOf(position);
    return [-1, 0, 1].flatMap((east) => [-1, 0, 1].flatMap((north) => this.cells.get(`${x + east} ${y + north}`) ?? []));
  }
}

const cellOf = ([lon, lat]: Position): [number, number] => [Math.floor(lon! / CELL_DEGREES), Math.floor(lat! / CELL_DEGREES)];
