import { columnsFrom, FileProblem, looksLikeHeader, TITLE_ROWS } from './format.js';
import type { SourceRow, SourceTable } from './format.js';

const NO_ROWS = {
  vi: 'Tệp không có dòng dữ liệu nào. Hàng đầu cần là tên các cột, mỗi hàng sau là một bản ghi.',
  en: 'The file has no rows of data. The first row should name the columns, each row after it is one record.',
};

/** Splits rows of bare cells into columns and rows: the header is found among the first rows that are not blank. */
export async function tableWithHeader(source: AsyncIterable<SourceRow[]>): Promise<SourceTable> {
  const batches = source[Symbol.asyncIterator]();
  const first = await takeRows(batches, TITLE_ROWS);
  const found = first.slice(0, TITLE_ROWS).findIndex((row) => looksLikeHeader(row.cells));
  const header = Math.max(found, 0);
  if (first.length <= header + 1) throw new FileProblem(NO_ROWS);
  return { columns: columnsFrom(first[header]!.cells), rows: rest(first.slice(header + 1), batches), hasGeometry: false };
}

async function takeRows(batches: AsyncIterator<SourceRow[]>, atLeast: number): Promise<SourceRow[]> {
  let rows: SourceRow[] = [];
  while (rows.length <= atLeast) {
    const next = await batches.next();
    if (next.done) break;
    rows = rows.concat(next.value);
  }
  return rows;
}

async function* rest(first: SourceRow[], batches: AsyncIterator<SourceRow[]>): AsyncGenerator<SourceRow[]> {
  try {
    yield first;
    for (let next = await batches.next(); !next.done; next = await batches.next()) yield next.value;
  } finally {
    // Closes the file when the reader stops early.
    await batches.return?.();
  }
}
