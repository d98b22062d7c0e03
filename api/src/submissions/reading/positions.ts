import type { Cell, SourceRow } from '../../formats/format.js';
import type { CoordinateCells, Order } from '../../geo/coordinates.js';
import { checkGeometry, firstPosition, readWkt, swapped } from '../../geo/geometry.js';
import type { DrawnGeometry } from '../../geo/geometry.js';
import { decimalsOf, readCoordinate } from '../../geo/ordinates.js';
import type { Coordinate } from '../../geo/ordinates.js';
import { readCoordinatePair } from '../../geo/pairs.js';
import { inRange } from '../../geo/systems.js';
import type { CoordinateSystem } from '../../geo/systems.js';
import type { Kind, Text } from '../../registry/field.js';
import type { ColumnMeaning } from './columns.js';
import { FAULTS } from './position-messages.js';
import { isEmpty, textOf } from './words.js';

export interface Position {
  x: number;
  y: number;
  srid: number;
}

/** Where a row is, or what is wrong with what it says; `column` is the index of the cell concerned. */
export interface Place {
  position?: Position;
  geometry?: DrawnGeometry;
  fault?: Text;
  coarse?: Text;
  column?: number;
}

interface PlaceColumns {
  wkt: number;
  first: number;
  second: number;
  both: number;
}

export function placeColumns(columns: ColumnMeaning[]): PlaceColumns {
  const at = (...uses: string[]): number => columns.findIndex(({ use }) => use !== null && 'coordinate' in use && uses.includes(use.coordinate));
  const wkt = columns.findIndex(({ use }) => use !== null && 'geometry' in use);
  return { wkt, first: at('x', 'lon'), second: at('y', 'lat'), both: at('both') };
}

/** Builds the function that finds a row's place: geometry beside the cells before WKT before coordinates. */
export function placeReader(kind: Kind, columns: ColumnMeaning[], system: CoordinateSystem, order: Order): (row: SourceRow) => Place | null {
  if (kind.geometry.includes('GeometryCollection')) return () => null;
  const { wkt, first, second, both } = placeColumns(columns);
  const hasPair = first >= 0 || second >= 0;
  return ({ cells, geometry }) => {
    if (geometry !== undefined) return geometry === null ? { fault: FAULTS.missing } : drawn(kind, geometry, system, order);
    if (wkt >= 0 && (!isEmpty(cells[wkt]) || (!hasPair && both < 0))) return at(wkt, fromWkt(kind, cells[wkt], system, order));
    if (hasPair) return fromPair(cells, first, second, system, order);
    return both >= 0 ? at(both, fromBoth(cells[both], system, order)) : null;
  };
}

function at(column: number, place: Place): Place {
  place.column = column;
  return place;
}

/** A geometry sent as such, checked against what the kind allows. */
export function drawn(kind: Kind, geometry: unknown, system: CoordinateSystem, order: Order = 'xy'): Place {
  const checked = checkGeometry(geometry, kind.geometry);
  if ('fault' in checked) return checked;
  const turned = order === 'yx' ? swapped(checked.geometry) : checked.geometry;
  const coarse = turned.type === 'Point' && system.unit === 'degrees' && turned.coordinates.every((ordinate) => decimalsOf(ordinate) < 4);
  return { geometry: turned, ...(coarse ? { coarse: FAULTS.coarse } : {}) };
}

/** EWKT that names another system than the file's is in doubt. */
function fromWkt(kind: Kind, cell: Cell | undefined, system: CoordinateSystem, order: Order): Place {
  const text = textOf(cell).trim();
  if (text === '') return { fault: FAULTS.missing };
  const read = readWkt(text);
  if (!read) return { fault: FAULTS.notWkt(text) };
  return read.srid === undefined || read.srid === system.srid
    ? drawn(kind, read.geometry, system, order)
    : { fault: FAULTS.otherSystem(read.srid, system.label) };
}

function fromPair(cells: Cell[], first: number, second: number, system: CoordinateSystem, order: Order): Place {
  const a = first < 0 ? null : (cells[first] ?? null);
  const b = second < 0 ? null : (cells[second] ?? null);
  if (isEmpty(a)) return { fault: isEmpty(b) ? FAULTS.missing : FAULTS.half, column: first >= 0 ? first : second };
  if (isEmpty(b)) return { fault: FAULTS.half, column: second >= 0 ? second : first };
  const one = ordinateOf(a, system);
  if (!one || one.kind !== system.unit) return { fault: wrongOrdinate(one, a, system), column: first };
  const two = ordinateOf(b, system);
  if (!two || two.kind !== system.unit) return { fault: wrongOrdinate(two, b, system), column: second };
  return at(first, placed(one, two, system, order));
}

function fromBoth(cell: Cell | undefined, system: CoordinateSystem, order: Order): Place {
  const text = textOf(cell);
  if (text.trim() === '') return { fault: FAULTS.missing };
  const pair = readCoordinatePair(text);
  if (!pair) return { fault: FAULTS.notAPair(text) };
  if (pair[0].kind !== system.unit) return { fault: FAULTS.wrongUnit[system.unit](text) };
  return placed(inSystem(pair[0], system), inSystem(pair[1], system), system, order);
}

/** Both ordinates as text, x being the easting or longitude: how an edit gives them. */
export function placeFromText(x: Cell, y: Cell, system: CoordinateSystem): Place {
  return fromPair([x, y], 0, 1, system, 'xy');
}

function ordinateOf(cell: Cell, system: CoordinateSystem): Coordinate | null {
  const read = typeof cell === 'number' || typeof cell === 'string' ? readCoordinate(typeof cell === 'string' ? cell.trim() : cell) : null;
  return read && inSystem(read, system);
}

/** "562.055" is 562 055 where the system has room for that only. */
function inSystem(read: Coordinate, { unit, x, y }: CoordinateSystem): Coordinate {
  const { grouped, value } = read;
  if (grouped === undefined || unit !== 'metres' || inRange(value, x) || inRange(value, y)) return read;
  return inRange(grouped, x) || inRange(grouped, y) ? { value: grouped, decimals: 0, kind: 'metres' } : read;
}

const wrongOrdinate = (read: Coordinate | null, cell: Cell, { unit }: CoordinateSystem): Text =>
  (read ? FAULTS.wrongUnit : FAULTS.unreadable)[unit](textOf(cell));

/** Letters for the axes are the person's own word and stand above the order of the columns. */
function placed(a: Coordinate, b: Coordinate, { unit, srid }: CoordinateSystem, order: Order): Place {
  if (a.axis && a.axis === b.axis) return { fault: FAULTS.sameAxis };
  const secondIsX = a.axis || b.axis ? a.axis === 'lat' || b.axis === 'lon' : order === 'yx';
  const position = secondIsX ? { x: b.value, y: a.value, srid } : { x: a.value, y: b.value, srid };
  return unit === 'degrees' && isCoarse(a) && isCoarse(b) ? { position, coarse: FAULTS.coarse } : { position };
}

/** A spreadsheet drops zeros at the end, so one ordinate with four decimals is enough. */
const isCoarse = ({ decimals }: Coordinate): boolean => decimals !== null && decimals < 4;

export interface CoordinateSample {
  pairs: CoordinateCells[];
  headers: string[];
}

/** The coordinate pairs of some rows, for `guessSystem`; null when the file has no place for any. */
export function coordinateSample(columns: ColumnMeaning[], rows: SourceRow[]): CoordinateSample | null {
  const { wkt, first, second, both } = placeColumns(columns);
  const pairOf = ({ cells, geometry }: SourceRow): CoordinateCells | null => {
    if (geometry !== undefined) return firstPosition(geometry);
    if (wkt >= 0 && !isEmpty(cells[wkt])) return firstPosition(readWkt(textOf(cells[wkt]))?.geometry);
    if (first >= 0 && second >= 0) return [trimmed(cells[first]), trimmed(cells[second])];
    return both >= 0 ? inOrderWritten(readCoordinatePair(textOf(cells[both]))) : null;
  };
  const any = [wkt, first, second, both].some((index) => index >= 0) || rows.some(({ geometry }) => geometry !== undefined);
  const headers = [first, second].flatMap((index) => (index < 0 ? [] : [columns[index]!.header]));
  return any ? { pairs: rows.map(pairOf).filter((pair) => pair !== null), headers } : null;
}

const trimmed = (cell: Cell | undefined): unknown => (typeof cell === 'string' ? cell.trim() : cell);

const inOrderWritten = (pair: [Coordinate, Coordinate] | null): CoordinateCells | null => pair && [pair[0].value, pair[1].value];
