import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { row, rows, sql } from '../database/sql.js';
import type { Kind } from '../registry/field.js';
import type { RecordQuery } from '../registry/record-query.js';
import { CellsService, type Cell } from './cells.service.js';
import { encodeTile, type Feature, type Shape, type Value } from './encoder.js';
import { nativeTile, plainFeatures, type FeatureChoice } from './features.sql.js';
import { MAX_BYTES, type Tile } from './tile.js';
import { TILE_LAYERS } from './tile-layers.js';

/** Up to so many records a tile shows one by one at any zoom, and from the zoom after the last overview on. */
const FEW = 500;
const MANY = 4000;
const LAST_OVERVIEW = 10;
/** More lines than this cannot fit into a tile, however short. */
const MOST_DRAWN = 5000;

type FeatureRow = { enough: boolean; id: number | null; shape: Shape } & Record<string, Value>;

@Injectable()
export class TilesService {
  private native?: Promise<boolean>;

  constructor(
    private readonly database: DataSource,
    private readonly cells: CellsService,
  ) {}

  /** A vector tile with one layer: the records one by one, or clusters of them. Nothing where there are none. */
  async tile(kind: Kind, viewer: Viewer, query: RecordQuery, tile: Tile): Promise<Buffer> {
    const clusters = !TILE_LAYERS[kind.name].size;
    if (!clusters) return this.drawn({ kind, viewer, query, tile, most: MOST_DRAWN, budget: MAX_BYTES });
    const overview = tile.z <= LAST_OVERVIEW;
    const most = overview ? FEW : MANY;
    // Near by nobody counts first what may well be few, but where the sums know it, nothing is read in vain.
    const count = overview ? await this.cells.recordsIn(kind, viewer, query, tile, most + 1) : await this.cells.summedIn(kind, viewer, query, tile);
    const features = count !== null && count > most ? null : await this.features({ kind, viewer, query, tile, most, budget: MAX_BYTES });
    if (features && features.length <= MAX_BYTES) return features;
    return encodeTile('clusters', (await this.cells.clusterCells(kind, viewer, query, tile)).map(clusterOf));
  }

  /** Asks again for less in the rare case that the reckoning was too low. */
  private async drawn(choice: FeatureChoice): Promise<Buffer> {
    const tile = (await this.features(choice))!;
    if (tile.length <= MAX_BYTES) return tile;
    return this.drawn({ ...choice, budget: Math.floor(((choice.budget * MAX_BYTES) / tile.length) * 0.95) });
  }

  /** Null when there are too many. */
  private async features(choice: FeatureChoice): Promise<Buffer | null> {
    if (await this.writesTiles()) return (await row<{ tile: Buffer | null }>(this.database, nativeTile(choice)))!.tile;
    const found = await rows<FeatureRow>(this.database, plainFeatures(choice));
    return found[0]!.enough ? encodeTile(choice.kind.name, found.flatMap(featureOf)) : null;
  }

  /** Whether PostGIS was built with what writes tiles; asked once. */
  private writesTiles(): Promise<boolean> {
    this.native ??= row<{ native: boolean }>(this.database, sql`select postgis_libprotobuf_version() is not null as native`).then(
      (found) => found!.native,
      (error: unknown) => {
        this.native = undefined;
        throw error;
      },
    );
    return this.native;
  }
}

const featureOf = ({ enough: _, id, shape, ...properties }: FeatureRow): Feature[] => (id === null ? [] : [{ id, shape, properties }]);

const clusterOf = ({ x, y, count, mix }: Cell, index: number): Feature => ({
  id: index + 1,
  shape: { type: 'Point', coordinates: [Math.round(x), Math.round(y)] },
  properties: { count, ...mix },
});
