import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import type { KindName, Values } from '../../api-types';

/** Cells of a tile's index along each side: 16 pixels of a tile shown at 512. */
export const GRID = 32;
const CLUSTERS = 'clusters';

export interface TileAddress {
  kind: KindName;
  z: number;
  x: number;
  y: number;
}

/** A line or outline of a record: x and y in turns, as shares of the world's square. An area's symbol comes as a place of its own. */
export interface TilePath {
  of: number;
  points: Float64Array;
  box: [west: number, north: number, east: number, south: number];
}

/** A tile as the map needs it. Places are shares of the world's square in Web Mercator, so that they hold at every zoom. */
export interface RecordTile extends TileAddress {
  clustered: boolean;
  /** Of each record or cluster. */
  ids: number[];
  values: Values[];
  /** Where symbols stand; `of` says whose. A place on the border belongs to one tile only. */
  xs: Float64Array;
  ys: Float64Array;
  of: Uint32Array;
  paths: TilePath[];
  /** The places of cell c are cellItems[cellStart[c]] to cellItems[cellStart[c + 1] - 1]. */
  cellStart: Uint32Array;
  cellItems: Uint32Array;
}

interface Collected {
  ids: number[];
  values: Values[];
  xs: number[];
  ys: number[];
  of: number[];
  paths: TilePath[];
}

export function decodeTile(content: ArrayBuffer, address: TileAddress): RecordTile {
  const { layers } = new VectorTile(new PbfReader(new Uint8Array(content)));
  const clustered = CLUSTERS in layers;
  const layer = layers[clustered ? CLUSTERS : address.kind];
  const found: Collected = { ids: [], values: [], xs: [], ys: [], of: [], paths: [] };
  for (let i = 0; i < (layer?.length ?? 0); i++) collect(found, layer!.feature(i), address);
  return {
    ...address,
    clustered,
    ids: found.ids,
    values: found.values,
    xs: Float64Array.from(found.xs),
    ys: Float64Array.from(found.ys),
    of: Uint32Array.from(found.of),
    paths: found.paths,
    ...indexOf(found.xs, found.ys, address),
  };
}

function collect(found: Collected, feature: VectorTileFeature, { z, x, y }: TileAddress): void {
  const { extent } = feature;
  const own = found.ids.length;
  const scale = 1 / (extent * 2 ** z);
  const inside = (px: number, py: number) => px >= 0 && py >= 0 && px < extent && py < extent;
  const place = (px: number, py: number) => {
    // Beyond the border the buffer repeats what the next tile holds.
    if (!inside(px, py)) return;
    found.xs.push((x * extent + px) * scale);
    found.ys.push((y * extent + py) * scale);
    found.of.push(own);
  };
  found.ids.push(feature.id ?? -1 - own);
  found.values.push(feature.properties);
  for (const ring of feature.loadGeometry()) {
    if (feature.type === 1) {
      for (const point of ring) place(point.x, point.y);
      continue;
    }
    const points = Float64Array.from(ring.flatMap((point) => [(x * extent + point.x) * scale, (y * extent + point.y) * scale]));
    found.paths.push({ of: own, points, box: boxOf(points) });
  }
}

function boxOf(points: Float64Array): TilePath['box'] {
  const box: TilePath['box'] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    box[0] = Math.min(box[0], points[i]!);
    box[1] = Math.min(box[1], points[i + 1]!);
    box[2] = Math.max(box[2], points[i]!);
    box[3] = Math.max(box[3], points[i + 1]!);
  }
  return box;
}

const clampCell = (value: number): number => Math.min(GRID - 1, Math.max(0, Math.floor(value)));

/** Column or row of a tile's index in which a share of the world lies. */
export const cellAlong = (world: number, tile: number, z: number): number => clampCell((world * 2 ** z - tile) * GRID);

/** A counting sort of the places into cells. */
function indexOf(xs: number[], ys: number[], { z, x, y }: TileAddress): Pick<RecordTile, 'cellStart' | 'cellItems'> {
  const cells = xs.map((px, i) => cellAlong(ys[i]!, y, z) * GRID + cellAlong(px, x, z));
  const cellStart = new Uint32Array(GRID * GRID + 1);
  for (const cell of cells) cellStart[cell + 1]!++;
  for (let c = 0; c < GRID * GRID; c++) cellStart[c + 1]! += cellStart[c]!;
  const next = cellStart.slice();
  const cellItems = new Uint32Array(xs.length);
  cells.forEach((cell, i) => (cellItems[next[cell]!++] = i));
  return { cellStart, cellItems };
}
