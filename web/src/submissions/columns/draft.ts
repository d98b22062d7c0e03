import type { Kind } from '../../api-types';
import type { ColumnUse, SourceColumn, Submission, ValueChoice } from '../types';
import { missingFields } from '../steps/steps';

/** What is being changed on the page and not yet applied. */
export interface Draft {
  columns: Record<string, ColumnUse>;
  values: Record<string, Record<string, string>>;
  sheet: string | null;
}

export const NO_CHANGE: Draft = { columns: {}, values: {}, sheet: null };
export const PLACE_USES = ['x', 'y', 'lon', 'lat', 'both', 'wkt'] as const;

export const isChanged = ({ columns, values, sheet }: Draft): boolean =>
  sheet !== null || Object.keys(columns).length > 0 || Object.values(values).some((texts) => Object.keys(texts).length > 0);

/** undefined: nobody has said or found out what it is. */
export function columnUse(column: SourceColumn, submission: Submission, draft: Draft): ColumnUse | undefined {
  const { header } = column;
  if (header in draft.columns) return draft.columns[header];
  return asRead(namedUse(column, submission), submission);
}

function namedUse(column: SourceColumn, { reading }: Submission): ColumnUse | undefined {
  const { header } = column;
  if (reading?.columns && header in reading.columns) return reading.columns[header];
  if (column.by) return column.use ?? null;
  return column.use ?? column.field ?? undefined;
}

const TURNED: Record<string, string> = { x: 'y', y: 'x', lon: 'lat', lat: 'lon' };

/** Names say which ordinate a column ought to hold, the numbers which it does: under "X" there is often the northing. */
const asRead = (use: ColumnUse | undefined, { crs }: Submission): ColumnUse | undefined => (use && crs?.order === 'yx' ? (TURNED[use] ?? use) : use);

/** A field is read from one column only: the one that had it is put aside. */
export function withUse(draft: Draft, submission: Submission, header: string, use: ColumnUse): Draft {
  const columns = { ...draft.columns, [header]: use };
  for (const column of submission.columns) {
    if (use !== null && column.header !== header && columnUse(column, submission, draft) === use) columns[column.header] = null;
  }
  return { ...draft, columns };
}

export function withValue(draft: Draft, field: string, text: string, code: string): Draft {
  return { ...draft, values: { ...draft.values, [field]: { ...draft.values[field], [text]: code } } };
}

export const codeOf = ({ field, text, code }: ValueChoice, draft: Draft): string | null => draft.values[field]?.[text] ?? code;

/** Required fields without a column, the changes on the page counted in. */
export function missingWith(draft: Draft, submission: Submission, kind: Kind) {
  const columns = submission.columns.map((column) => {
    const use = columnUse(column, submission, draft) ?? null;
    return { ...column, field: PLACE_USES.includes(use as (typeof PLACE_USES)[number]) ? 'geometry' : use };
  });
  return missingFields({ ...submission, columns }, kind);
}

/** Values chosen on the page over those chosen before. */
export function mergedValues({ reading }: Submission, draft: Draft): Record<string, Record<string, string>> {
  const merged = { ...reading?.values };
  for (const [field, texts] of Object.entries(draft.values)) merged[field] = { ...merged[field], ...texts };
  return merged;
}
