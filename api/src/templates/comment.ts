import type { Cell } from 'exceljs';

const CHARACTERS_A_LINE = 44;
const COLUMNS_WIDE = 4;
const MOST_LINES = 30;

const linesOf = (text: string): number =>
  Math.min(
    MOST_LINES,
    text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / CHARACTERS_A_LINE)), 1),
  );

interface CommentModel {
  type: 'note';
  note: object;
  anchor?: { left: number; top: number; right: number; bottom: number };
}

/**
 * Puts a comment on a cell. The library draws every comment two columns wide and four rows high, which cuts sentences off;
 * its writer takes another size from the comment's model, which only its inside can set.
 */
export function setComment(cell: Cell, text: string): void {
  cell.note = { texts: [{ text }] };
  const inside = commentOf(cell)!;
  const model = inside.model;
  const [left, top] = [Number(cell.col), Math.max(Number(cell.row) - 1, 0)];
  Object.defineProperty(inside, 'model', { value: { ...model, anchor: { left: left + 0.2, top, right: left + COLUMNS_WIDE, bottom: top + linesOf(text) } } });
}

export function removeComment(cell: Cell): void {
  (cell as unknown as { _comment?: unknown })._comment = undefined;
  // A cell that came from a file remembers its comment a second time.
  delete (cell.model as { comment?: unknown }).comment;
}

/** The text of a cell's comment. */
export function commentText(cell: Cell): string | null {
  const { note } = cell;
  if (!note) return null;
  return typeof note === 'string' ? note : (note.texts ?? []).map(({ text }) => text).join('');
}

const commentOf = (cell: Cell): { model: CommentModel } | undefined => (cell as unknown as { _comment?: { model: CommentModel } })._comment;
