import { copyFile, link, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceRow, SourceTable } from './format.js';

/** Reads a table that needs files of its own; they are taken away once its rows have been read, when it fails, or by `close`. */
export async function inScratch(read: (folder: string) => Promise<SourceTable>): Promise<SourceTable> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-file-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const table = await read(folder);
    const close = async (): Promise<void> => {
      await table.close?.();
      await remove();
    };
    return { ...table, rows: thenClose(table.rows, close), close };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function* thenClose(rows: AsyncIterable<SourceRow[]>, close: () => Promise<void>): AsyncGenerator<SourceRow[]> {
  try {
    yield* rows;
  } finally {
    await close();
  }
}

/** The same file under a name that tells its format, without copying where the disk allows it. */
export async function namedCopy(path: string, folder: string, name: string): Promise<string> {
  const copy = join(folder, name);
  await link(path, copy).catch(() => copyFile(path, copy));
  return copy;
}
