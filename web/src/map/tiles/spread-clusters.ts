import type { KindName, Values } from '../../api-types';
import { clusterRadius } from './cluster-symbol';
import type { Looks } from './scene';
import type { TileStore } from './tile-store';

/** A cluster with the place its symbol has at this zoom, in pixels of the world. */
export interface PlacedCluster {
  kind: KindName;
  id: string;
  values: Values;
  count: number;
  radius: number;
  px: number;
  py: number;
  /** Where its records are in the middle: shares of the world's square. */
  x: number;
  y: number;
}

const ROUNDS = 12;

/** The last answer for each scene: asked for at every move of the pointer. */
const known = new WeakMap<Looks, { version: number; scale: number; clusters: PlacedCluster[] }>();

export function spreadClusters(store: TileStore, looks: Looks, scale: number): PlacedCluster[] {
  const last = known.get(looks);
  if (last && last.version === store.version && last.scale === scale) return last.clusters;
  const clusters = placed(store, looks, scale);
  known.set(looks, { version: store.version, scale, clusters });
  return clusters;
}

const GAP = 2;

/**
 * The clusters of the tiles there are. Two whose middles come near each other at the border of their cells push each other aside,
 * so that both numbers can be read; the same tiles always give the same places.
 */
function placed(store: TileStore, looks: Looks, scale: number): PlacedCluster[] {
  const all: PlacedCluster[] = [];
  for (const { kind } of looks.scene.layers)
    for (const { tile, old } of store.tiles(kind)) {
      if (!tile.clustered) continue;
      for (let i = 0; i < tile.xs.length; i++) {
        const [x, y, values] = [tile.xs[i]!, tile.ys[i]!, tile.values[tile.of[i]!]!];
        const count = looks.countOf(kind, values);
        if (count <= 0 || (old && store.covers(kind, x, y))) continue;
        all.push({ kind, id: `${tile.z}/${tile.x}/${tile.y}/${i}`, values, count, radius: clusterRadius(count), px: x * scale, py: y * scale, x, y });
      }
    }
  all.sort((a, b) => a.px - b.px || a.py - b.py);
  for (let round = 0; round < ROUNDS; round++) if (!pushApart(all)) break;
  return all;
}

/** From the west to the east each looks only at those near enough to touch. @returns whether anything moved */
function pushApart(all: PlacedCluster[]): boolean {
  let moved = false;
  for (let i = 0; i < all.length; i++) {
    const a = all[i]!;
    for (let k = i + 1; k < all.length && all[k]!.px - a.px < 2 * a.radius + 60; k++) {
      const b = all[k]!;
      const [dx, dy] = [b.px - a.px, b.py - a.py];
      const distance = Math.hypot(dx, dy) || 1;
      const overlap = a.radius + b.radius + GAP - distance;
      if (overlap <= 0) continue;
      // The smaller gives way more.
      const share = (overlap * a.radius) / (a.radius + b.radius);
      const [ux, uy] = distance === 1 && !dx ? [0, 1] : [dx / distance, dy / distance];
      b.px += ux * share;
      b.py += uy * share;
      a.px -= ux * (overlap - share);
      a.py -= uy * (overlap - share);
      moved = true;
    }
  }
  return moved;
}
