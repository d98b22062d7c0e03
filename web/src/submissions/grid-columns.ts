import type { Item, Kind, SourceColumn, Text } from '../api-types';

/** A column of the table as the sender knows it: letter and header of the file, and the field behind it. */
export interface GridColumn {
  field: string;
  letter: string | null;
  header: string;
  label: Text | null;
}

export const GEOMETRY = 'geometry';

/** Understood columns in the file's order, both coordinates as one; without a file, the fields that were sent. */
export function gridColumns(columns: SourceColumn[], items: Item[], kind: Kind): GridColumn[] {
  const known = columns.flatMap((column) => (column.field ? [{ ...column, field: column.field }] : []));
  if (known.length === 0) {
    const sent = kind.fields.filter((field) => items.some((item) => field.name in item.data));
    return [...sent.map((field) => ({ field: field.name, letter: null, header: '', label: field.label })), { field: GEOMETRY, letter: null, header: '', label: null }];
  }
  const places = known.filter((column) => column.field === GEOMETRY);
  const place: GridColumn = { field: GEOMETRY, letter: places.map((one) => one.letter).join(', ') || null, header: places.map((one) => one.header).join(' / '), label: null };
  return known.flatMap((column): GridColumn[] => (column.field !== GEOMETRY ? [column] : column === places[0] ? [place] : []));
}

/** What was typed, where it could not be read; the raw cells of a coordinate pair stand side by side. */
export const rawText = (item: Item, column: GridColumn): string =>
  column.field === GEOMETRY
    ? column.header
        .split(' / ')
        .map((header) => item.raw[header] ?? '')
        .filter(Boolean)
        .join('; ')
    : (item.raw[column.header] ?? '');
