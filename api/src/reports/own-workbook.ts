import type { Cell, CellValue, Workbook, Worksheet } from 'exceljs';
import { RESULT_HEADER, SUMMARY_SHEET } from '../formats/own-marks.js';
import { markCell, putAddedHeader, putResult, putResultHeader, putValue, RESULT_WIDTH, unmarkCell } from './marking.js';
import type { MarkedRow, OwnPlan, ReportBook } from './report-book.js';
import { addSummary, type SummaryLine } from './summary.js';

/** Parts whose odd forms the library fails on; what stands in the cells is worth more than they are. */
const ODD_PARTS = ['conditionalFormatting', 'drawing', 'legacyDrawing', 'picture', 'tableParts', 'extLst', 'pageSetup', 'headerFooter'];

/** The operator's own workbook with marks in the sheet that was read; all else in it stays. */
export class OwnWorkbook implements ReportBook {
  private edited = false;

  private constructor(
    private readonly book: Workbook,
    private readonly sheet: Worksheet,
    private readonly plan: OwnPlan,
    private readonly headerRow: number,
    private readonly survey: Survey,
  ) {
    this.added = plan.columns.flatMap(({ added }, column) => (added ? [column] : []));
  }

  /** By its index, a column that the file did not have; they stand behind all others. */
  private readonly added: number[];

  private addedAt(column: number): number {
    return Math.max(this.survey.resultColumn, this.survey.lastColumn) + 1 + this.added.indexOf(column);
  }

  /** @throws Error when the library cannot open the file, or the sheet is not in it */
  static async open(plan: OwnPlan): Promise<OwnWorkbook> {
    const book = await load(plan.source);
    const sheet = sheetOf(book, plan.sheet);
    const headerRow = plan.headerRow ?? headerRowOf(sheet, plan);
    return new OwnWorkbook(book, sheet, plan, headerRow, cleared(sheet, headerRow));
  }

  add(rows: MarkedRow[]): void {
    for (const row of rows) if (row.row > 0) this.mark(row);
  }

  private mark({ row, edits, marks, result }: MarkedRow): void {
    if (edits.length && !this.edited) unshareFormulas(this.sheet);
    this.edited ||= edits.length > 0;
    for (const [column, value] of edits) {
      const cell = this.cellAt(row, column);
      if (cell) putValue(cell, value);
    }
    const byColumn = new Map(marks);
    for (const [column, mark] of marks) {
      const cell = column === null ? null : this.cellAt(row, column);
      if (cell) markCell(cell, mark);
    }
    putResult(this.sheet.getCell(row, this.survey.resultColumn), result, byColumn.get(null));
  }

  private cellAt(row: number, column: number): Cell | null {
    if (this.added.includes(column)) return this.sheet.getCell(row, this.addedAt(column));
    const letter = this.plan.columns[column]?.letter;
    if (!letter) return null;
    const cell = this.sheet.getCell(`${letter}${row}`);
    return cell.isMerged ? cell.master : cell;
  }

  async finish(summary: SummaryLine[]): Promise<void> {
    const { resultColumn, lastRow } = this.survey;
    putResultHeader(this.sheet.getCell(this.headerRow, resultColumn));
    this.sheet.getColumn(resultColumn).width = RESULT_WIDTH;
    for (const column of this.added) putAddedHeader(this.sheet.getCell(this.headerRow, this.addedAt(column)), this.plan.columns[column]!.header);
    // A table has a filter of its own, and a sheet with both is taken for damaged.
    if (!tablesOf(this.sheet).length)
      this.sheet.autoFilter = { from: { row: this.headerRow, column: 1 }, to: { row: Math.max(lastRow, this.headerRow + 1), column: resultColumn } };
    const before = this.book.getWorksheet(SUMMARY_SHEET);
    if (before) this.book.removeWorksheet(before.id);
    addSummary(this.book, summary);
    // What formulas show was worked out from the values before.
    if (this.edited) this.book.calcProperties = { ...this.book.calcProperties, fullCalcOnLoad: true };
    await this.book.xlsx.writeFile(this.plan.target);
  }
}

async function load(path: string): Promise<Workbook> {
  const { default: excel } = await import('exceljs');
  const whole = new excel.Workbook();
  try {
    await whole.xlsx.readFile(path);
    return whole;
  } catch {
    const bare = new excel.Workbook();
    await bare.xlsx.readFile(path, { ignoreNodes: ODD_PARTS } as Parameters<typeof bare.xlsx.readFile>[1]);
    return bare;
  }
}

function sheetOf(book: Workbook, name: string | null): Worksheet {
  const visible = book.worksheets.filter((sheet) => sheet.state === 'visible' || book.worksheets.length === 1);
  const sheet = (name !== null && book.getWorksheet(name)) || visible.find((one) => one.actualRowCount > 0);
  if (!sheet) throw new Error('the sheet that was read is not in the workbook');
  return sheet;
}

/** The row above the data that holds most of the headers; where none does, the one next above. */
function headerRowOf(sheet: Worksheet, { columns, firstRow }: OwnPlan): number {
  let best = { row: Math.max(1, firstRow - 1), hits: 0 };
  for (let row = 1; row < firstRow; row++) {
    const hits = columns.filter(({ header, letter }) => letter && textAt(sheet, row, letter) === header).length;
    if (hits > best.hits) best = { row, hits };
  }
  return best.row;
}

const textAt = (sheet: Worksheet, row: number, column: string | number): string =>
  String(sheet.findRow(row)?.getCell(column).text ?? '')
    .replace(/\s+/g, ' ')
    .trim();

interface Survey {
  resultColumn: number;
  lastColumn: number;
  lastRow: number;
}

/** Takes off what an earlier report has put there. @returns where the data end; formatted but empty cells do not count */
function cleared(sheet: Worksheet, headerRow: number): Survey {
  let lastColumn = 1;
  let lastRow = headerRow;
  let earlier: number | undefined;
  sheet.eachRow((row, number) =>
    row.eachCell((cell, column) => {
      unmarkCell(cell);
      if (number === headerRow && textAt(sheet, number, column) === RESULT_HEADER) earlier ??= column;
      if (cell.value === null || cell.value === '') return;
      lastColumn = Math.max(lastColumn, column);
      lastRow = Math.max(lastRow, number);
    }),
  );
  if (earlier !== undefined) for (let row = headerRow; row <= lastRow; row++) sheet.getCell(row, earlier).value = null;
  return { resultColumn: earlier ?? lastColumn + 1, lastColumn, lastRow };
}

/** Gives every cell its formula in full: replacing the first of cells that share one would break the others. */
function unshareFormulas(sheet: Worksheet): void {
  const found: [Cell, CellValue][] = [];
  sheet.eachRow((row) =>
    row.eachCell((cell) => {
      const value = cell.value as { sharedFormula?: string; shareType?: string } | null;
      if (typeof value === 'object' && value && (value.sharedFormula || value.shareType === 'shared'))
        found.push([cell, { formula: cell.formula, result: cell.result } as CellValue]);
    }),
  );
  for (const [cell, value] of found) cell.value = value;
}

const tablesOf = (sheet: Worksheet): string[] => Object.keys((sheet as unknown as { tables?: object }).tables ?? {});
