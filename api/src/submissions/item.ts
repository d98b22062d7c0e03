import type { Kind } from '../registry/field.js';
import { splitCells } from './cells.js';
import type { Problem } from './reading/problem.js';
import type { Submission } from './submission.js';

export const CHANGES = ['new', 'changed', 'unchanged', 'conflicting', 'removed'] as const;

/** A row of `submission_items` as the database gives it. */
export interface ItemRow {
  id: number;
  /** Below 0 for a record that the file does not name. */
  row: number;
  code: string | null;
  change: (typeof CHANGES)[number];
  recordId: number | null;
  baseRevision: number | null;
  data: Record<string, unknown>;
  /** As text, parted by a separator, one for each column of the file. */
  cells: string;
  /** What was mended by hand, as it was typed. */
  typed: Record<string, unknown> | null;
  geometry: unknown;
  x: number | null;
  y: number | null;
  before: Record<string, unknown> | null;
  movedM: number | null;
  checks: Problem[];
  verdict: string | null;
  reason: string | null;
  comment: string | null;
  applied: boolean;
  revision: number;
  /** Mended by the authority in review. */
  fixed: boolean;
  /** Field or `geometry` -> what the sender wrote where the authority mended it. */
  sent: Record<string, unknown> | null;
  /** What was returned earlier and is sent again with this item. */
  returned: unknown;
  wordsOpenedAt: string | null;
}

export interface Item extends Omit<ItemRow, 'cells' | 'typed'> {
  /** Header -> text as in the file; blank cells are left out. */
  raw: Record<string, string>;
  /** Field, `x` or `y` -> text typed over the file's where no value came of it: it could not be read, or was emptied. */
  typed: Record<string, string>;
  name: string | null;
  changedFields: string[];
}

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** An item as the API gives it: what changes, and where in the file each finding stands. */
export function presentItem(kind: Kind, submission: Submission, item: ItemRow): Item {
  const { cells, typed, ...rest } = item;
  const { before, data } = item;
  const changedFields = before ? Object.keys(data).filter((name) => !same(before[name], data[name])) : [];
  if (before && item.movedM !== null && item.movedM > 0) changedFields.push('geometry');
  return {
    ...rest,
    raw: rawOf(submission, cells),
    typed: typedInVain(item, typed ?? {}),
    name: (data[kind.nameField] as string | undefined) ?? (before?.[kind.nameField] as string | undefined) ?? null,
    changedFields,
    checks: item.checks.map((finding) => placed(submission, item, finding)),
  };
}

const rawOf = (submission: Submission, text: string): Record<string, string> => {
  const cells = splitCells(text);
  return Object.fromEntries(submission.columns.flatMap(({ header }, index) => (cells[index] ? [[header, cells[index]]] : [])));
};

function typedInVain({ data, checks }: ItemRow, typed: Record<string, unknown>): Record<string, string> {
  // A place that could not be read leaves the earlier one where it was.
  const isPlaced = !checks.some(({ path, rule }) => path === 'geometry' && rule === 'GEO-01');
  const isRead = (name: string) => (name === 'x' || name === 'y' ? isPlaced : (data[name] ?? null) !== null);
  return Object.fromEntries(Object.entries(typed).flatMap(([name, value]) => (isRead(name) ? [] : [[name, textOf(value)]])));
}

const textOf = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value ?? ''));

/** Problems of rules know the field; the file's column and header are looked up here. */
function placed(submission: Submission, item: ItemRow, finding: Problem): Problem {
  const column = submission.columns.find((one) => one.field === finding.path);
  return { ...finding, row: item.row, column: finding.column ?? column?.letter ?? null, header: finding.header ?? column?.header ?? null };
}
