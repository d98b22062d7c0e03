import type { Merge } from '../header.js';
import type { Archive } from '../zip.js';
import { columnOf } from './sheet.js';
import { part, type SheetPart } from './workbook.js';

export interface Survey {
  /** Rows with cells, the header's too. */
  rows: number;
  hiddenRows: number;
  hiddenColumns: number;
  merges: Merge[];
}

/** Merged cells of more tables than a person can make. */
const LONGEST_UNREAD = 4_000_000;
const ROWS_BEGIN = /<(?:\w+:)?sheetData/;
const ROWS_END = /<\/(?:\w+:)?sheetData>/;
const ROW_TAG = /<(?:\w+:)?row(?=[\s/>])[^>]*>/g;
const HIDDEN = /\shidden="(?:1|true)"/;
const MERGE = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"/g;
const HIDDEN_COLUMN = /<(?:\w+:)?col\s(?=[^>]*\shidden="(?:1|true)")(?=[^>]*min="(\d+)")(?=[^>]*max="(\d+)")/g;

/** A quick look through a sheet, without reading its cells: merged cells are told only after all rows, and the header needs them before. */
export async function survey(archive: Archive, sheet: SheetPart): Promise<Survey> {
  const found: Survey = { rows: 0, hiddenRows: 0, hiddenColumns: 0, merges: [] };
  const stream = part(archive, sheet.path);
  if (!stream) return found;
  let text = '';
  let where: 'before' | 'rows' | 'after' = 'before';
  for await (const chunk of stream) {
    text += chunk.toString('latin1');
    if (where === 'before' && ROWS_BEGIN.test(text)) {
      found.hiddenColumns = countHiddenColumns(text);
      where = 'rows';
    }
    if (where === 'rows') {
      const end = ROWS_END.exec(text);
      text = countRows(end ? text.slice(0, end.index) : text, found) + (end ? text.slice(end.index) : '');
      if (end) where = 'after';
    }
    if (text.length > LONGEST_UNREAD) break;
  }
  for (const [, left, top, right, bottom] of text.matchAll(MERGE))
    found.merges.push({ left: columnOf(left!), top: Number(top), right: columnOf(right!), bottom: Number(bottom) });
  return found;
}

/** @returns the text after the last row's tag, in which a tag may have begun. */
function countRows(text: string, found: Survey): string {
  let end = 0;
  for (const match of text.matchAll(ROW_TAG)) {
    end = match.index + match[0].length;
    if (match[0].endsWith('/>')) continue;
    found.rows++;
    if (HIDDEN.test(match[0])) found.hiddenRows++;
  }
  return text.slice(Math.max(end, text.length - LONGEST_TAG));
}

const LONGEST_TAG = 1000;

function countHiddenColumns(text: string): number {
  let count = 0;
  // Everything right of the table is often hidden as one range up to the last column.
  for (const [, first, last] of text.matchAll(HIDDEN_COLUMN)) if (Number(last) < LAST_COLUMN) count += Number(last) - Number(first) + 1;
  return count;
}

const LAST_COLUMN = 16_384;
