import type { Cell, DataValidation, Style, Workbook, Worksheet } from 'exceljs';
import { letterOf } from '../formats/format.js';
import { setComment } from './comment.js';
import type { TemplateColumn } from './template-columns.js';

export const DATA_SHEET = 'Dữ liệu';
export const GUIDE_SHEET = 'Hướng dẫn';
export const LISTS_SHEET = 'Danh mục';

/** Rows below the header that get drop-down lists and checks. */
const ROWS = 2000;

const solid = (argb: string): Style['fill'] => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });
const REQUIRED_FILL = solid('FFFFD8A8');
const OPTIONAL_FILL = solid('FFE7F5FF');
const EXAMPLE_FONT = { italic: true, color: { argb: 'FF868E96' } };

export function styleHeader(cell: Cell, column: TemplateColumn): void {
  cell.style = {
    font: { bold: true },
    fill: column.required ? REQUIRED_FILL : OPTIONAL_FILL,
    alignment: { wrapText: true, vertical: 'middle' },
    border: { bottom: { style: 'thin', color: { argb: 'FF868E96' } } },
  };
  setComment(cell, column.note);
}

export function styleExample(cell: Cell): void {
  cell.style = { ...cell.style, font: EXAMPLE_FONT };
}

// A list within a rule is parted by commas and may hold 255 characters; all others stand in a sheet of their own.
const LONGEST_LIST = 200;
const standsInRule = (list: string[]): boolean => list.join(',').length <= LONGEST_LIST && !list.some((word) => word.includes(','));

/** The lists too long for a rule, each a column of a hidden sheet. @returns the rules of all columns, by index. */
export function addLists(book: Workbook, columns: (TemplateColumn | null)[]): (DataValidation | null)[] {
  const long = columns.flatMap((column) => (column && column.list.length > 0 && !standsInRule(column.list) ? [column] : []));
  if (long.length) {
    const sheet = book.addWorksheet(LISTS_SHEET, { state: 'hidden' });
    long.forEach((column, index) => (sheet.getColumn(index + 1).width = column.width));
    sheet.addRow(long.map(({ header }) => header));
    for (let at = 0; at < Math.max(...long.map(({ list }) => list.length)); at++) sheet.addRow(long.map(({ list }) => list[at] ?? null));
  }
  return columns.map((column) => {
    if (!column?.validation) return null;
    if (!column.list.length) return column.validation as DataValidation;
    const letter = letterOf(long.indexOf(column));
    const formula = standsInRule(column.list) ? `"${column.list.join(',')}"` : `'${LISTS_SHEET}'!$${letter}$2:$${letter}$${column.list.length + 1}`;
    return { ...column.validation, formulae: [formula] } as DataValidation;
  });
}

/** Rules for a column as a whole: the library's types know single cells only, its writer knows ranges. */
export function addRules(sheet: Worksheet, rules: (DataValidation | null)[], firstRow: number): void {
  const { dataValidations } = sheet as unknown as { dataValidations: { add(range: string, rule: DataValidation): void } };
  rules.forEach((rule, index) => rule && dataValidations.add(`${letterOf(index)}${firstRow}:${letterOf(index)}${firstRow + ROWS - 1}`, rule));
}
