import { FileProblem, type SourceRow, type SourceTable } from '../formats/format.js';
import { openTable } from '../formats/formats.js';
import { withoutOwnMarks } from '../formats/own-marks.js';
import { withoutFooter } from '../formats/footer-rows.js';
import type { KindName } from '../registry/field.js';
import { guessKind } from './reading/columns.js';

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
export async function openSource(path: string, fileName: string | null, sheet?: string): Promise<Source> {
  const table = withoutFooter(withoutOwnMarks(await openTable(path, fileName ?? NAME_OF_ITEMS, { sheet })));
  const rest = table.rows[Symbol.asyncIterator]();
  const close = async (): Promise<void> => {
    await rest.return?.();
    await table.close?.();
  };
  const begun = await rest.next().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const first: SourceRow[] = begun.done ? [] : begun.value;
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

/** The kind whose fields the file's headers name, if one can be told. */
export const recogniseKind = ({ table }: Source): KindName | null => guessKind(table.columns.map((column) => column.header));

const NO_ROWS = {
  vi: 'Tệp có tiêu đề nhưng không có hàng dữ liệu nào. Nhập ít nhất một hàng dưới tiêu đề rồi gửi lại.',
  en: 'The file has a header but no rows of data. Enter at least one row below the header and send it again.',
};
