import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { rows } from '../database/sql.js';
import type { Kind } from '../registry/field.js';
import type { RecordQuery } from '../registry/record-query.js';
import { canSumCells, cellsOfTile, sumOfTile } from '../sums/cells.sql.js';
import { SumsService } from '../sums/sums.service.js';
import { countedRecords, groupedCells } from './clusters.sql.js';
import { EXTENT, type Tile } from './tile.js';

/** Records close together. */
export interface Cell {
  /** Their mean place in units of the tile. */
  x: number;
  y: number;
  count: number;
  /** How many of each value, such as `status:operating`. */
  mix: Record<string, number>;
}

interface CellRow {
  cx: number;
  cy: number;
  name: string | null;
  count: number;
  across: number | null;
  down: number | null;
}

/** Where counts and cells of a tile come from: from the sums kept beside the register, or counted when they are asked for. */
@Injectable()
export class CellsService {
  constructor(
    private readonly database: DataSource,
    private readonly sums: SumsService,
  ) {}

  /** How many records a tile holds, counted no further than `most`. */
  async recordsIn(kind: Kind, viewer: Viewer, query: RecordQuery, tile: Tile, most: number): Promise<number> {
    const summed = await this.summed<{ count: number }>(kind, viewer, query, tile, sumOfTile);
    const [counted] = summed ?? (await rows<{ count: number }>(this.database, countedRecords(kind, viewer, query, tile, most)));
    return Math.min(counted!.count, most);
  }

  async clusterCells(kind: Kind, viewer: Viewer, query: RecordQuery, tile: Tile): Promise<Cell[]> {
    const summed = await this.summed<Cell>(kind, viewer, query, tile, cellsOfTile);
    if (summed) return summed;
    return this.database.transaction(async (manager) => {
      // The planner takes nearly every record for a group of its own and would sort them all, which takes twice as long as the rest.
      await manager.query('set local enable_sort = off');
      return cellsOf(await rows<CellRow>(manager, groupedCells(kind, viewer, query, tile)), tile);
    });
  }

  /** What the sums say; null when they cannot answer this, or do not fit the register at this moment. */
  private async summed<Row>(kind: Kind, viewer: Viewer, query: RecordQuery, tile: Tile, ask: typeof sumOfTile): Promise<Row[] | null> {
    if (!canSumCells(kind, viewer, query, tile)) return null;
    await this.sums.catchUp();
    return this.database.transaction('REPEATABLE READ', async (manager) =>
      (await this.sums.fit(manager)) ? rows<Row>(manager, ask(kind, viewer, query, tile)) : null,
    );
  }
}

function cellsOf(found: CellRow[], tile: Tile): Cell[] {
  const cells = new Map<string, Cell>();
  const units = 2 ** tile.z * EXTENT;
  // In rows from the north, as the sums give them: the same content makes the same tile.
  for (const { cx, cy, name, count, across, down } of found.toSorted((a, b) => a.cy - b.cy || a.cx - b.cx))
    if (name === null) cells.set(`${cx}/${cy}`, { x: across! * units - tile.x * EXTENT, y: down! * units - tile.y * EXTENT, count, mix: {} });
  for (const { cx, cy, name, count } of found) if (name !== null) cells.get(`${cx}/${cy}`)!.mix[name] = count;
  return [...cells.values()];
}
