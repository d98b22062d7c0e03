import { elements } from '../elements.js';
import { BATCH_ROWS, isBlank, problem, type Cell, type FileProblem, type SourceRow } from '../format.js';
import { damagedWorkbook, excelText, part, richText, type SheetPart, type Workbook } from './workbook.js';
import type { Archive } from '../zip.js';

/** Excel itself has 16,384; no register's table comes near. */
const COLUMNS_LIMIT = 2000;

/** A sheet's rows that hold anything, in batches, as they come out of the archive. */
export async function* sheetRows(archive: Archive, sheet: SheetPart, workbook: Workbook): AsyncGenerator<SourceRow[]> {
  const stream = part(archive, sheet.path);
  if (!stream) throw damagedWorkbook();
  const reader = new RowReader(workbook);
  let batch: SourceRow[] = [];
  for await (const texts of elements(stream, 'row')) {
    for (const text of texts) {
      const row = reader.read(text);
      if (!row.cells.every(isBlank)) batch.push(row);
    }
    if (batch.length < BATCH_ROWS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length) yield batch;
}

// Nearly all cells are written in one of two ways; any other is taken apart slowly.
const COMMON = /<c r="([A-Z]{1,3})\d+"(?: s="(\d+)")?(?: t="(\w+)")?(?:\/>|><v>([^<]*)<\/v><\/c>)\s*/y;
const ANY = /<(?:\w+:)?c(?=[\s/>])([^>]*?)(?:\/>|>(.*?)<\/(?:\w+:)?c>)\s*/sy;
const VALUE = /<(?:\w+:)?v(?: [^>]*)?>(?:<!\[CDATA\[(.*?)\]\]>|([^<]*))<\/(?:\w+:)?v>/s;
const ROW_TAG = /^<[\w:]+([^>]*)>\s*/;

class RowReader {
  private lastRow = 0;
  private cells: Cell[] = [];

  constructor(private readonly workbook: Workbook) {}

  read(xml: string): SourceRow {
    const tag = ROW_TAG.exec(xml)!;
    const number = attribute(tag[1]!, 'r');
    this.lastRow = number === undefined ? this.lastRow + 1 : Number(number);
    this.cells = [];
    for (let at = tag[0].length; at < xml.length && xml.charCodeAt(at + 1) !== SLASH;) at = this.cell(xml, at);
    return { row: this.lastRow, cells: this.cells };
  }

  /** @returns where the next cell begins. */
  private cell(xml: string, at: number): number {
    COMMON.lastIndex = at;
    const common = COMMON.exec(xml);
    if (common) {
      if (common[4] !== undefined) this.put(columnOf(common[1]!), this.value(common[3], common[2], common[4]));
      return COMMON.lastIndex;
    }
    ANY.lastIndex = at;
    const cell = ANY.exec(xml);
    if (!cell) return this.afterOther(xml, at);
    this.put(this.columnNamed(attribute(cell[1]!, 'r')), this.content(cell[1]!, cell[2]));
    return ANY.lastIndex;
  }

  /** The schema lets only an extension list follow the cells. */
  private afterOther(xml: string, at: number): number {
    if (/^<(?:\w+:)?extLst[ />]/.test(xml.slice(at, at + 40))) return xml.length;
    throw damagedWorkbook();
  }

  private content(attributes: string, inner: string | undefined): Cell {
    if (inner === undefined) return null;
    const type = attribute(attributes, 't');
    if (type === 'inlineStr') return richText(inner);
    const value = VALUE.exec(inner);
    return value ? this.value(type, attribute(attributes, 's'), value[1] ?? value[2]!) : null;
  }

  private value(type: string | undefined, style: string | undefined, text: string): Cell {
    if (type === 's') return this.workbook.strings[Number(text)] ?? null;
    if (type === undefined || type === 'n') return this.number(text, style);
    if (type === 'b') return text === '1' || text === 'true';
    if (type === 'd') return isoDate(text);
    return excelText(text);
  }

  private number(text: string, style: string | undefined): Cell {
    if (text === '') return null;
    const number = Number(text);
    if (!Number.isFinite(number)) return excelText(text);
    return style !== undefined && this.workbook.dateStyles[Number(style)] ? dateFrom(number, this.workbook.from1904) : number;
  }

  /** A cell without a reference stands right of the one before. */
  private columnNamed(reference: string | undefined): number {
    const letters = reference === undefined ? undefined : /^[A-Za-z]{1,3}/.exec(reference)?.[0].toUpperCase();
    return letters === undefined ? this.cells.length : columnOf(letters);
  }

  private put(column: number, cell: Cell): void {
    if (column >= COLUMNS_LIMIT) {
      if (isBlank(cell)) return;
      throw tooWide(this.lastRow);
    }
    while (this.cells.length < column) this.cells.push(null);
    this.cells[column] = cell;
  }
}

const SLASH = 47;

const attribute = (attributes: string, name: string): string | undefined => new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];

/** 'A' -> 0, 'AA' -> 26. */
export function columnOf(letters: string): number {
  let column = 0;
  for (let at = 0; at < letters.length; at++) column = column * 26 + letters.charCodeAt(at) - 64;
  return column - 1;
}

const DAY_MS = 86_400_000;
/** 1 January 1970 as Excel counts days. */
const EPOCH_1900 = 25_569;
const DAYS_1900_TO_1904 = 1462;
const LAST_DAY = 2_958_465;

/** A day's number as a date; less than a day is a time and stays a number, as does what Excel itself cannot show. */
export function dateFrom(serial: number, from1904: boolean): Date | number {
  const days = from1904 ? serial + DAYS_1900_TO_1904 : serial;
  if (days < 1 || days > LAST_DAY) return serial;
  // Excel holds 1900 for a leap year, so its first two months are numbered one too low.
  return new Date(Math.round((days - EPOCH_1900 + (days < 60 ? 1 : 0)) * DAY_MS));
}

function isoDate(text: string): Cell {
  const date = new Date(/[zZ]|[+-]\d\d:?\d\d$/.test(text) ? text : text.length > 10 ? `${text}Z` : text);
  return Number.isNaN(date.getTime()) ? text : date;
}

const tooWide = (row: number): FileProblem =>
  problem(
    `Hàng ${row} có ô ở quá cột thứ ${COLUMNS_LIMIT}. Xóa các cột thừa bên phải bảng rồi gửi lại.`,
    `Row ${row} has a cell beyond column ${COLUMNS_LIMIT}. Delete the stray columns right of the table and send it again.`,
  );
