import type { Geometry } from 'geojson';
import { letterOf } from '../../formats/format.js';
import type { Cell, SourceRow } from '../../formats/format.js';
import { cellFromJson } from '../../formats/json-text.js';
import type { Order } from '../../geo/coordinates.js';
import { systemNamed } from '../../geo/systems.js';
import type { SystemCode } from '../../geo/systems.js';
import { fieldOf } from '../../registry/field.js';
import type { Field, Kind, Text } from '../../registry/field.js';
import type { OrganizationNames } from './choices.js';
import type { ColumnMeaning } from './columns.js';
import { placeFromText, placeReader } from './positions.js';
import type { Place, Position } from './positions.js';
import type { Problem } from './problem.js';
import { valueReader } from './values.js';
import type { Reading } from './values.js';
import { textOf } from './words.js';

export { letterOf };
export type { OrganizationNames };

export interface ReadingOptions {
  crs: SystemCode;
  /** 'xy': the first of each pair (x or lon by its header) really holds the easting or longitude. See `guessSystem`. */
  order: Order;
  organizations: OrganizationNames[];
  /** Whether the sender may set the authority's fields; for others those columns are left aside. */
  authority: boolean;
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
  field: Field;
  header: string | null;
  letter: string | null;
  read: (cell: Cell) => Reading;
}

type InCell = Pick<Problem, 'column' | 'header'>;
const NO_CELL: InCell = { column: null, header: null };

export function rowReader(kind: Kind, columns: ColumnMeaning[], options: ReadingOptions): (row: SourceRow) => ReadRow {
  const { letters, crs } = options;
  const fields = columns.flatMap((column, index) => fieldColumn(column, index, options));
  const placeOf = placeReader(kind, columns, crs, options.order);
  const { srid } = systemNamed(crs);
  return (source) => {
    const { row, cells, unstated } = source;
    const read: ReadRow = {
      row,
      code: null,
      cells: columns.map((_, index) => textOf(cells[index])),
      data: {},
      position: null,
      geometry: null,
      srid,
      problems: [],
    };
    for (const column of fields) if (!unstated?.has(column.index)) readField(column, cells[column.index] ?? null, read, row);
    const place = placeOf(source);
    if (place) addPlace(place, read, row, (at) => ({ column: letters[at] ?? null, header: columns[at]!.header }));
    if (hasExtraCells(cells, columns.length)) read.problems.push(extraCells(kind, columns.length, cells.length, row));
    read.code = (read.data[kind.codeField] as string | null | undefined) ?? null;
    return read;
  };
}

/** The same readers for an edit: text as in a file or typed values by field name; `x` (easting, longitude) and `y` in the system given. */
export function readValues(kind: Kind, values: Record<string, unknown>, options: Omit<ReadingOptions, 'order' | 'letters'>, row = 0): ReadValues {
  const system = systemNamed(options.crs);
  const read: ReadValues = { data: {}, position: null, geometry: null, srid: system.srid, problems: [] };
  const cells = Object.entries(values).map(([name, value]) => [name, cellFromJson(value)] as const);
  for (const [name, cell] of cells) {
    const field = fieldOf(kind, name);
    if (field)
      for (const column of fieldColumn({ header: name, use: { field } }, 0, { ...options, letters: [null] }))
        readField({ ...column, header: null }, cell, read, row);
  }
  if (kind.geometry.includes('Point') && ('x' in values || 'y' in values)) {
    const given = new Map<string, Cell>(cells);
    addPlace(placeFromText(given.get('x') ?? null, given.get('y') ?? null, system), read, row, () => NO_CELL);
  }
  return read;
}

function fieldColumn({ header, use }: ColumnMeaning, index: number, options: Pick<ReadingOptions, 'organizations' | 'authority' | 'letters'>): FieldColumn[] {
  if (!use || !('field' in use) || use.field.computed || (use.field.authorityOnly && !options.authority)) return [];
  return [{ index, field: use.field, header, letter: options.letters[index] ?? null, read: valueReader(use.field, options.organizations) }];
}

function readField({ field, header, letter, read: reader }: FieldColumn, cell: Cell, read: ReadValues, row: number): void {
  const reading = reader(cell);
  if (!('value' in reading)) {
    read.problems.push({ rule: reading.rule, severity: 'error', path: field.name, column: letter, header, row, message: reading.message });
    return;
  }
  read.data[field.name] = reading.value;
  if (reading.value !== null || !field.required) return;
  read.problems.push({ rule: 'DAT-01', severity: 'error', path: field.name, column: letter, header, row, message: required(field) });
}

function addPlace(place: NonNullable<Place>, read: ReadValues, row: number, cellOf: (index: number) => InCell): void {
  const inCell = (): InCell => (place.column === undefined ? NO_CELL : cellOf(place.column));
  if ('fault' in place) {
    read.problems.push({ rule: 'GEO-01', severity: 'error', path: 'geometry', ...inCell(), row, message: place.fault });
    return;
  }
  if ('position' in place) read.position = place.position;
  else [read.geometry, read.srid] = [place.geometry, place.srid];
  if (place.coarse) read.problems.push({ rule: 'GEO-04', severity: 'warning', path: 'geometry', ...inCell(), row, message: place.coarse });
}

/** The message of DAT-01, also for a required field that a new record's file has no column for. */
export const required = (field: Field): Text => ({
  vi: `Chưa có giá trị cho “${field.label.vi}”. Đây là thông tin bắt buộc, hãy nhập vào.`,
  en: `“${field.label.en}” has no value. It is required; please enter it.`,
});

const hasExtraCells = (cells: Cell[], known: number): boolean => cells.length > known && cells.slice(known).some((cell) => textOf(cell).trim() !== '');

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
