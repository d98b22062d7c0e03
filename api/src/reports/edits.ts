import type { Cell } from '../formats/format.js';
import { readWkt } from '../geo/geometry.js';
import { readCoordinate, readCoordinatePair } from '../geo/coordinates.js';
import { fieldOf, type Field, type Kind } from '../registry/field.js';
import type { OrganizationNames } from '../submissions/reading/organizations.js';
import { useNamed, type ColumnUse } from '../submissions/reading/columns.js';
import { valueReader } from '../submissions/reading/values.js';
import type { Submission } from '../submissions/submission.js';
import { cellOf } from '../templates/cell-words.js';
import type { ReportRow } from './report-rows.js';

export interface CellEdit {
  column: number;
  value: Cell;
  /** The cell's text in the file. */
  earlier: string;
}

type Editor = (row: ReportRow) => CellEdit[];

/** Finds the cells of a row whose text is no longer what the item holds: they were mended by hand. */
export function editFinder(kind: Kind, { columns, crs, owner }: Submission, organizations: OrganizationNames[]): Editor {
  const editors = columns.flatMap(({ field: name, use }, column): Editor[] => {
    if (name === 'geometry') return placeEditor(column, (use && useNamed(kind, use)) || null, crs?.order ?? 'xy');
    const field = name === null ? undefined : fieldOf(kind, name);
    return field ? [fieldEditor(column, field, organizations, field.name === kind.ownerField ? owner.code : null)] : [];
  });
  return (row) => (row.edited ? editors.flatMap((editor) => editor(row)) : []);
}

function fieldEditor(column: number, field: Field, organizations: OrganizationNames[], whenBlank: string | null): Editor {
  const read = valueReader(field, organizations);
  return ({ data, cells }) => {
    const earlier = cells[column] ?? '';
    if (!(field.name in data)) return [];
    const value = data[field.name] ?? null;
    if (same(read(earlier), value) || (typeof value === 'number' && Number(earlier) === value && earlier !== '')) return [];
    // A blank owner was filled in while reading.
    if (earlier.trim() === '' && value === whenBlank) return [];
    return [{ column, value: cellOf(field, value, organizations), earlier }];
  };
}

const same = (reading: object, value: unknown): boolean => 'value' in reading && JSON.stringify(reading.value) === JSON.stringify(value);

/** Columns of coordinates; `order` 'yx': the first of the pair holds the northing or latitude. */
function placeEditor(column: number, use: ColumnUse | null, order: 'xy' | 'yx'): Editor[] {
  if (use && 'geometry' in use) return [(row) => wktEdit(column, row)];
  if (!use || !('coordinate' in use)) return [];
  if (use.coordinate === 'both') return [(row) => pairEdit(column, order, row)];
  const first = use.coordinate === 'x' || use.coordinate === 'lon';
  const axis = first === (order === 'xy') ? 'x' : 'y';
  return [
    (row) => {
      const [value, earlier] = [row[axis], row.cells[column] ?? ''];
      return value === null || near(readCoordinate(earlier)?.value, value) ? [] : [{ column, value, earlier }];
    },
  ];
}

function pairEdit(column: number, order: 'xy' | 'yx', { x, y, cells }: ReportRow): CellEdit[] {
  if (x === null || y === null) return [];
  const earlier = cells[column] ?? '';
  const read = readCoordinatePair(earlier)?.map(({ value }) => value);
  const now = order === 'xy' ? [x, y] : [y, x];
  // Letters for the axes may have turned the pair around.
  const stands = read && [now, now.toReversed()].some((pair) => pair.every((value, at) => near(read[at], value)));
  return stands ? [] : [{ column, value: now.join('; '), earlier }];
}

function wktEdit(column: number, { wkt, cells }: ReportRow): CellEdit[] {
  const earlier = cells[column] ?? '';
  if (wkt === null) return [];
  const [before, now] = [readWkt(earlier), readWkt(wkt)].map((read) => (read ? ordinates(read.geometry) : null));
  return before && now && before.length === now.length && before.every((value, at) => near(value, now[at])) ? [] : [{ column, value: wkt, earlier }];
}

const ordinates = (geometry: object): number[] => ('coordinates' in geometry ? ([geometry.coordinates] as unknown[]).flat(Infinity) : []) as number[];

/** Places are kept to 1e-7 degrees, which is a centimetre. */
function near(a: number | undefined, b: number | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return Math.abs(a - b) <= (Math.abs(b) > 180 ? 0.02 : 0.0000002);
}
