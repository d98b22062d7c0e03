import type { Geometry } from 'geojson';
import type { Text } from '../registry/field.js';

/** What one cell of a file holds before anyone knows what it means. Dates carry their day in the UTC parts. */
export type Cell = string | number | boolean | Date | null;

export interface SourceColumn {
  /** Unique in the table: a second "Ngày cấp" is "Ngày cấp (2)". */
  header: string;
  /** 'G' in sheets and CSV; null where the file has names only. */
  letter: string | null;
}

export interface SourceRow {
  /** As the person sees it: the line or sheet row, the header's being 1 in most files; in GeoJSON and JSON the ordinal from 1. */
  row: number;
  cells: Cell[];
  /** Columns this record says nothing about, which is not the same as blank: only in formats that name their values. */
  unstated?: ReadonlySet<number>;
  /** Only in formats that carry geometry beside the cells; null: stated to be without one; undefined: not stated. */
  geometry?: Geometry | null;
}

export interface SourceTable {
  columns: SourceColumn[];
  rows: AsyncIterable<SourceRow[]>;
  hasGeometry: boolean;
  /** EPSG number, if the file names its coordinate system; any number, not only the systems used here. */
  crs?: number;
  /** The format's name, as in FORMATS. */
  format?: string;
  /** How the text was written: 'UTF-8', 'Windows-1258', 'TCVN3 (ABC)', 'VNI'. */
  encoding?: string;
  /** No text holds separators (`withoutSeparators`), NUL or half a letter: it was seen to while the file was read. */
  clean?: boolean;
  /** The sheet, layer or folder that was read, where the file has several; absent: all of them. */
  sheet?: string;
  sheets?: SheetInfo[];
  /** Lowest row of the header, as the person sees it. */
  headerRow?: number;
  hiddenRows?: number;
  /** What a person should be told about the reading; complete once the rows have been read. */
  notes?: Text[];
  /** About how many rows there will be: titles, totals and blank rows may be among them. For showing progress. */
  estimatedRows: number;
  /** Takes away what was unpacked; happens by itself once all rows have been read. */
  close?: () => Promise<void>;
}

export interface SheetInfo {
  name: string;
  rows: number;
}

export interface ReadOptions {
  /** One of the table's `sheets`; absent: the one that looks most like data. */
  sheet?: string;
}

export interface Format {
  name: string;
  label: Text;
  /** Lower case, with the dot. */
  extensions: string[];
  read(path: string, options?: ReadOptions): Promise<SourceTable>;
}

/** The file as a whole cannot be read; `text` says what is wrong, where, and how to mend it. */
export class FileProblem extends Error {
  constructor(readonly text: Text) {
    super(text.en);
    this.name = 'FileProblem';
  }
}

export const problem = (vi: string, en: string): FileProblem => new FileProblem({ vi, en });

export const BATCH_ROWS = 2000;

/** Rows in batches, so that no await is paid for each row. */
export async function* batches(rows: Iterable<SourceRow>): AsyncGenerator<SourceRow[]> {
  let batch: SourceRow[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH_ROWS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length) yield batch;
}

/** 0 -> 'A', 26 -> 'AA': the letters of a spreadsheet's columns. */
export const letterOf = (index: number): string => (index < 26 ? '' : letterOf(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

export function isBlank(cell: unknown): boolean {
  if (typeof cell !== 'string') return cell === null || cell === undefined;
  if (cell.length === 0) return true;
  // Most cells need not be trimmed to be seen to hold something.
  const first = cell.charCodeAt(0);
  return (first <= SPACE || first > LAST_ASCII) && cell.trim() === '';
}

const SPACE = 32;
const LAST_ASCII = 127;

/** Columns from the header's cells; empty ones at the end are left off, an empty one between gets its letter as name. */
export function columnsFrom(cells: Cell[]): SourceColumn[] {
  const last = cells.findLastIndex((cell) => !isBlank(cell));
  const texts = cells.slice(0, last + 1).map((cell, index) => (isBlank(cell) ? `(cột ${letterOf(index)})` : plain(cell)));
  return distinct(texts).map((header, index) => ({ header, letter: letterOf(index) }));
}

/** A cell's text on one line. */
export const plain = (cell: Cell | undefined): string =>
  String(cell ?? '')
    .replace(/\s+/g, ' ')
    .trim();

/** The second "Ngày cấp" becomes "Ngày cấp (2)". */
export function distinct(texts: string[]): string[] {
  const seen = new Map<string, number>();
  return texts.map((text) => {
    const times = (seen.get(text) ?? 0) + 1;
    seen.set(text, times);
    return times === 1 ? text : `${text} (${times})`;
  });
}
