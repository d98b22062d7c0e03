import type { Workbook } from 'exceljs';
import type { Field, Kind } from '../registry/field.js';
import type { OrganizationNames } from '../submissions/reading/organizations.js';
import { addGuide } from './template-guide.js';
import { addLists, addRules, DATA_SHEET, styleExample, styleHeader } from './sheets.js';
import { templateColumns } from './template-columns.js';

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A workbook to fill in with records of a kind: lists, rules, notes, an example and a guide, all from the kind's own record. */
export async function templateBook(kind: Kind, fields: Field[], organizations: OrganizationNames[]): Promise<Workbook> {
  const { default: excel } = await import('exceljs');
  const book = new excel.Workbook();
  // Nothing of the moment it was made in: the same kind gives the same bytes.
  book.created = book.modified = new Date(0);
  const columns = templateColumns(kind, fields, organizations);
  const sheet = book.addWorksheet(DATA_SHEET, { views: [{ state: 'frozen', xSplit: 1, ySplit: 1 }] });
  sheet.columns = columns.map(({ width, numFmt }) => ({ width, ...(numFmt && { style: { numFmt } }) }));
  sheet.addRow(columns.map(({ header }) => header)).height = 34;
  sheet.addRow(columns.map(({ example }) => example));
  columns.forEach((column, index) => {
    styleHeader(sheet.getCell(1, index + 1), column);
    styleExample(sheet.getCell(2, index + 1));
  });
  addGuide(book, kind, fields);
  addRules(sheet, addLists(book, columns), 2);
  return book;
}
