import type { RecordTile, TileAddress } from './decode';
import type { TileAnswer } from './tile.worker';

export type Loaded = { tile: RecordTile } | { status: number };
/** Starts to load a tile. @returns what stops it */
export type LoadTile = (url: string, address: TileAddress, done: (loaded: Loaded) => void) => () => void;

let worker: Worker | null = null;
let last = 0;
const waiting = new Map<number, (loaded: Loaded) => void>();

/** One worker serves all maps of the page. */
function theWorker(): Worker {
  if (worker) return worker;
  worker = new Worker(new URL('./tile.worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<TileAnswer>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  });
  return worker;
}

/** Starts the worker before the first tile is asked for: its code comes while the page is still being put together. */
export const prepareTiles = (): void => void theWorker();

export const loadTile: LoadTile = (url, address, done) => {
  const id = ++last;
  waiting.set(id, done);
  // A worker has an address of its own: it is told the whole one.
  theWorker().postMessage({ id, url: new URL(url, window.location.origin).href, address });
  return () => {
    if (waiting.delete(id)) theWorker().postMessage({ cancel: id });
  };
};
