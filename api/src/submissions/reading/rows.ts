import type { Geometry } from 'geojson';
import { letterOf } from '../../formats/format.js';
import type { Cell, SourceRow } from '../../formats/format.js';
import { cellFromJson } from '../../formats/json-text.js';
import { withoutSeparators } from '../../formats/separators.js';
import type { Order } from '../../geo/coordinates.js';
import type { CoordinateSystem } from '../../geo/systems.js';
import { fieldOf } from '../../registry/field.js';
import type { Field, Kind, Text } from '../../registry/field.js';
import { isSuspect } from '../cells.js';
import type { ValueCodes } from './choices.js';
import type { ColumnMeaning } from './columns.js';
import type { OrganizationNames } from './organizations.js';
import { placeFromText, placeReader } from './positions.js';
import type { Place, Position } from './positions.js';
import type { Problem } from './problem.js';
import { valueReader } from './values.js';
import type { Reading } from './values.js';
import { isEmpty, storable, textOf } from './words.js';

export { letterOf };
export type { OrganizationNames };

export interface ReadingOptions {
  crs: CoordinateSystem;
  /** 'xy': the first of each pair (x or lon by its header) really holds the easting or longitude. See `guessSystem`. */
  order: Order;
  organizations: OrganizationNames[];
  /** Field -> text in the file -> code, said by hand or for an earlier file; stands before all synonyms. */
  values?: Record<string, ValueCodes>;
  /** Whether the sender may set the authority's fields; for others those columns are left aside. */
  authority: boolean;
  /** Texts need no more be seen to, see `SourceTable`. */
  clean?: boolean;
  /** Places were put on a map or typed: a number's zeros at the end are not there to be counted. */
  byForm?: boolean;
  /** Letters of the columns, null where the file has names only. */
  letters: (string | null)[];
}

export interface ReadValues {
  /** Fields that were given; null for blank. One whose cell could not be read is left out and has a problem. */
  data: Record<string, unknown>;
  /** Typed coordinates in the file's system. */
  position: Position | null;
  /** Geometry sent as such (GeoJSON, WKT), in `srid`. */
  geometry: Geometry | null;
  srid: number;
  problems: Problem[];
}

export interface ReadRow extends ReadValues {
  row: number;
  /** The cells as text, one for each column of the file. */
  cells: string[];
  code: string | null;
}

/** One column made ready: everything that does not change from row to row is worked out here. */
interface FieldColumn {
  index: number;
  name: string;
  required: boolean;
  read: (cell: Cell) => Reading;
  missing: Text;
  in: InCell;
}

type InCell = Pick<Problem, 'column' | 'header'>;
const NO_CELL: InCell = { column: null, header: null };

export function rowReader(kind: Kind, columns: ColumnMeaning[], options: ReadingOptions): (row: SourceRow) => ReadRow {
  const { srid } = options.crs;
  const inCells = columns.map(({ header }, index): InCell => ({ column: options.letters[index] ?? null, header: storable(header) }));
  const fields = columns.flatMap((column, index) => fieldColumn(column, index, inCells[index]!, options));
  const placeOf = placeReader(kind, columns, options.crs, options.order);
  const cellAt = (at: number): InCell => inCells[at]!;
  // All rows start as copies of one object, which costs a fraction of putting in one field after the other.
  const blank: Record<string, unknown> = Object.fromEntries(inStoredOrder(fields.map(({ name }) => name)).map((name) => [name, null]));
  return (given) => {
    const source = options.clean ? given : storableRow(given);
    const { row, cells, unstated } = source;
    const texts = textsOf(cells, columns.length);
    const read: ReadRow = { row, code: null, cells: texts, data: unstated?.size ? {} : { ...blank }, position: null, geometry: null, srid, problems: [] };
    for (const column of fields) if (!unstated?.has(column.index)) readField(column, cells[column.index] ?? null, read, row);
    const place = placeOf(source);
    if (place) addPlace(options.byForm ? { ...place, coarse: undefined } : place, read, row, cellAt);
    if (hasExtraCells(cells, columns.length)) read.problems.push(extraCells(kind, columns.length, cells.length, row));
    read.code = (read.data[kind.codeField] as string | null | undefined) ?? null;
    return read;
  };
}

/** Shorter names first, as PostgreSQL keeps the keys of jsonb: it need not sort what is in order. */
const inStoredOrder = (names: string[]): string[] => names.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));

/** A row of a CSV file is all text already and is not copied. */
function textsOf(cells: Cell[], count: number): string[] {
  if (cells.length === count && cells.every(isText)) return cells as string[];
  return Array.from({ length: count }, (_, index) => textOf(cells[index]));
}

const isText = (cell: Cell): boolean => typeof cell === 'string';

/** The row without characters that PostgreSQL does not take or that keep cells apart: nearly always the row itself. */
function storableRow(source: SourceRow): SourceRow {
  let all = '';
  for (const cell of source.cells) if (typeof cell === 'string') all += cell;
  if (!isSuspect(all)) return source;
  return { ...source, cells: source.cells.map((cell) => (typeof cell === 'string' ? withoutSeparators(storable(cell)) : cell)) };
}

/** The same readers for an edit: text as in a file or typed values by field name; `x` (easting, longitude) and `y` in the system given. */
export function readValues(kind: Kind, values: Record<string, unknown>, options: Omit<ReadingOptions, 'order' | 'letters'>, row = 0): ReadValues {
  const read: ReadValues = { data: {}, position: null, geometry: null, srid: options.crs.srid, problems: [] };
  const cells = Object.entries(values).map(([name, value]) => [name, storableCell(cellFromJson(value))] as const);
  for (const [name, cell] of cells) {
    const field = fieldOf(kind, name);
    if (field) for (const column of fieldColumn({ header: name, use: { field }, by: 'exact' }, 0, NO_CELL, options)) readField(column, cell, read, row);
  }
  if (kind.geometry.includes('Point') && ('x' in values || 'y' in values)) {
    const given = new Map<string, Cell>(cells);
    addPlace(placeFromText(given.get('x') ?? null, given.get('y') ?? null, options.crs), read, row, () => NO_CELL);
  }
  return read;
}

const storableCell = (cell: Cell): Cell => (typeof cell === 'string' ? storable(cell) : cell);

function fieldColumn(
  { use }: ColumnMeaning,
  index: number,
  cell: InCell,
  { organizations, authority, values }: Pick<ReadingOptions, 'organizations' | 'authority' | 'values'>,
): FieldColumn[] {
  if (!use || !('field' in use) || use.field.computed || (use.field.authorityOnly && !authority)) return [];
  const { field } = use;
  const read = valueReader(field, organizations, values?.[field.name]);
  return [{ index, name: field.name, required: field.required === true, read, missing: required(field), in: cell }];
}

function readField(field: FieldColumn, cell: Cell, read: ReadValues, row: number): void {
  const reading = field.read(cell);
  if (!('value' in reading)) {
    delete read.data[field.name];
    read.problems.push(problemIn(field.in, reading.rule, 'error', field.name, row, reading.message));
    return;
  }
  read.data[field.name] = reading.value;
  if (reading.value === null && field.required) read.problems.push(problemIn(field.in, 'DAT-01', 'error', field.name, row, field.missing));
}

function addPlace({ position, geometry, fault, coarse, column }: Place, read: ReadValues, row: number, cellAt: (index: number) => InCell): void {
  const cell = column === undefined ? NO_CELL : cellAt(column);
  if (fault) read.problems.push(problemIn(cell, 'GEO-01', 'error', 'geometry', row, fault));
  if (position) read.position = position;
  if (geometry) read.geometry = geometry;
  if (coarse) read.problems.push(problemIn(cell, 'GEO-04', 'warning', 'geometry', row, coarse));
}

const problemIn = ({ column, header }: InCell, rule: string, severity: Problem['severity'], path: string, row: number, message: Text): Problem => ({
  rule,
  severity,
  path,
  column,
  header,
  row,
  message,
});

/** The message of DAT-01, also for a required field that a new record's file has no column for. */
export const required = (field: Field): Text => ({
  vi: `Chưa có giá trị cho “${field.label.vi}”. Đây là thông tin bắt buộc, hãy nhập vào.`,
  en: `“${field.label.en}” has no value. It is required; please enter it.`,
});

const hasExtraCells = (cells: Cell[], known: number): boolean => cells.length > known && cells.slice(known).some((cell) => !isEmpty(cell));

/** Mostly an unquoted comma in an address, after which every cell stands in the wrong column. */
const extraCells = (kind: Kind, columns: number, cells: number, row: number): Problem => ({
  rule: 'DAT-03',
  severity: 'error',
  path: kind.codeField,
  column: letterOf(columns),
  header: null,
  row,
  message: {
    vi: `Dòng này có ${cells} ô nhưng tiêu đề chỉ có ${columns} cột, nên các ô có thể bị lệch cột. Đặt ô có dấu phân cách trong dấu ngoặc kép rồi gửi lại.`,
    en: `This row has ${cells} cells but the header only ${columns}, so cells may stand in the wrong columns. Put cells that hold the separator in quotes and send it again.`,
  },
});
