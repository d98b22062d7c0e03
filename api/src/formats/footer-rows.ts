import { fold } from '../registry/fold.js';
import type { Text } from '../registry/field.js';
import { isBlank, type Cell, type SourceRow, type SourceTable } from './format.js';

/** Folded: "Tổng cộng: 30 trạm", "Tổng số", "Cộng", "Cộng toàn huyện"; neither "Tổng công ty" nor a place such as "Cộng Hòa". */
const TOTAL = /^(?:tong (?:cong(?! ty\b)|so)\b.*|(?:tong|cong) toan \S.*|(?:tong|cong|total)(?: \d.*)?)$/;

const BODIES = 'don vi|cong ty|tong cong ty|chi nhanh|trung tam|so|phong|ban|vien thong|buu dien|ubnd|uy ban nhan dan';
const TITLES =
  'thu truong|giam doc|tong giam doc|truong phong|truong ban|chu tich|ke toan truong|ke toan|lanh dao|truong dai dien|lap (?:bieu|bang)|' +
  'can bo (?:lap|tong hop|phu trach|theo doi|ky thuat)';
/** What stands below a printed table, folded: notes to it, a date, who drew it up, who signs and for whom. No number or name of a record reads so. */
const SIGNED = new RegExp(
  [
    '^(?:ghi chu|luu y)(?: .*)?$',
    // "Vĩnh Yên, ngày 12 tháng 3 năm 2021", not "HĐ số 5 ngày …".
    '^(?:(?!.*\\b(?:hd|hop dong|so|qd|quyet dinh|cv|cong van|bien ban|phu luc)\\b)[a-z ]{2,40} )?ngay (?:\\d* ?thang \\d* ?nam(?: \\d+)?|\\d{1,2} \\d{1,2} \\d{4})$',
    '^nguoi (?:lap|tong hop|ke khai|bao cao|kiem tra|phe duyet|phu trach|thuc hien|ky)(?: [^\\d]*)?$',
    '^ky (?:ten|ho ten|va ghi|va dong dau|ghi|dong dau)\\b[^\\d]*$',
    `^(?:(?:kt|tm|tl|tuq|q|p|pho) )*(?:${TITLES})(?: (?:${BODIES})\\b[^\\d]*| (?:pho )?(?:${TITLES}))?$`,
    `^(?:kt|tm|tl|tuq) (?:${BODIES})\\b[^\\d]*$`,
    '^(?:dai dien|xac nhan cua|noi nhan)\\b[^\\d]*$',
  ].join('|'),
);
/** A row that sums up, or stands below the table, says little else; in a narrow table it cannot be told from a short record. */
const MOST_CELLS = 3;
const LEAST_COLUMNS = 6;
/** Signatures and the names below them stand side by side. */
const MOST_SIGNERS = 6;
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
  for (let at = rows.length - 1; at >= 0 && rows.length - at <= LONGEST_FOOTER; at--) {
    const filled = footerCells(rows[at]!);
    if (!filled) break;
    if (matches(filled[0]!, SIGNED)) start = at;
  }
  return start;
}

/** Spares nearly every row the folding. */
const COULD_SUM = /^\s*(?:t[oôổ]|c[oôộ])/i;

/** Before the word may stand the number of the row or of a part: "I", "12"; after it stand sums, or little. */
function isTotal(row: SourceRow): boolean {
  if (!isOfTable(row)) return false;
  let at = row.cells.findIndex((cell) => !isBlank(cell));
  if (at >= 0 && isNumber(row.cells[at]!)) at = row.cells.findIndex((cell, index) => index > at && !isBlank(cell));
  const word = row.cells[at];
  if (typeof word !== 'string' || !COULD_SUM.test(word) || !matches(word, TOTAL)) return false;
  return cellsOf(row, MOST_CELLS) !== null || row.cells.slice(at).every((cell) => isBlank(cell) || cell === word || isNumber(cell));
}

const isNumber = (cell: Cell): boolean => typeof cell === 'number' || (typeof cell === 'string' && /^(?:[\d.,\s]+|[ivx]+\.?)$/i.test(cell.trim()));

/** What a row says that may stand below the table: little, or words without figures. A record begins with a number or a code. */
function footerCells(row: SourceRow): Cell[] | null {
  const filled = cellsOf(row, MOST_SIGNERS);
  if (!filled?.length || startsRecord(filled[0]!)) return null;
  return filled.length <= MOST_CELLS || filled.every((cell) => typeof cell === 'string' && !/\d/.test(cell)) ? filled : null;
}

/** A running number, or one word with a figure in it. */
const startsRecord = (cell: Cell): boolean => typeof cell !== 'string' || /^\S*\d\S*$/.test(cell.trim());

const matches = (cell: Cell, words: RegExp): boolean => typeof cell === 'string' && words.test(fold(cell));

/** Rows of formats that name each value, or bring a place beside them, are records whatever they say. */
const isOfTable = ({ geometry, unstated }: SourceRow): boolean => geometry === undefined && !unstated;

/** What a row of a table says, or null when that is more than so many cells; nearly every row is seen to be so after a few of them. */
function cellsOf(row: SourceRow, most: number): Cell[] | null {
  if (!isOfTable(row)) return null;
  const filled: Cell[] = [];
  for (const cell of row.cells) {
    if (isBlank(cell) || isRepeated(cell, filled.at(-1))) continue;
    if (filled.length === most) return null;
    filled.push(cell);
  }
  return filled;
}

/** Merged cells give their text once for each; ticks and short values are what they are. */
const isRepeated = (cell: Cell, last: Cell | undefined): boolean => typeof cell === 'string' && cell.length > 3 && cell === last;

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
