import type { Geometry as GeoJsonGeometry, Position } from 'geojson';
import wkx from 'wkx';
import type { GeometryType, Text } from '../registry/field.js';

export type DrawnGeometry = Extract<GeoJsonGeometry, { type: 'Point' | 'LineString' | 'Polygon' }>;

/** Hex EWKB, what PostGIS reads as `$1::geometry`. */
export function toEwkb(geometry: GeoJsonGeometry, srid = 4326): string {
  const parsed = wkx.Geometry.parseGeoJSON(geometry);
  parsed.srid = srid;
  return parsed.toEwkb().toString('hex');
}

/** WKT or EWKT, two or three dimensions; null if it is neither. `srid` only when the text names it. */
export function readWkt(text: string): { geometry: GeoJsonGeometry; srid?: number } | null {
  const trimmed = text.trim();
  // The library reads up to the geometry's end and takes no notice of what follows.
  if (!/^(?:SRID=\d+;)?\s*[A-Z]+\s*Z?M?\s*(?:\(.*\)|EMPTY)$/is.test(trimmed)) return null;
  try {
    const parsed = wkx.Geometry.parse(trimmed);
    const geometry = parsed.toGeoJSON() as GeoJsonGeometry;
    return parsed.srid ? { geometry, srid: parsed.srid } : { geometry };
  } catch {
    return null;
  }
}

/** Points, lines and polygons wrapped as a collection of one are what map programs export for them. */
function single(geometry: Record<string, unknown>): Record<string, unknown> {
  const { type, coordinates } = geometry;
  if (typeof type !== 'string' || !type.startsWith('Multi') || !Array.isArray(coordinates) || coordinates.length !== 1) return geometry;
  return { type: type.slice('Multi'.length), coordinates: coordinates[0] as unknown };
}

export type CheckedGeometry = { geometry: DrawnGeometry } | { fault: Text };

/** A geometry of an allowed type, sound in structure and in two dimensions; or what is wrong with it. Self-crossing is for PostGIS to find. */
export function checkGeometry(value: unknown, allowed: GeometryType[]): CheckedGeometry {
  if (typeof value !== 'object' || value === null) return { fault: UNREADABLE };
  const { type, coordinates } = single(value as Record<string, unknown>);
  if (!allowed.includes(type as GeometryType)) return { fault: wrongType(String(type), allowed) };
  if (type === 'Point') return isPosition(coordinates) ? { geometry: { type, coordinates: flat(coordinates) } } : { fault: UNREADABLE };
  if (type === 'LineString') return checkLine(coordinates);
  return type === 'Polygon' ? checkPolygon(coordinates) : { fault: UNREADABLE };
}

function checkLine(coordinates: unknown): CheckedGeometry {
  if (!isLine(coordinates)) return { fault: UNREADABLE };
  return distinct(coordinates) < 2 ? { fault: SHORT_LINE } : { geometry: { type: 'LineString', coordinates: coordinates.map(flat) } };
}

function checkPolygon(rings: unknown): CheckedGeometry {
  if (!Array.isArray(rings) || rings.length === 0 || !rings.every(isLine)) return { fault: UNREADABLE };
  const whole = rings.every((ring) => ring.length >= 4 && same(ring[0]!, ring.at(-1)!) && distinct(ring) >= 3);
  return whole ? { geometry: { type: 'Polygon', coordinates: rings.map((ring) => ring.map(flat)) } } : { fault: OPEN_RING };
}

/** No coordinate system counts so far, and much further off PostGIS runs into infinities and ends the whole statement. */
const FARTHEST = 1e9;
const isOrdinate = (value: unknown): boolean => typeof value === 'number' && Math.abs(value) <= FARTHEST;
const isPosition = (value: unknown): value is Position =>
  Array.isArray(value) && value.length >= 2 && value.length <= 4 && isOrdinate(value[0]) && isOrdinate(value[1]);
const isLine = (value: unknown): value is Position[] => Array.isArray(value) && value.length > 0 && value.every(isPosition);
const flat = ([x, y]: Position): Position => [x!, y!];
const same = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1];
const distinct = (line: Position[]): number => new Set(line.map(([x, y]) => `${x} ${y}`)).size;

/** The same geometry with its ordinates exchanged, for files that hold latitude first throughout. */
export function swapped(geometry: DrawnGeometry): DrawnGeometry {
  const swap = ([x, y]: Position): Position => [y!, x!];
  if (geometry.type === 'Point') return { ...geometry, coordinates: swap(geometry.coordinates) };
  if (geometry.type === 'LineString') return { ...geometry, coordinates: geometry.coordinates.map(swap) };
  return { ...geometry, coordinates: geometry.coordinates.map((ring) => ring.map(swap)) };
}

/** A position to recognise the geometry's coordinate system by. */
export function firstPosition(geometry: unknown): [number, number] | null {
  let at: unknown = typeof geometry === 'object' && geometry !== null ? (geometry as { coordinates?: unknown }).coordinates : null;
  while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
  return isPosition(at) ? [at[0]!, at[1]!] : null;
}

const TYPES: Record<string, Text> = {
  Point: { vi: 'điểm (Point)', en: 'a point' },
  LineString: { vi: 'đường (LineString)', en: 'a line (LineString)' },
  Polygon: { vi: 'vùng (Polygon)', en: 'an area (Polygon)' },
};

function wrongType(type: string, allowed: GeometryType[]): Text {
  const names = allowed.map((name) => TYPES[name]).filter((name) => name !== undefined);
  const found = /^\w{1,30}/.exec(type)?.[0] ?? '?';
  return {
    vi: `Hình dạng “${found}” không dùng được ở đây. Vẽ ${names.map((name) => name.vi).join(' hoặc ')}, mỗi bản ghi một phần.`,
    en: `The geometry “${found}” cannot be used here. Draw ${names.map((name) => name.en).join(' or ')}, one part to a record.`,
  };
}

const UNREADABLE: Text = {
  vi: 'Hình dạng trống hoặc không đọc được. Vẽ lại và kiểm tra mọi đỉnh đều có tọa độ là số.',
  en: 'The geometry is empty or unreadable. Draw it again and see that every vertex has numbers as coordinates.',
};
const SHORT_LINE: Text = {
  vi: 'Đường chỉ có một điểm. Vẽ đường có ít nhất hai đỉnh khác nhau.',
  en: 'The line has a single point. Draw a line with at least two different vertices.',
};
const OPEN_RING: Text = {
  vi: 'Đường bao của vùng chưa khép kín hoặc có ít hơn ba đỉnh. Vẽ lại vùng, đỉnh cuối trùng với đỉnh đầu.',
  en: 'The outline of the area is not closed or has fewer than three vertices. Draw it again with the last vertex on the first.',
};
