import type { Position } from 'geojson';
import { contains, moved, rounded } from './ground.js';
import type { Commune, CommuneDraw } from './communes.js';
import { placeIn } from './communes.js';
import type { Random } from './random.js';

const ORIGIN: Position = [105.3, 21.1];
const CELL_M = 30;
const COLUMNS = 2000;
const ROWS = 2000;
const [LON_STEP, LAT_STEP] = moved([0, 0], CELL_M, CELL_M) as [number, number];
/** Neighbours in two cells stay 30 - 2 * 9 = 12 m apart, more than the 10 m at which they would count as one. */
const JITTER_M = 9;
const REMEMBERED = 2000;

/**
 * Gives every owner's stations a place of their own: one byte for each cell of 30 m holds a bit for each owner, so a
 * million stations need 4 MB and no search among neighbours.
 */
export class Placing {
  private readonly taken = new Uint8Array(COLUMNS * ROWS);
  private readonly owners: string[] = [];
  private readonly recent: { owner: string; commune: Commune; position: Position }[] = [];

  /** A free place; some are near another owner's mast, as chances to share are. */
  place(owner: string, draw: CommuneDraw, random: Random): { commune: Commune; position: Position } {
    for (;;) {
      const neighbour = random.chance(0.18) && this.recent.length > 0 ? random.pick(this.recent) : undefined;
      const near = neighbour && neighbour.owner !== owner && draw.communes.includes(neighbour.commune) ? neighbour : undefined;
      const commune = near?.commune ?? draw.draw(random);
      const wish = near ? moved(near.position, random.between(-190, 190), random.between(-190, 190)) : placeIn(commune, random);
      const position = this.take(owner, commune, wish, random);
      if (position) return { commune, position };
    }
  }

  private take(owner: string, commune: Commune, wish: Position, random: Random): Position | null {
    const [column, row] = [Math.floor((wish[0]! - ORIGIN[0]!) / LON_STEP), Math.floor((wish[1]! - ORIGIN[1]!) / LAT_STEP)];
    const centre: Position = [ORIGIN[0]! + (column + 0.5) * LON_STEP, ORIGIN[1]! + (row + 0.5) * LAT_STEP];
    const position = rounded(moved(centre, random.between(-JITTER_M, JITTER_M), random.between(-JITTER_M, JITTER_M)));
    const cell = row * COLUMNS + column;
    const bit = this.bitOf(owner);
    if (this.taken[cell]! & bit || !contains(commune.area, position[0]!, position[1]!)) return null;
    this.taken[cell]! |= bit;
    this.recent[this.recent.length < REMEMBERED ? this.recent.length : random.integer(0, REMEMBERED - 1)] = { owner, commune, position };
    return position;
  }

  private bitOf(owner: string): number {
    if (!this.owners.includes(owner)) this.owners.push(owner);
    return 1 << this.owners.indexOf(owner);
  }
}
