import { open } from 'node:fs/promises';
import { FileProblem, type SourceRow, type SourceTable } from '../formats/format.js';
import { FIRST_BYTES, formatFor } from '../formats/formats.js';
import type { KindName } from '../registry/field.js';
import { KINDS } from '../registry/kinds.js';
import { understandColumns } from './reading/columns.js';

/** Records from the body of a request are kept like a file of this name. */
export const NAME_OF_ITEMS = 'items.json';

/** A file's columns with its first rows already taken, since the header alone says too little. */
export interface Source {
  table: SourceTable;
  first: SourceRow[];
  /** All batches, the first one included. */
  batches(): AsyncGenerator<SourceRow[]>;
  close(): Promise<void>;
}

/** @throws FileProblem when the file as a whole cannot be read */
export async function openSource(path: string, fileName: string | null, _sheet?: string): Promise<Source> {
  const table = await formatFor(fileName ?? NAME_OF_ITEMS, await firstBytes(path)).read(path);
  const rest = table.rows[Symbol.asyncIterator]();
  const begun = await rest.next();
  const first: SourceRow[] = begun.done ? [] : begun.value;
  const close = async (): Promise<void> => void (await rest.return?.());
  if (!first.length) {
    await close();
    throw new FileProblem(NO_ROWS);
  }
  async function* batches(): AsyncGenerator<SourceRow[]> {
    try {
      yield first;
      for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
    } finally {
      await close();
    }
  }
  return { table, first, batches, close };
}

const LEAST_KNOWN = 3;

/** The kind that knows most of a file's columns. */
export function recogniseKind({ table }: Source): KindName | null {
  const headers = table.columns.map((column) => column.header);
  const known = KINDS.map((kind) => ({ name: kind.name, count: understandColumns(kind, headers).filter(({ use }) => use).length }));
  const best = known.reduce((a, b) => (b.count > a.count ? b : a));
  return best.count >= Math.min(LEAST_KNOWN, headers.length) ? best.name : null;
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(FIRST_BYTES), 0, FIRST_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const NO_ROWS = {
  vi: 'Tệp có tiêu đề nhưng không có hàng dữ liệu nào. Nhập ít nhất một hàng dưới tiêu đề rồi gửi lại.',
  en: 'The file has a header but no rows of data. Enter at least one row below the header and send it again.',
};
