import type { DataValidation, Worksheet } from 'exceljs';
import { addLists, addRules, DATA_SHEET, styleHeader } from '../templates/sheets.js';
import type { TemplateColumn } from '../templates/template-columns.js';
import { markCell, putResult, putResultHeader, putValue, RESULT_WIDTH } from './marking.js';
import type { MarkedRow, NewPlan, ReportBook } from './report-book.js';
import { addSummary, type SummaryLine } from './summary.js';

type StreamBook = InstanceType<(typeof import('exceljs'))['stream']['xlsx']['WorkbookWriter']>;

/** The rows in the form of the template, written to the disk as they come. */
export class NewWorkbook implements ReportBook {
  private readonly headerRow: number;
  private lastRow: number;

  private constructor(
    private readonly book: StreamBook,
    private readonly sheet: Worksheet,
    private readonly rules: (DataValidation | null)[],
    private readonly plan: NewPlan,
  ) {
    this.headerRow = this.lastRow = plan.titles.length + 1;
  }

  static async open(plan: NewPlan): Promise<NewWorkbook> {
    const { default: excel } = await import('exceljs');
    const book = new excel.stream.xlsx.WorkbookWriter({ filename: plan.target, useStyles: true });
    const views = [{ state: 'frozen' as const, ySplit: plan.titles.length + 1 }];
    const sheet = book.addWorksheet(DATA_SHEET, { views });
    const templates = plan.columns.map(({ template }) => template);
    const report = new NewWorkbook(book, sheet, addLists(book, templates), plan);
    report.head(templates);
    return report;
  }

  private head(templates: (TemplateColumn | null)[]): void {
    const { columns, titles } = this.plan;
    columns.forEach(({ header, template }, index) => {
      const column = this.sheet.getColumn(index + 1);
      column.width = template?.width ?? Math.min(32, Math.max(12, header.length + 2));
      if (template?.numFmt) column.numFmt = template.numFmt;
    });
    this.sheet.getColumn(columns.length + 1).width = RESULT_WIDTH;
    for (const title of titles) {
      const row = this.sheet.addRow([title]);
      row.getCell(1).style = { font: { bold: true } };
      row.commit();
    }
    const row = this.sheet.addRow(columns.map(({ header }) => header));
    templates.forEach((template, index) => {
      const cell = row.getCell(index + 1);
      if (template) styleHeader(cell, template);
      else cell.style = { font: { bold: true }, alignment: { wrapText: true, vertical: 'middle' } };
    });
    putResultHeader(row.getCell(columns.length + 1));
    row.commit();
  }

  add(rows: MarkedRow[]): void {
    for (const { cells, edits, marks, result } of rows) {
      const row = this.sheet.addRow(cells);
      for (const [column, value] of edits) putValue(row.getCell(column + 1), value);
      for (const [column, mark] of marks) if (column !== null) markCell(row.getCell(column + 1), mark);
      putResult(row.getCell(this.plan.columns.length + 1), result, new Map(marks).get(null));
      row.commit();
      this.lastRow = row.number;
    }
  }

  async finish(summary: SummaryLine[]): Promise<void> {
    addRules(this.sheet, this.rules, this.headerRow + 1);
    this.sheet.autoFilter = {
      from: { row: this.headerRow, column: 1 },
      to: { row: Math.max(this.lastRow, this.headerRow + 1), column: this.plan.columns.length + 1 },
    };
    this.sheet.commit();
    addSummary(this.book, summary).commit?.();
    await this.book.commit();
  }
}
