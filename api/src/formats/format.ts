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
  /** How many rows there will be, where it can be told beforehand; for showing progress. */
  estimatedRows?: number;
  /** SRID, if the file names one. */
  crs?: number;
}

export interface Format {
  name: string;
  label: Text;
  /** Lower case, with the dot. */
  extensions: string[];
  read(path: string): Promise<SourceTable>;
}

/** The file as a whole cannot be read; `text` says what is wrong, where, and how to mend it. */
export class FileProblem extends Error {
  constructor(readonly text: Text) {
    super(text.en);
    this.name = 'FileProblem';
  }
}

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

export const isBlank = (cell: Cell | undefined): boolean => cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');

/** People put titles over their tables: the header is the first row that fills at least two cells. */
export const looksLikeHeader = (cells: Cell[]): boolean => cells.filter((cell) => !isBlank(cell)).length >= 2;
export const TITLE_ROWS = 10;

/** Columns from the header's cells; empty ones at the end are left off, an empty one between gets its letter as name. */
export function columnsFrom(cells: Cell[]): SourceColumn[] {
  const seen = new Map<string, number>();
  const last = cells.findLastIndex((cell) => !isBlank(cell));
  return cells.slice(0, last + 1).map((cell, index) => {
    const letter = letterOf(index);
    const text = isBlank(cell) ? `(cột ${letter})` : String(cell).replace(/\s+/g, ' ').trim();
    const times = (seen.get(text) ?? 0) + 1;
    seen.set(text, times);
    return { header: times === 1 ? text : `${text} (${times})`, letter };
  });
}
