import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { rows } from '../database/sql.js';
import type { Kind } from '../registry/field.js';
import type { RecordQuery } from '../registry/record-query.js';
import { canSumCells, canSumCount, cellsOfTile, sumOfTile } from '../sums/cells.sql.js';
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
    const summed = await this.summedIn(kind, viewer, query, tile);
    if (summed !== null) return summed;
    return (await rows<{ count: number }>(this.database, countedRecords(kind, viewer, query, tile, most)))[0]!.count;
  }

  /** The same where the sums tell it at once; otherwise null. */
  async summedIn(kind: Kind, viewer: Viewer, query: RecordQuery, tile: Tile): Promise<number | null> {
    if (!canSumCount(kind, viewer, query, tile)) return null;
    const summed = await this.sums.ask<{ count: number }>(sumOfTile(kind, viewer, query, tile));
    return summed && summed[0]!.count;
  }

  async clusterCells(kind: Kind, viewer: Viewer, query: RecordQuery, tile: Tile): Promise<Cell[]> {
    const summed = canSumCells(kind, viewer, query, tile) ? await this.sums.ask<Cell>(cellsOfTile(kind, viewer, query, tile)) : null;
    if (summed) return summed;
    return this.database.transaction(async (manager) => {
      // The planner takes nearly every record for a group of its own and would sort them all, which takes twice as long as the rest.
      await manager.query('set local enable_sort = off');
      return cellsOf(await rows<CellRow>(manager, groupedCells(kind, viewer, query, tile)), tile);
    });
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
