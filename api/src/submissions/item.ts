import type { Kind } from '../registry/field.js';
import { splitCells } from './cells.js';
import type { Item } from './answers.js';
import type { Submission } from './submission.js';

export const CHANGES = ['new', 'changed', 'unchanged', 'conflicting', 'removed'] as const;

/** A row of `submission_items` as the database gives it. */
export interface ItemRow extends Omit<Item, 'raw' | 'typed' | 'name' | 'changedFields'> {
  /** As text, parted by a separator, one for each column of the file. */
  cells: string;
  /** What was mended by hand, as it was typed. */
  typed: Record<string, unknown> | null;
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
function placed(submission: Submission, item: ItemRow, finding: Item['checks'][number]): Item['checks'][number] {
  const column = submission.columns.find((one) => one.field === finding.path);
  return { ...finding, row: item.row, column: finding.column ?? column?.letter ?? null, header: finding.header ?? column?.header ?? null };
}
