import type { Kind } from '../registry/field.js';
import { splitCells } from './items.sql.js';
import type { Problem } from './reading/problem.js';
import type { Submission } from './submission.js';

/** A row of `submission_items` as the database gives it. */
export interface ItemRow {
  id: number;
  /** Below 0 for a record that the file does not name. */
  row: number;
  code: string | null;
  change: 'new' | 'changed' | 'unchanged' | 'conflicting' | 'removed';
  recordId: number | null;
  baseRevision: number | null;
  data: Record<string, unknown>;
  /** As text, parted by a separator, one for each column of the file. */
  cells: string;
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
}

export interface Item extends Omit<ItemRow, 'cells'> {
  /** Header -> text as in the file; blank cells are left out. */
  raw: Record<string, string>;
  name: string | null;
  changedFields: string[];
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** An item as the API gives it: what changes, and where in the file each finding stands. */
export function presentItem(kind: Kind, submission: Submission, item: ItemRow): Item {
  const { cells, ...rest } = item;
  const { before, data } = item;
  const changedFields = before ? Object.keys(data).filter((name) => !same(before[name], data[name])) : [];
  if (before && item.movedM !== null && item.movedM > 0) changedFields.push('geometry');
  return {
    ...rest,
    raw: rawOf(submission, cells),
    name: (data[kind.nameField] as string | undefined) ?? (before?.[kind.nameField] as string | undefined) ?? null,
    changedFields,
    checks: item.checks.map((finding) => placed(submission, item, finding)),
  };
}

const rawOf = (submission: Submission, text: string): Record<string, string> => {
  const cells = splitCells(text);
  return Object.fromEntries(submission.columns.flatMap(({ header }, index) => (cells[index] ? [[header, cells[index]]] : [])));
};

/** Problems of rules know the field; the file's column and header are looked up here. */
function placed(submission: Submission, item: ItemRow, finding: Problem): Problem {
  const column = submission.columns.find((one) => one.field === finding.path);
  return { ...finding, row: item.row, column: finding.column ?? column?.letter ?? null, header: finding.header ?? column?.header ?? null };
}
