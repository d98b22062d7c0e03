import type { Cell, Style } from 'exceljs';
import type { Cell as SourceCell } from '../formats/format.js';
import { RESULT_HEADER } from '../formats/own-marks.js';
import { commentText, removeComment, setComment } from '../templates/comment.js';
import { EDITED_WORD, SEVERITY_WORDS, type Mark } from './marks.js';

const FILLS: Record<Mark['severity'], string> = { error: 'FFFFC9C9', warning: 'FFFFE066', info: 'FFD0EBFF', edited: 'FFD3F9D8' };

const solid = (argb: string): Style['fill'] => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });

/** Parts the registry's words from an operator's own comment on the same cell. */
const PARTING = '\n-----\n';
const OURS = new RegExp(
  `^(?:(?:${Object.values(SEVERITY_WORDS)
    .map(({ vi }) => vi)
    .join('|')}) [A-Z]+-\\d+|${EDITED_WORD}): `,
);

/** Fill and comment on a cell; what the operator had written there stands below. */
export function markCell(cell: Cell, { severity, comment }: Mark): void {
  // Cells of the same look share one style in the library: a fill set on it would colour them all.
  cell.style = { ...cell.style, fill: solid(FILLS[severity]) };
  const own = commentText(cell);
  setComment(cell, own ? `${comment}${PARTING}${own}` : comment);
}

/** Takes the marks of an earlier report off again. */
export function unmarkCell(cell: Cell): void {
  const text = commentText(cell);
  if (text === null || !OURS.test(text)) return;
  const at = text.indexOf(PARTING);
  if (at < 0) removeComment(cell);
  else setComment(cell, text.slice(at + PARTING.length));
  const { fill } = cell;
  if (fill?.type !== 'pattern' || !Object.values(FILLS).includes(fill.fgColor?.argb ?? '')) return;
  const { fill: _, ...style } = cell.style;
  cell.style = style;
}

/** A day in a cell that shows numbers would be a number to everyone. */
export function putValue(cell: Cell, value: SourceCell): void {
  cell.value = value;
  if (value instanceof Date && !/[dmy]/i.test(cell.numFmt ?? '')) cell.style = { ...cell.style, numFmt: 'dd/mm/yyyy' };
}

// A cell holds so many characters.
const LONGEST_TEXT = 32_000;
export const RESULT_WIDTH = 70;

export function putResult(cell: Cell, result: string, mark: Mark | undefined): void {
  cell.value = result.length > LONGEST_TEXT ? `${result.slice(0, LONGEST_TEXT)}…` : result;
  cell.style = { alignment: { wrapText: true, vertical: 'top' } };
  if (mark) markCell(cell, mark);
}

export const putResultHeader = (cell: Cell): void => putAddedHeader(cell, RESULT_HEADER);

/** The header of a column that the file did not have. */
export function putAddedHeader(cell: Cell, header: string): void {
  cell.value = header;
  cell.style = { font: { bold: true }, fill: solid('FFDEE2E6'), alignment: { wrapText: true, vertical: 'middle' } };
}
