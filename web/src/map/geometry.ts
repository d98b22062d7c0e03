import type { Geometry, Position } from 'geojson';

/** Every position of a geometry, one after the other. */
export function* positions(geometry: Geometry): Generator<Position> {
  if (geometry.type === 'GeometryCollection') for (const part of geometry.geometries) yield* positions(part);
  else yield* flat(geometry.coordinates as Nested);
}

type Nested = Position | Nested[];
function* flat(nested: Nested): Generator<Position> {
  if (typeof nested[0] === 'number') yield nested as Position;
  else for (const part of nested as Nested[]) yield* flat(part);
}

export type Box = [west: number, south: number, east: number, north: number];

export function boxOf(geometry: Geometry): Box | null {
  let box: Box | null = null;
  for (const [x, y] of positions(geometry) as Generator<[number, number]>) {
    box = box ? [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)] : [x, y, x, y];
  }
  return box;
}

/** One place for each part of a geometry: where a symbol stands. */
export function anchors(geometry: Geometry): Position[] {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap(anchors);
  if (geometry.type === 'Point') return [geometry.coordinates];
  const all = [...positions(geometry)];
  if (geometry.type.endsWith('LineString')) return all.length ? [all[Math.floor(all.length / 2)]!] : [];
  const box = boxOf(geometry);
  return box ? [[(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]] : [];
}

function inRing([x, y]: Position, ring: Position[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i] as [number, number];
    const [bx, by] = ring[j] as [number, number];
    if (ay > y! !== by > y! && x! < ((bx - ax) * (y! - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** Does the area hold the point? Anything that is not an area holds nothing. */
export function holds(geometry: Geometry, point: Position): boolean {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
  return polygons.some(([outer, ...holes]) => outer && inRing(point, outer) && !holes.some((hole) => inRing(point, hole)));
}

/** Pixels from a point to the line between two others. */
export function distanceToLine(px: number, py: number, [ax, ay]: [number, number], [bx, by]: [number, number]): number {
  const [dx, dy] = [bx - ax, by - ay];
  const t = dx || dy ? Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy))) : 0;
  return Math.hypot(px - ax - t * dx, py - ay - t * dy);
}
