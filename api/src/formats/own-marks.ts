import type { Cell, SourceRow, SourceTable } from './format.js';
import { isBlank } from './format.js';
import type { Text } from '../registry/field.js';

/** What the registry itself writes into workbooks. It must not come back as data when they are mended and sent. */
export const RESULT_HEADER = 'Kết quả kiểm tra';
export const SUMMARY_SHEET = 'Tóm tắt kiểm tra';
/** The first cell of a template's example row begins with it. */
export const EXAMPLE_MARK = 'VÍ DỤ:';

/** The result of a row that was taken out of the submission begins with it. */
export const LEFT_OUT_MARK = 'ĐÃ BỎ';

/** The table without the column of results of an earlier check, the rows left out then, and example rows; its notes tell of those. */
export function withoutOwnMarks(table: SourceTable): SourceTable {
  const kept = table.columns.flatMap(({ header }, index) => (isResultHeader(header) ? [] : [index]));
  const notes = (table.notes ??= []);
  const rows = rowsWithout(table, notes, kept.length === table.columns.length ? null : kept);
  // The table's own encoding and notes go on changing while it is read, so it stays behind what is changed here.
  return Object.assign(Object.create(table) as SourceTable, { columns: kept.map((index) => table.columns[index]!), rows });
}

/** A second one of the same name has got a number (`columnsFrom`). */
const isResultHeader = (header: string): boolean => header.normalize('NFC').replace(/ \(\d+\)$/, '') === RESULT_HEADER;

async function* rowsWithout(table: SourceTable, notes: Text[], kept: number[] | null): AsyncGenerator<SourceRow[]> {
  for await (const batch of table.rows) {
    const rows = batch.flatMap((row) => {
      if (isExample(row)) {
        notes.push(example(row.row));
        return [];
      }
      if (kept && row.cells.some((cell, index) => !kept.includes(index) && index < table.columns.length && isLeftOut(cell))) {
        notes.push(leftOutBefore(row.row));
        return [];
      }
      const left = kept ? chosen(row, kept, table.columns.length) : row;
      // A row that holds nothing but a result was emptied by hand.
      return kept && left.geometry === undefined && left.cells.every((cell) => isBlank(cell)) ? [] : [left];
    });
    if (rows.length) yield rows;
  }
}

const isLeftOut = (cell: Cell | undefined): boolean => typeof cell === 'string' && cell.normalize('NFC').startsWith(LEFT_OUT_MARK);

const leftOutBefore = (row: number): Text => ({
  vi: `Hàng ${row} đã được bỏ khỏi hồ sơ trước nên không được nhập; muốn nhập lại thì xóa ô “${RESULT_HEADER}” của hàng.`,
  en: `Row ${row} was left out of the earlier submission and was not taken in; clear its cell “${RESULT_HEADER}” to take it in again.`,
});

const example = (row: number): Text => ({
  vi: `Hàng ${row} là hàng ví dụ của tệp mẫu (ô đầu bắt đầu bằng “${EXAMPLE_MARK}”) nên không được nhập.`,
  en: `Row ${row} is the template’s example (its first cell begins with “${EXAMPLE_MARK}”) and was not taken in.`,
});

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
