import type * as L from 'leaflet';
import type { KindName, Values } from '../../api-types';
import { distanceToLine } from '../geometry';
import { cellAlong, GRID, type RecordTile } from './decode';
import type { Looks } from './scene';
import { spreadClusters } from './spread-clusters';
import type { TileStore } from './tile-store';

/** A record or cluster on the map; `x`, `y` are shares of the world's square. */
export interface TileHit {
  type: 'record' | 'cluster';
  kind: KindName;
  id: string;
  values: Values;
  /** Of a cluster: what its symbol counts. */
  count: number;
  x: number;
  y: number;
  latlng: L.LatLng;
}
type Found = Omit<TileHit, 'latlng'> & { distance: number };

const REACH = 11;
const LINE_REACH = 6;
/** Of two at the same distance the one drawn on top. */
const TOPMOST: KindName[] = ['bts-stations', 'post-office-sites', 'sharing-agreements', 'cable-segments'];

/** What lies within a pointer's or finger's reach of a place, nearest first; symbols before the lines under them. `pixel`: its share of the world. */
export function hitsAt(store: TileStore, looks: Looks, x: number, y: number, pixel: number): Found[] {
  const found = clustersAt(store, looks, x, y, pixel);
  for (const { kind } of looks.scene.layers)
    for (const { tile, old } of store.tiles(kind)) {
      if (old || tile.clustered) continue;
      if (kind === 'cable-segments') found.push(...linesAt(tile, x, y, pixel));
      else found.push(...placesAt(tile, looks, x, y, pixel));
    }
  const seen = new Set<string>();
  return found
    .sort((a, b) => layerOf(a) - layerOf(b) || a.distance - b.distance)
    .filter(({ kind, id, type }) => type === 'cluster' || (!seen.has(kind + id) && seen.add(kind + id)));
}

const layerOf = ({ kind, type }: Found): number => (type === 'cluster' ? 0 : kind === 'cable-segments' ? 2 : 1) * 10 + TOPMOST.indexOf(kind) / 10;

function clustersAt(store: TileStore, looks: Looks, x: number, y: number, pixel: number): Found[] {
  return spreadClusters(store, looks, 1 / pixel).flatMap(({ px, py, radius, ...cluster }) => {
    const distance = Math.hypot(px - x / pixel, py - y / pixel);
    return distance <= radius + 2
      ? [{ type: 'cluster' as const, kind: cluster.kind, id: cluster.id, values: cluster.values, count: cluster.count, x: px * pixel, y: py * pixel, distance }]
      : [];
  });
}

/** Only the cells of the tile's index within reach are looked at. */
function placesAt(tile: RecordTile, looks: Looks, x: number, y: number, pixel: number): Found[] {
  const reach = REACH * pixel;
  const side = 2 ** tile.z;
  if (x + reach < tile.x / side || x - reach > (tile.x + 1) / side || y + reach < tile.y / side || y - reach > (tile.y + 1) / side) return [];
  const found: Found[] = [];
  for (let row = cellAlong(y - reach, tile.y, tile.z); row <= cellAlong(y + reach, tile.y, tile.z); row++)
    for (let column = cellAlong(x - reach, tile.x, tile.z); column <= cellAlong(x + reach, tile.x, tile.z); column++) {
      const cell = row * GRID + column;
      for (let at = tile.cellStart[cell]!; at < tile.cellStart[cell + 1]!; at++) {
        const i = tile.cellItems[at]!;
        const distance = Math.hypot(tile.xs[i]! - x, tile.ys[i]! - y) / pixel;
        if (distance <= REACH && !looks.hidden(tile, tile.of[i]!)) found.push({ ...recordOf(tile, tile.of[i]!), x: tile.xs[i]!, y: tile.ys[i]!, distance });
      }
    }
  return found;
}

function linesAt(tile: RecordTile, x: number, y: number, pixel: number): Found[] {
  const reach = LINE_REACH * pixel;
  const found: Found[] = [];
  for (const { of, points, box } of tile.paths) {
    if (x < box[0] - reach || x > box[2] + reach || y < box[1] - reach || y > box[3] + reach) continue;
    let distance = Infinity;
    for (let i = 2; i < points.length; i += 2)
      distance = Math.min(distance, distanceToLine(x, y, [points[i - 2]!, points[i - 1]!], [points[i]!, points[i + 1]!]) / pixel);
    if (distance <= LINE_REACH) found.push({ ...recordOf(tile, of), x, y, distance });
  }
  return found;
}

export const recordOf = (tile: RecordTile, of: number) => ({
  type: 'record' as const,
  kind: tile.kind,
  id: String(tile.ids[of]),
  values: tile.values[of]!,
  count: 1,
});
