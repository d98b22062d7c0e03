import { raw, type Sql } from '../database/sql.js';
import { SEPARATORS } from '../formats/separators.js';

/*
 * What stands in the cells of a file's rows is kept as text, beside what was read of it. Many rows share one row of `file_rows`: it is asked for a page at a
 * time at most, and with each item it would be a quarter of what is written.
 */

/** Between the cells of a row, between the rows of one kept together, and between those. No cell holds them, see `withoutSeparators`. */
export const CELL_END = '\x1f';
export const ROW_END = '\x1e';
export const PART_END = '\x1d';

/** What PostgreSQL may refuse, see `storable`, and the separators. */
const SUSPECT = new RegExp(`[\\0${SEPARATORS}\\ud800-\\udfff]`);

/** Whether a text may have to be changed before it is kept: one look at a whole row, or at a part of a file, is quicker than many at its cells. */
export const isSuspect = (text: string): boolean => SUSPECT.test(text);

export const joinCells = (cells: string[]): string => cells.join(CELL_END);
export const splitCells = (cells: string): string[] => cells.split(CELL_END);

/** So many rows of a file are kept together. */
const TOGETHER = 32;

export const partOf = (row: number): number => Math.floor(row / TOGETHER);

/** The cells of an item by its alias. Those of one that was copied from another package, or taken back after it was left out, stand with the item. */
export const cellsOf = (item: string): Sql =>
  raw(`coalesce(nullif(${item}.cells, ''), (
    select split_part(file_rows.cells, chr(${ROW_END.charCodeAt(0)}), array_position(file_rows.rows, ${item}.row_number)) from file_rows
    where file_rows.submission_id = ${item}.submission_id and file_rows.part = ${item}.row_number / ${TOGETHER} and ${item}.row_number = any(file_rows.rows) limit 1), '')`);
