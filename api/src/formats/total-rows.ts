import { fold } from '../registry/fold.js';
import type { Text } from '../registry/field.js';
import { isBlank, type Cell, type SourceRow, type SourceTable } from './format.js';

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
    const totals = new Set(batch.filter(isTotal));
    for (const { row } of totals) notes.push(leftOut(row));
    const rows = totals.size ? batch.filter((row) => !totals.has(row)) : batch;
    if (rows.length) yield rows;
  }
}

function isTotal({ cells, geometry }: SourceRow): boolean {
  if (geometry !== undefined) return false;
  const filled = fewFilled(cells);
  return filled !== null && filled.some((cell) => typeof cell === 'string' && TOTAL.test(fold(cell)));
}

/** What a row says, or null when that is too much; nearly every row of a table is seen to be so after a few cells. */
function fewFilled(cells: Cell[]): Cell[] | null {
  const filled: Cell[] = [];
  for (const cell of cells) {
    // Merged cells give their text once for each.
    if (isBlank(cell) || filled.includes(cell)) continue;
    if (filled.length === MOST_CELLS) return null;
    filled.push(cell);
  }
  return filled;
}

const leftOut = (row: number): Text => ({
  vi: `Hàng ${row} là hàng tổng cộng nên không được nhập.`,
  en: `Row ${row} sums up the table and was not taken in.`,
});
