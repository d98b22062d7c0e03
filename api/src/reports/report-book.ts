import type { Cell as SourceCell } from '../formats/format.js';
import type { TemplateColumn } from '../templates/template-columns.js';
import type { SummaryLine } from './summary.js';
import type { Mark } from './marks.js';

/** A row ready to be written. Everything here passes between threads. */
export interface MarkedRow {
  /** Its number in the file that was sent. */
  row: number;
  /** All cells, for a new workbook. */
  cells: SourceCell[];
  /** Cells that were mended by hand: column index and what stands there now. */
  edits: [number, SourceCell][];
  /** By column index; null is the column of results. */
  marks: [number | null, Mark][];
  result: string;
}

/** The operator's own workbook, to be given back with marks in it. */
export interface OwnPlan {
  how: 'own';
  source: string;
  target: string;
  /** Absent: the first that is visible and holds something. */
  sheet: string | null;
  headerRow: number | null;
  /** Those without a letter that were `added` hold what was given by hand to rows of a file that has no such column. */
  columns: { header: string; letter: string | null; added?: true }[];
  firstRow: number;
}

/** A new workbook in the form of the template. */
export interface NewPlan {
  how: 'new';
  target: string;
  columns: { header: string; template: TemplateColumn | null }[];
  /** Sentences above the header. */
  titles: string[];
}

export type Plan = OwnPlan | NewPlan;

/** A workbook that is written a page of rows after another. */
export interface ReportBook {
  add(rows: MarkedRow[]): void | Promise<void>;
  finish(summary: SummaryLine[]): Promise<void>;
}
