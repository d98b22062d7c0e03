import type { Kind, Text } from '../api-types';
import type { Item, SourceColumn, Submission } from './types';

/** A column of the table as the sender knows it: letter and header of the file, and the field behind it. */
export interface GridColumn {
  field: string;
  letter: string | null;
  header: string;
  /** Headers of the file's columns behind it: two for a pair of coordinates. */
  sources?: string[];
  label: Text | null;
}

export const GEOMETRY = 'geometry';

/** Understood columns in the file's order, both coordinates as one; without a file, the fields that were sent. */
export function gridColumns(columns: SourceColumn[], items: Item[], kind: Kind): GridColumn[] {
  // Records sent by field name have names for headers that mean nothing to a reader.
  const known = columns.flatMap(({ field, header, ...column }) => (field ? [{ ...column, field, header: header === field ? '' : header }] : []));
  if (known.length === 0) {
    const sent = kind.fields.filter((field) => items.some((item) => field.name in item.data));
    return [
      ...sent.map((field) => ({ field: field.name, letter: null, header: '', label: field.label })),
      { field: GEOMETRY, letter: null, header: '', label: null },
    ];
  }
  const places = known.filter((column) => column.field === GEOMETRY);
  const place: GridColumn = {
    field: GEOMETRY,
    letter: places.map((one) => one.letter).join(', ') || null,
    header: places.map((one) => one.header).join(' / '),
    sources: places.map((one) => one.header),
    label: null,
  };
  const inOrder = known.flatMap((column): GridColumn[] => (column.field !== GEOMETRY ? [column] : column === places[0] ? [place] : []));
  // A geometry that came beside the columns, as in GeoJSON, can be mended too.
  const all = places.length === 0 && items.some((item) => item.geometry) ? [...inOrder, place] : inOrder;
  return [...all, ...setByHand(all, items, kind)];
}

/** Fields that rows of the file have got although it has no column for them. */
function setByHand(columns: GridColumn[], items: Item[], kind: Kind): GridColumn[] {
  const known = new Set([...columns.map(({ field }) => field), kind.ownerField]);
  // A proposal to remove comes from the register, not from the file.
  const rows = items.filter(({ change }) => change !== 'removed');
  return kind.fields
    .filter(({ name, computed }) => !computed && !known.has(name) && rows.some(({ data }) => name in data))
    .map(({ name, label }) => ({ field: name, letter: null, header: '', label }));
}

/** What names a row first, then where something was found, then the rest: nobody should have to scroll to the cell that is wrong. */
export function inReadingOrder(columns: GridColumn[], items: Item[], kind: Kind): GridColumn[] {
  const found = new Set(items.flatMap((item) => item.checks.filter((check) => check.severity !== 'info').map((check) => check.path)));
  const rank = ({ field }: GridColumn) => (field === kind.codeField ? 0 : field === kind.nameField ? 1 : found.has(field) ? 2 : 3);
  return columns
    .map((column, index) => ({ column, index }))
    .sort((a, b) => rank(a.column) - rank(b.column) || a.index - b.index)
    .map(({ column }) => column);
}

/** The order that was shown first, with what is new at the end: a cell about to be clicked must not change places. */
export function inShownOrder(columns: GridColumn[], shown: string[]): GridColumn[] {
  const kept = shown.flatMap((field) => columns.filter((column) => column.field === field));
  return [...kept, ...columns.filter(({ field }) => !shown.includes(field))];
}

/** What was typed, where it could not be read; both of a coordinate pair stand side by side. What was typed here stands over what the file says. */
export function rawText({ raw, typed }: Item, { field, header, sources = [header] }: GridColumn, order: [Ordinate, Ordinate] = ['x', 'y']): string {
  if (field !== GEOMETRY) return typed[field] ?? raw[header || field] ?? '';
  const pair = order.some((name) => name in typed) ? order.map((name) => typed[name]) : sources.map((name) => raw[name]);
  return pair.filter(Boolean).join('; ');
}

export type Ordinate = 'x' | 'y';

/** Which way round the file writes a pair: under "X" there is often the northing, and latitude often stands first. */
export function pairOrder({ columns, crs }: Pick<Submission, 'columns' | 'crs'>): [Ordinate, Ordinate] {
  const first = columns.find(({ field }) => field === GEOMETRY)?.use;
  const secondFirst = first === 'y' || first === 'lat';
  return secondFirst === (crs?.order === 'yx') ? ['x', 'y'] : ['y', 'x'];
}
