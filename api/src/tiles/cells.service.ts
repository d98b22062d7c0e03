import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { row, rows } from '../database/sql.js';
import type { Kind } from '../registry/field.js';
import type { RecordQuery } from '../registry/record-query.js';
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

/** Where counts and cells of a tile come from: here they are counted when they are asked for. */
@Injectable()
export class CellsService {
  constructor(private readonly database: DataSource) {}

  /** How many records a tile holds, counted no further than `most`. */
  async recordsIn(kind: Kind, viewer: Viewer, query: RecordQuery, tile: Tile, most: number): Promise<number> {
    return (await row<{ count: number }>(this.database, countedRecords(kind, viewer, query, tile, most)))!.count;
  }

  async clusterCells(kind: Kind, viewer: Viewer, query: RecordQuery, tile: Tile): Promise<Cell[]> {
    return cellsOf(await rows<CellRow>(this.database, groupedCells(kind, viewer, query, tile)), tile);
  }
}

function cellsOf(found: CellRow[], tile: Tile): Cell[] {
  const cells = new Map<string, Cell>();
  const units = 2 ** tile.z * EXTENT;
  for (const { cx, cy, name, count, across, down } of found)
    if (name === null) cells.set(`${cx}/${cy}`, { x: across! * units - tile.x * EXTENT, y: down! * units - tile.y * EXTENT, count, mix: {} });
  for (const { cx, cy, name, count } of found) if (name !== null) cells.get(`${cx}/${cy}`)!.mix[name] = count;
  return [...cells.values()];
}
