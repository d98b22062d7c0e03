import { fold } from '../registry/fold.js';
import type { Text } from '../registry/field.js';
import { isBlank, type SourceRow, type SourceTable } from './format.js';

/** "Tổng cộng: 30 trạm", "Tổng số", "Cộng" below a table; "Cộng Hòa" is a place. */
const TOTAL = /^(?:tong (?:cong|so)\b.*|(?:tong|cong|total)(?: \d.*)?)$/;
/** A row that sums up says little else; in a narrow table it cannot be told from a short record. */
const MOST_CELLS = 3;
const LEAST_COLUMNS = 6;

/** The table without the rows that sum it up; its notes tell of those. */
export function withoutTotals(table: SourceTable): SourceTable {
  if (table.columns.length < LEAST_COLUMNS) return table;
  const notes = (table.notes ??= []);
  // The table's own encoding and notes go on changing while it is read, so it stays behind what is changed here.
  return Object.assign(Object.create(table) as SourceTable, { rows: rowsWithout(table, notes) });
}

async function* rowsWithout(table: SourceTable, notes: Text[]): AsyncGenerator<SourceRow[]> {
  for await (const batch of table.rows) {
    const rows = batch.filter((row) => !isTotal(row));
    for (const { row } of batch.filter((one) => isTotal(one))) notes.push(leftOut(row));
    if (rows.length) yield rows;
  }
}

function isTotal({ cells, geometry }: SourceRow): boolean {
  if (geometry !== undefined) return false;
  // Merged cells give their text once for each.
  const filled = [...new Set(cells.filter((cell) => !isBlank(cell)))];
  return filled.length <= MOST_CELLS && filled.some((cell) => typeof cell === 'string' && TOTAL.test(fold(cell)));
}

const leftOut = (row: number): Text => ({
  vi: `Hàng ${row} là hàng tổng cộng nên không được nhập.`,
  en: `Row ${row} sums up the table and was not taken in.`,
});
