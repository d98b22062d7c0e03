import { fold } from '../registry/fold.js';
import type { Text } from '../registry/field.js';
import { isBlank, type Cell, type SourceRow, type SourceTable } from './format.js';

/** "Tổng cộng: 30 trạm", "Tổng số", "Cộng" below a table; "Cộng Hòa" is a place. */
const TOTAL = /^(?:tong (?:cong|so)\b.*|(?:tong|cong|total)(?: \d.*)?)$/;
/** What stands below a printed table: notes to it, a date, who drew it up, who signs and for whom. */
const SIGNED = new RegExp(
  [
    '^(?:ghi chu|luu y) .+',
    '(?:^| )ngay (?:\\d+ )?thang (?:\\d+ )?nam(?: |$)',
    '^nguoi (?:lap|tong hop|ke khai|bao cao|kiem tra|phe duyet|phu trach|ky)\\b',
    '^ky (?:ten|va ghi|ghi)\\b',
    '^(?:(?:kt|tm|tl|tuq|q) )?(?:thu truong|giam doc|pho giam doc|tong giam doc|pho tong giam doc|truong phong|pho truong phong|chu tich|ke toan truong|lanh dao)\\b',
    '^(?:dai dien|xac nhan cua|noi nhan)\\b',
  ].join('|'),
);
/** A row that sums up, or is signed, says little else; in a narrow table it cannot be told from a short record. */
const MOST_CELLS = 3;
const LEAST_COLUMNS = 6;
/** More rows than that below a table are something else. */
const LONGEST_FOOTER = 30;

/** The table without the rows that sum it up and without what stands below it; its notes tell of those. */
export function withoutFooter(table: SourceTable): SourceTable {
  if (table.columns.length < LEAST_COLUMNS) return table;
  const notes = (table.notes ??= []);
  // The table's own encoding and notes go on changing while it is read, so it stays behind what is changed here.
  return Object.assign(Object.create(table) as SourceTable, { rows: withoutSignatures(withoutTotals(table.rows, notes), notes) });
}

async function* withoutTotals(batches: AsyncIterable<SourceRow[]>, notes: Text[]): AsyncGenerator<SourceRow[]> {
  for await (const batch of batches) {
    const totals = new Set(batch.filter(isTotal));
    for (const { row } of totals) notes.push(summingUp(row));
    const rows = totals.size ? batch.filter((row) => !totals.has(row)) : batch;
    if (rows.length) yield rows;
  }
}

/** A row that reads like a signature is held back with those that follow: only when no record comes after them do they stand below the table. */
async function* withoutSignatures(batches: AsyncIterable<SourceRow[]>, notes: Text[]): AsyncGenerator<SourceRow[]> {
  let held: SourceRow[] = [];
  for await (const batch of batches) {
    const rows = [...held, ...batch];
    held = rows.slice(footerStart(rows));
    const kept = held.length ? rows.slice(0, -held.length) : rows;
    if (kept.length) yield kept;
  }
  if (held.length) notes.push(belowTable(held));
}

/** Where the rows begin that may stand below the table; their number where there are none. */
function footerStart(rows: SourceRow[]): number {
  let start = rows.length;
  for (let at = rows.length - 1; at >= 0 && rows.length - at <= LONGEST_FOOTER && shortOf(rows[at]!); at--) if (isSigned(rows[at]!)) start = at;
  return start;
}

const isTotal = (row: SourceRow): boolean => !!shortOf(row)?.some((cell) => matches(cell, TOTAL));

/** A short record begins with its code, whatever its note says. */
const isSigned = (row: SourceRow): boolean => !row.unstated && matches(shortOf(row)?.[0] ?? null, SIGNED);

const matches = (cell: Cell, words: RegExp): boolean => typeof cell === 'string' && words.test(fold(cell));

const shortOf = ({ cells, geometry }: SourceRow): Cell[] | null => (geometry === undefined ? fewFilled(cells) : null);

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

const summingUp = (row: number): Text => ({
  vi: `Hàng ${row} là hàng tổng cộng nên không được nhập.`,
  en: `Row ${row} sums up the table and was not taken in.`,
});

function belowTable(rows: SourceRow[]): Text {
  const [first, last] = [rows[0]!.row, rows.at(-1)!.row];
  return first === last
    ? { vi: `Hàng ${first} là ghi chú, chữ ký dưới bảng nên không được nhập.`, en: `Row ${first}, a note or signature below the table, was not taken in.` }
    : {
        vi: `Hàng ${first} đến ${last} là ghi chú, chữ ký dưới bảng nên không được nhập.`,
        en: `Rows ${first} to ${last}, notes and signatures below the table, were not taken in.`,
      };
}
