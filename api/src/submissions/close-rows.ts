import { systemOfSrid, WGS_84 } from '../geo/systems.js';
import { degreesOf } from './checks/grid.js';
import type { ReadRow } from './reading/rows.js';

/** For the scale of a projection, and for the last digits of what is converted. */
const wider = (metres: number): number => metres * 1.01 + 0.05;

/** Of a file's rows those that may stand within so many metres of another one of it; all others do not. */
export interface Close {
  metres: number;
  rows: number[];
}

/**
 * Finds them while the file is read, so that a rule about neighbours need not look for those of each item afterwards. Where a file's places are not plain
 * numbers of one known system it does not know, and says so.
 */
export class CloseRows {
  private readonly rows: number[] = [];
  private readonly x: number[] = [];
  private readonly y: number[] = [];
  private srid: number | undefined;
  private unclear = false;

  constructor(private readonly metres: number) {}

  add({ row, position, geometry }: Pick<ReadRow, 'row' | 'position' | 'geometry'>): void {
    if (geometry) this.unclear = true;
    if (!position || this.unclear) return;
    this.srid ??= position.srid;
    if (position.srid !== this.srid) this.unclear = true;
    this.rows.push(row);
    this.x.push(position.x);
    this.y.push(position.y);
  }

  /** Null where it does not know. */
  get found(): Close | null {
    const reach = reachIn(this.srid ?? WGS_84.srid, this.metres);
    if (this.unclear || reach === null) return null;
    const close = new Set<number>();
    // Two within reach of each other share a cell twice as wide, in this grid or in one that is moved by half a cell.
    for (const [right, up] of [[0, 0], [0, 1], [1, 0], [1, 1]] as const) for (const n of this.sharing(reach, right, up)) close.add(this.rows[n]!); // prettier-ignore
    return { metres: this.metres, rows: [...close] };
  }

  /** Places, by their number, that are not alone in their cell. In plain loops: there are many, and whoever sent the file waits. */
  private sharing(reach: number, right: number, up: number): number[] {
    const cells = new Float64Array(this.x.length);
    for (let n = 0; n < cells.length; n++) cells[n] = cellOf(this.x[n]! / reach + right, this.y[n]! / reach + up);
    const sorted = cells.toSorted();
    const shared = new Set<number>();
    for (let at = 1; at < sorted.length; at++) if (sorted[at] === sorted[at - 1]) shared.add(sorted[at]!);
    const sharing: number[] = [];
    for (let n = 0; shared.size && n < cells.length; n++) if (shared.has(cells[n]!)) sharing.push(n);
    return sharing;
  }
}

/** In the units of a system in use here, whose metres are nearly those on the ground; others may have feet, or metres of a map of the world. */
function reachIn(srid: number, metres: number): number | null {
  const system = systemOfSrid(srid);
  if (!system) return null;
  return system.unit === 'degrees' ? degreesOf(wider(metres)) : wider(metres);
}

const ROW_OF_CELLS = 2 ** 26;

/** One number for a cell. Far outside any system two cells may share theirs, so that too many rows are named. */
const cellOf = (x: number, y: number): number => Math.floor(x / 2) * ROW_OF_CELLS + Math.floor(y / 2);
