import type { MultiPolygon, Polygon, Position } from 'geojson';

/** Metres in a degree at 21.35° N; good to a thousandth across the province. */
const LAT_M = 110_740;
const LON_M = 103_760;

type Edge = [ax: number, ay: number, bx: number, by: number];

/** A polygon made ready for many point tests. */
export interface Area {
  west: number;
  south: number;
  east: number;
  north: number;
  /** The edges that reach into each of the strips from south to north. */
  strips: Edge[][];
}

const STRIPS = 200;

export function areaOf(geometry: Polygon | MultiPolygon): Area {
  const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
  const [lons, lats] = [0, 1].map((axis) => rings.flat().map((position) => position[axis]!)) as [number[], number[]];
  const area: Area = { west: Math.min(...lons), south: Math.min(...lats), east: Math.max(...lons), north: Math.max(...lats), strips: [] };
  area.strips = Array.from({ length: STRIPS }, () => []);
  for (const ring of rings)
    for (let i = 1; i < ring.length; i++) {
      const edge = [...ring[i - 1]!.slice(0, 2), ...ring[i]!.slice(0, 2)] as Edge;
      const [from, to] = [stripOf(area, Math.min(edge[1], edge[3])), stripOf(area, Math.max(edge[1], edge[3]))];
      for (let strip = from; strip <= to; strip++) area.strips[strip]!.push(edge);
    }
  return area;
}

const stripOf = ({ south, north }: Area, lat: number): number => Math.min(STRIPS - 1, Math.floor(((lat - south) / (north - south)) * STRIPS));

/** Even-odd rule over all rings, so holes and parts need no care of their own. */
export function contains(area: Area, lon: number, lat: number): boolean {
  if (lon < area.west || lon > area.east || lat < area.south || lat > area.north) return false;
  let inside = false;
  for (const [ax, ay, bx, by] of area.strips[stripOf(area, lat)]!)
    if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside;
  return inside;
}

export const moved = ([lon, lat]: Position, eastM: number, northM: number): Position => [lon! + eastM / LON_M, lat! + northM / LAT_M];

/** `bearing` in radians, clockwise from north. */
export const ahead = (from: Position, bearing: number, metres: number): Position => moved(from, Math.sin(bearing) * metres, Math.cos(bearing) * metres);

export const distanceM = (a: Position, b: Position): number => Math.hypot((a[0]! - b[0]!) * LON_M, (a[1]! - b[1]!) * LAT_M);

export const lengthM = (line: Position[]): number => line.slice(1).reduce((sum, to, i) => sum + distanceM(line[i]!, to), 0);

export const rounded = (position: Position, decimals = 6): Position => position.map((value) => Number(value.toFixed(decimals)));
