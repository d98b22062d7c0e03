import type { Cell, SourceRow } from '../../formats/format.js';
import type { CoordinateCells, Order } from '../../geo/coordinates.js';
import { checkGeometry, firstPosition, readWkt, swapped } from '../../geo/geometry.js';
import type { DrawnGeometry } from '../../geo/geometry.js';
import { decimalsOf, readCoordinate, readCoordinatePair } from '../../geo/ordinates.js';
import type { Coordinate } from '../../geo/ordinates.js';
import { systemNamed } from '../../geo/systems.js';
import type { CoordinateSystem, SystemCode } from '../../geo/systems.js';
import type { Kind, Text } from '../../registry/field.js';
import type { ColumnMeaning } from './columns.js';
import { FAULTS } from './position-messages.js';
import { textOf } from './words.js';

export interface Position {
  x: number;
  y: number;
  srid: number;
}

/** Where a row is, or what is wrong with what it says; `column` is the index of the cell concerned. */
export type Place =
  | { position: Position; coarse?: Text; column?: number }
  | { geometry: DrawnGeometry; srid: number; coarse?: Text; column?: number }
  | { fault: Text; column?: number }
  | null;

interface PlaceColumns {
  wkt: number;
  first: number;
  second: number;
  both: number;
}

const isBlank = (cell: Cell | undefined): boolean => textOf(cell).trim() === '';

export function placeColumns(columns: ColumnMeaning[]): PlaceColumns {
  const at = (...uses: string[]): number => columns.findIndex(({ use }) => use !== null && 'coordinate' in use && uses.includes(use.coordinate));
  const wkt = columns.findIndex(({ use }) => use !== null && 'geometry' in use);
  return { wkt, first: at('x', 'lon'), second: at('y', 'lat'), both: at('both') };
}

/** Builds the function that finds a row's place: geometry beside the cells before WKT before coordinates. */
export function placeReader(kind: Kind, columns: ColumnMeaning[], crs: SystemCode, order: Order): (row: SourceRow) => Place {
  if (kind.geometry.includes('GeometryCollection')) return () => null;
  const { wkt, first, second, both } = placeColumns(columns);
  const system = systemNamed(crs);
  const hasPair = first >= 0 || second >= 0;
  return ({ cells, geometry }) => {
    if (geometry !== undefined) return geometry === null ? { fault: FAULTS.missing } : drawn(kind, geometry, system, order);
    if (wkt >= 0 && (!isBlank(cells[wkt]) || (!hasPair && both < 0))) return at(wkt, fromWkt(kind, cells[wkt], system, order));
    if (hasPair) return fromPair(cells, first, second, system, order);
    return both >= 0 ? at(both, fromBoth(cells[both], system, order)) : null;
  };
}

const at = (column: number, place: NonNullable<Place>): Place => ({ ...place, column });

/** A geometry sent as such, checked against what the kind allows. */
export function drawn(kind: Kind, geometry: unknown, system: CoordinateSystem, order: Order = 'xy'): NonNullable<Place> {
  const checked = checkGeometry(geometry, kind.geometry);
  if ('fault' in checked) return checked;
  const turned = order === 'yx' ? swapped(checked.geometry) : checked.geometry;
  const coarse = turned.type === 'Point' && system.unit === 'degrees' && turned.coordinates.every((ordinate) => decimalsOf(ordinate) < 4);
  return { geometry: turned, srid: system.srid, ...(coarse ? { coarse: FAULTS.coarse } : {}) };
}

/** EWKT names its own system; a known one stands above the file's, and its axes are not in doubt. */
function fromWkt(kind: Kind, cell: Cell | undefined, system: CoordinateSystem, order: Order): NonNullable<Place> {
  const text = textOf(cell).trim();
  if (text === '') return { fault: FAULTS.missing };
  const read = readWkt(text);
  if (!read) return { fault: FAULTS.notWkt(text) };
  return read.srid === undefined || read.srid === system.srid
    ? drawn(kind, read.geometry, system, order)
    : { fault: FAULTS.otherSystem(read.srid, system.label) };
}

function fromPair(cells: Cell[], first: number, second: number, system: CoordinateSystem, order: Order): NonNullable<Place> {
  const [a, b] = [first, second].map((index) => (index < 0 ? null : (cells[index] ?? null))) as [Cell, Cell];
  const seen = Math.max(first, 0);
  if (isBlank(a) && isBlank(b)) return { fault: FAULTS.missing, column: first >= 0 ? first : second };
  if (isBlank(a)) return { fault: FAULTS.half, column: first >= 0 ? first : second };
  if (isBlank(b)) return { fault: FAULTS.half, column: second >= 0 ? second : seen };
  const one = ordinate(a, system);
  if ('fault' in one) return { ...one, column: first };
  const two = ordinate(b, system);
  if ('fault' in two) return { ...two, column: second };
  return { ...placed(one, two, system, order), column: first };
}

function fromBoth(cell: Cell | undefined, system: CoordinateSystem, order: Order): NonNullable<Place> {
  const text = textOf(cell);
  if (text.trim() === '') return { fault: FAULTS.missing };
  const pair = readCoordinatePair(text);
  if (!pair) return { fault: FAULTS.notAPair(text) };
  const wrong = pair.find(({ kind }) => kind !== system.unit);
  return wrong ? { fault: FAULTS.wrongUnit[system.unit](text) } : placed(...pair, system, order);
}

/** Both ordinates as text, x being the easting or longitude: how an edit gives them. */
export function placeFromText(x: Cell, y: Cell, system: CoordinateSystem): NonNullable<Place> {
  return fromPair([x, y], 0, 1, system, 'xy');
}

function ordinate(cell: Cell, system: CoordinateSystem): Coordinate | { fault: Text } {
  const read = typeof cell === 'number' || typeof cell === 'string' ? readCoordinate(cell) : null;
  if (!read) return { fault: FAULTS.unreadable[system.unit](textOf(cell)) };
  return read.kind === system.unit ? read : { fault: FAULTS.wrongUnit[system.unit](textOf(cell)) };
}

/** Letters for the axes, where both cells carry them, are the person's own word and stand above the order of the columns. */
function placed(a: Coordinate, b: Coordinate, system: CoordinateSystem, order: Order): NonNullable<Place> {
  if (a.axis && a.axis === b.axis) return { fault: FAULTS.sameAxis };
  const secondIsX = a.axis || b.axis ? a.axis === 'lat' || b.axis === 'lon' : order === 'yx';
  const [x, y] = secondIsX ? [b, a] : [a, b];
  const coarse = system.unit === 'degrees' && isCoarse(x) && isCoarse(y);
  return { position: { x: x.value, y: y.value, srid: system.srid }, ...(coarse ? { coarse: FAULTS.coarse } : {}) };
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
    if (wkt >= 0 && !isBlank(cells[wkt])) return firstPosition(readWkt(textOf(cells[wkt]))?.geometry);
    if (first >= 0 && second >= 0) return [cells[first], cells[second]];
    return both >= 0 ? inOrderWritten(readCoordinatePair(textOf(cells[both]))) : null;
  };
  const any = [wkt, first, second, both].some((index) => index >= 0) || rows.some(({ geometry }) => geometry !== undefined);
  const headers = [first, second].flatMap((index) => (index < 0 ? [] : [columns[index]!.header]));
  return any ? { pairs: rows.map(pairOf).filter((pair) => pair !== null), headers } : null;
}

const inOrderWritten = (pair: [Coordinate, Coordinate] | null): CoordinateCells | null => pair && [pair[0].value, pair[1].value];
