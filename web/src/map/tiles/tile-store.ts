import type { KindName } from '../../api-types';
import type { RecordTile } from './decode';
import type { LoadTile } from './tile-loader';

export const MIN_Z = 4;
export const MAX_Z = 18;

/** A kind of record to be shown, and which of them: the query's text. */
export interface TileLayer {
  kind: KindName;
  query: string;
}

/** What the map shows: shares of the world's square, and the zoom of the tiles for it. */
export interface TileView {
  z: number;
  west: number;
  north: number;
  east: number;
  south: number;
}

interface Entry {
  kind: KindName;
  z: number;
  x: number;
  y: number;
  query: string;
  /** What came last; it stays in sight until its successor has come. */
  tile: RecordTile | null;
  state: 'loading' | 'ready' | 'failed';
  stop: () => void;
}

type Wanted = Pick<Entry, 'kind' | 'z' | 'x' | 'y' | 'query'> & { key: string };

/** Tiles kept around the view on each side, for those who go back. */
const KEPT = 2;

/**
 * Tiles change their size at three quarters of a zoom step: shown at 430 to 860 pixels.
 * Half-way would fetch a third more of them for the same picture.
 */
export const tileZoomOf = (mapZoom: number): number => Math.min(MAX_Z, Math.max(MIN_Z, Math.floor(mapZoom + 0.25) - 1));

/** Keeps the tiles of what is seen: asks for what is missing, throws away what is far off. */
export class TileStore {
  private readonly entries = new Map<string, Entry>();
  private layers: TileLayer[] = [];
  private view: TileView | null = null;
  private wanted: Wanted[] = [];
  /** Grows whenever other tiles may be there. */
  version = 0;

  constructor(
    private readonly load: LoadTile,
    private readonly told: () => void,
  ) {}

  private changed(): void {
    this.version++;
    this.told();
  }

  show(layers: TileLayer[]): void {
    this.layers = layers;
    this.update();
  }

  look(view: TileView): void {
    this.view = view;
    this.update();
  }

  /** Asks for everything again: the register may have changed. */
  refresh(): void {
    for (const entry of this.entries.values()) if (entry.state !== 'loading') this.fetch(entry);
  }

  /** Nothing that is in view is still on its way. */
  get complete(): boolean {
    return this.view !== null && this.wanted.every(({ key }) => this.entries.get(key)?.state !== 'loading');
  }

  get failed(): boolean {
    return [...this.entries.values()].some((entry) => entry.state === 'failed' && entry.z === this.view?.z);
  }

  /** Tiles to draw: those of this zoom, and under them what is left of another until they have come. */
  tiles(kind: KindName): { tile: RecordTile; old: boolean }[] {
    const all = [...this.entries.values()].filter((entry) => entry.kind === kind && entry.tile);
    return all.map(({ tile, z }) => ({ tile: tile!, old: z !== this.view?.z }));
  }

  /** Whether this zoom's tile over a place is there, so that no older one need stand in for it. */
  covers(kind: KindName, x: number, y: number): boolean {
    const z = this.view?.z ?? 0;
    const side = 2 ** z;
    return !!this.entries.get(keyOf(kind, z, Math.floor(x * side), Math.floor(y * side)))?.tile;
  }

  clear(): void {
    for (const entry of this.entries.values()) entry.stop();
    this.entries.clear();
  }

  private update(): void {
    if (!this.view) return;
    this.wanted = this.inView();
    let asked = false;
    for (const { key, ...place } of this.wanted) {
      const entry = this.entries.get(key);
      if (entry?.query === place.query) continue;
      const next: Entry = entry ?? { ...place, tile: null, state: 'loading', stop: () => {} };
      next.query = place.query;
      this.entries.set(key, next);
      this.fetch(next);
      asked = true;
    }
    // A pan within what is there draws nothing anew.
    if (this.prune() || asked) this.changed();
  }

  private fetch(entry: Entry): void {
    entry.stop();
    entry.state = 'loading';
    const { kind, z, x, y, query } = entry;
    const url = `/api/v1/tiles/${kind}/${z}/${x}/${y}.mvt${query ? `?${query}` : ''}`;
    entry.stop = this.load(url, { kind, z, x, y }, (loaded) => {
      entry.state = 'tile' in loaded ? 'ready' : 'failed';
      if ('tile' in loaded) entry.tile = loaded.tile;
      this.prune();
      this.changed();
    });
  }

  /** From the middle outwards, so that what one looks at comes first. */
  private inView(): Wanted[] {
    const { z, west, north, east, south } = this.view!;
    const side = 2 ** z;
    const range = (from: number, to: number): number[] => {
      const [first, last] = [Math.max(0, Math.floor(from * side)), Math.min(side - 1, Math.floor(to * side))];
      return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
    };
    const [mx, my] = [((west + east) / 2) * side - 0.5, ((north + south) / 2) * side - 0.5];
    const places = range(north, south).flatMap((y) => range(west, east).map((x) => ({ z, x, y })));
    places.sort((a, b) => Math.hypot(a.x - mx, a.y - my) - Math.hypot(b.x - mx, b.y - my));
    return places.flatMap((place) => this.layers.map((layer) => ({ ...place, ...layer, key: keyOf(layer.kind, place.z, place.x, place.y) })));
  }

  /** @returns whether anything that may have been seen was thrown away */
  private prune(): boolean {
    const { z, west, north, east, south } = this.view!;
    const complete = this.complete;
    const side = 2 ** z;
    let gone = false;
    for (const [key, entry] of this.entries) {
      const shown = this.layers.some((layer) => layer.kind === entry.kind && (entry.z !== z || layer.query === entry.query));
      const near = entry.x >= west * side - 1 - KEPT && entry.x <= east * side + KEPT && entry.y >= north * side - 1 - KEPT && entry.y <= south * side + KEPT;
      const keep = shown && (entry.z === z ? near : !complete && entry.tile !== null);
      if (keep) continue;
      entry.stop();
      this.entries.delete(key);
      gone = true;
    }
    return gone;
  }
}

const keyOf = (kind: KindName, z: number, x: number, y: number): string => `${kind}/${z}/${x}/${y}`;
