import { decodeTile, type RecordTile, type TileAddress } from './decode';

export interface TileRequest {
  id: number;
  url: string;
  address: TileAddress;
}
export type TileAnswer = { id: number; tile: RecordTile } | { id: number; status: number };

const running = new Map<number, AbortController>();
// The page's types know a window here; it is a worker.
const scope = self as unknown as Pick<Worker, 'addEventListener'> & { postMessage: (answer: TileAnswer, transfer?: Transferable[]) => void };

/** Fetches and decodes beside the page, so that the map never stands still for it. */
scope.addEventListener('message', ({ data }: MessageEvent<TileRequest | { cancel: number }>) => {
  if ('cancel' in data) running.get(data.cancel)?.abort();
  else void load(data);
});

async function load({ id, url, address }: TileRequest): Promise<void> {
  const abort = new AbortController();
  running.set(id, abort);
  try {
    const response = await fetch(url, { signal: abort.signal });
    if (!response.ok) return scope.postMessage({ id, status: response.status });
    const tile = decodeTile(await response.arrayBuffer(), address);
    scope.postMessage({ id, tile }, [tile.xs.buffer, tile.ys.buffer, tile.of.buffer, tile.cellStart.buffer, tile.cellItems.buffer]);
  } catch {
    // Unreachable, cut off, or not a tile.
    if (!abort.signal.aborted) scope.postMessage({ id, status: 0 });
  } finally {
    running.delete(id);
  }
}
