import { type Format, problem, type ReadOptions, type SourceRow, type SourceTable } from '../format.js';
import { findHeader, HEADER_SCAN_ROWS, tableWithHeader } from '../header.js';
import type { Text } from '../../registry/field.js';
import { type Archive, openArchive, shown } from '../zip.js';
import { sheetRows } from './sheet.js';
import { survey, type Survey } from './survey.js';
import { damagedWorkbook, readWorkbook, type SheetPart, type Workbook } from './workbook.js';

/**
 * Excel workbooks, row by row: a whole workbook in memory would take over 1 GB for 100,000 rows, and exceljs’ own streaming reader
 * breaks letters of several bytes at the borders of its chunks.
 */
export const XLSX: Format = { name: 'xlsx', label: { vi: 'Excel (.xlsx)', en: 'Excel (.xlsx)' }, extensions: ['.xlsx', '.xlsm'], read };

async function read(path: string, options: ReadOptions = {}): Promise<SourceTable> {
  const archive = await openArchive(path, damagedWorkbook);
  try {
    const workbook = await readWorkbook(archive);
    const surveyed = await surveyAll(archive, workbook.sheets, options.sheet);
    const chosen = options.sheet === undefined ? await mostLikeData(archive, workbook, surveyed) : named(options.sheet, surveyed);
    const { sheet, look } = chosen;
    const table = await tableWithHeader(closing(archive, sheetRows(archive, sheet, workbook)), look.rows, look.merges);
    const sheets = surveyed.filter((one) => !one.sheet.hidden || one === chosen).map((one) => ({ name: one.sheet.name, rows: one.look.rows }));
    return { ...table, format: 'xlsx', sheet: sheet.name, sheets, hiddenRows: look.hiddenRows, notes: notesOn(look, workbook.sheets, sheet) };
  } catch (error) {
    archive.close();
    throw error;
  }
}

interface Surveyed {
  sheet: SheetPart;
  look: Survey;
}

async function surveyAll(archive: Archive, sheets: SheetPart[], wanted: string | undefined): Promise<Surveyed[]> {
  const visible = sheets.filter((sheet) => !sheet.hidden || sheet.name === wanted || sheets.length === 1);
  if (!visible.length) throw damagedWorkbook();
  const found: Surveyed[] = [];
  for (const sheet of visible) found.push({ sheet, look: await survey(archive, sheet) });
  return found;
}

function named(name: string, surveyed: Surveyed[]): Surveyed {
  const found = surveyed.find(({ sheet }) => sheet.name === name);
  if (!found)
    throw noSuchSheet(
      name,
      surveyed.map(({ sheet }) => sheet.name),
    );
  return found;
}

/** The sheet with the widest header over the most rows: guides, lists of codes and cover pages are narrow or short. */
async function mostLikeData(archive: Archive, workbook: Workbook, surveyed: Surveyed[]): Promise<Surveyed> {
  if (surveyed.length === 1) return surveyed[0]!;
  let best = { score: -1, surveyed: surveyed[0]! };
  for (const one of surveyed) {
    const score = await likeness(archive, workbook, one);
    if (score > best.score) best = { score, surveyed: one };
  }
  return best.surveyed;
}

async function likeness(archive: Archive, workbook: Workbook, { sheet, look }: Surveyed): Promise<number> {
  const first: SourceRow[] = [];
  for await (const batch of sheetRows(archive, sheet, workbook)) {
    first.push(...batch.slice(0, HEADER_SCAN_ROWS));
    break;
  }
  const header = findHeader(first, look.merges);
  const rows = first.length > header.rows ? look.rows - header.rows : 0;
  // A wide header counts most: a template with one row, or none yet, lies beside a guide of many.
  return header.columns.length ** 2 * (1 + Math.log10(1 + Math.max(rows, 0)) / 2);
}

async function* closing(archive: Archive, rows: AsyncIterable<SourceRow[]>): AsyncGenerator<SourceRow[]> {
  try {
    yield* rows;
  } finally {
    archive.close();
  }
}

function notesOn(look: Survey, sheets: SheetPart[], chosen: SheetPart): Text[] {
  const notes: Text[] = [];
  if (look.hiddenRows)
    notes.push({
      vi: `Có ${look.hiddenRows} hàng đang ẩn trong trang tính; các hàng này vẫn được đọc.`,
      en: `${look.hiddenRows} rows are hidden in the sheet; they were read too.`,
    });
  if (look.hiddenColumns)
    notes.push({
      vi: `Có ${look.hiddenColumns} cột đang ẩn trong trang tính; các cột này vẫn được đọc.`,
      en: `${look.hiddenColumns} columns are hidden in the sheet; they were read too.`,
    });
  const left = sheets.filter((sheet) => sheet.hidden && sheet !== chosen).map((sheet) => `“${shown(sheet.name)}”`);
  if (left.length) notes.push({ vi: `Không đọc trang tính ẩn: ${left.join(', ')}.`, en: `Hidden sheets were left aside: ${left.join(', ')}.` });
  return notes;
}

const noSuchSheet = (name: string, names: string[]) =>
  problem(
    `Tệp không có trang tính “${shown(name)}”. Chọn một trong: ${names.map(shown).join(', ')}.`,
    `The file has no sheet “${shown(name)}”. Choose one of: ${names.map(shown).join(', ')}.`,
  );
