import type { SourceRow, SourceTable } from './format.js';
import { isBlank } from './format.js';

/** What the registry itself writes into workbooks. It must not come back as data when they are mended and sent. */
export const RESULT_HEADER = 'Kết quả kiểm tra';
export const SUMMARY_SHEET = 'Tóm tắt kiểm tra';
/** The first cell of a template's example row begins with it. */
export const EXAMPLE_MARK = 'VÍ DỤ:';

export interface UnmarkedTable extends SourceTable {
  /** Numbers of the example rows left out; complete once all rows were read. */
  examples: number[];
}

/** The table without the column of results of an earlier check, and without example rows. */
export function withoutOwnMarks(table: SourceTable): UnmarkedTable {
  const kept = table.columns.flatMap(({ header }, index) => (isResultHeader(header) ? [] : [index]));
  const columns = kept.map((index) => table.columns[index]!);
  const all = kept.length === table.columns.length;
  const examples: number[] = [];
  return { ...table, columns, examples, rows: rowsWithout(table, examples, all ? null : kept) };
}

/** A second one of the same name has got a number (`columnsFrom`). */
const isResultHeader = (header: string): boolean => header.normalize('NFC').replace(/ \(\d+\)$/, '') === RESULT_HEADER;

async function* rowsWithout(table: SourceTable, examples: number[], kept: number[] | null): AsyncGenerator<SourceRow[]> {
  for await (const batch of table.rows) {
    const rows = batch.flatMap((row) => {
      if (isExample(row)) {
        examples.push(row.row);
        return [];
      }
      const left = kept ? chosen(row, kept, table.columns.length) : row;
      // A row that holds nothing but a result was emptied by hand.
      return kept && left.geometry === undefined && left.cells.every((cell) => isBlank(cell)) ? [] : [left];
    });
    if (rows.length) yield rows;
  }
}

function isExample({ cells }: SourceRow): boolean {
  const first = cells.find((cell) => !isBlank(cell));
  return typeof first === 'string' && first.trim().normalize('NFC').toLocaleUpperCase('vi').startsWith(EXAMPLE_MARK);
}

/** Cells beyond the header stay, so that rows out of step are still seen. */
function chosen(row: SourceRow, kept: number[], known: number): SourceRow {
  const cells = [...kept.map((index) => row.cells[index] ?? null), ...row.cells.slice(known)];
  const { unstated } = row;
  return unstated ? { ...row, cells, unstated: new Set(kept.flatMap((from, to) => (unstated.has(from) ? [to] : []))) } : { ...row, cells };
}
