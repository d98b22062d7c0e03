import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import ExcelJS from 'exceljs';
import type { Geometry } from 'geojson';
import { vietnamese } from './calendar.js';
import { withFixedTimes } from './zip-times.js';

export type Cell = string | number | Date | null;

/** One column of an operator's file. */
export interface Column<T> {
  header: string;
  of: (record: T, index: number) => Cell;
}

export const cellsOf = <T>(columns: Column<T>[], record: T, index: number): Cell[] => columns.map(({ of }) => of(record, index));

export interface CsvStyle {
  separator: ',' | ';';
  decimal: '.' | ',';
}

const BOM = '\uFEFF';
const CHUNK = 65_536;

function csvCell(cell: Cell, { separator, decimal }: CsvStyle): string {
  if (cell === null) return '';
  const text = cell instanceof Date ? vietnamese(cell) : typeof cell === 'number' ? String(cell).replace('.', decimal) : cell;
  return text.includes(separator) || /["\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const csvLine = (cells: Cell[], style: CsvStyle): string => `${cells.map((cell) => csvCell(cell, style)).join(style.separator)}\r\n`;

function* csvChunks<T>(columns: Column<T>[], records: Iterable<T>, style: CsvStyle): Generator<string> {
  let chunk =
    BOM +
    csvLine(
      columns.map(({ header }) => header),
      style,
    );
  let index = 0;
  for (const record of records) {
    chunk += csvLine(cellsOf(columns, record, index++), style);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/** Streams: the records are drawn as the disk takes them. UTF-8 with BOM, so that Excel shows Vietnamese. */
export const writeCsv = <T>(path: string, columns: Column<T>[], records: Iterable<T>, style: CsvStyle): Promise<void> =>
  pipeline(csvChunks(columns, records, style), createWriteStream(path));

export async function writeGeoJson<T extends { geometry: Geometry }>(path: string, columns: Column<T>[], records: T[]): Promise<void> {
  const features = records.map((record, index) => ({
    type: 'Feature',
    properties: Object.fromEntries(
      columns.map(({ header, of }) => [header, of(record, index)]).map(([name, cell]) => [name, cell instanceof Date ? vietnamese(cell) : cell]),
    ),
    geometry: record.geometry,
  }));
  await writeFile(path, `{"type":"FeatureCollection","features":[\n${features.map((feature) => JSON.stringify(feature)).join(',\n')}\n]}\n`);
}

export interface Sheet {
  name: string;
  headers: string[];
  rows: Cell[][];
}

/** The same rows give the same bytes: no moment of writing is kept in the file. */
export async function writeXlsx(path: string, sheets: Sheet[]): Promise<void> {
  const book = new ExcelJS.Workbook();
  book.created = book.modified = new Date(0);
  for (const { name, headers, rows } of sheets) {
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = headers.map((header) => ({ header, width: Math.max(12, header.length + 2) }));
    sheet.getRow(1).font = { bold: true };
    sheet.addRows(rows);
    sheet.eachRow((row) => row.eachCell((cell) => cell.value instanceof Date && (cell.numFmt = 'dd/mm/yyyy')));
  }
  await writeFile(path, withFixedTimes(Buffer.from(await book.xlsx.writeBuffer())));
}
