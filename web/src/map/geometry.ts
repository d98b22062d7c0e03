import { bbox } from '@turf/bbox';
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { coordAll } from '@turf/meta';
import type { Geometry, Position } from 'geojson';

/** Every position of a geometry, one after the other. */
export const positions = (geometry: Geometry): Position[] => coordAll(geometry);

export type Box = [west: number, south: number, east: number, north: number];

export function boxOf(geometry: Geometry): Box | null {
  const box = bbox(geometry) as Box;
  return box.every(Number.isFinite) ? box : null;
}

/** One place for each part of a geometry: where a symbol stands. */
export function anchors(geometry: Geometry): Position[] {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap(anchors);
  if (geometry.type === 'Point') return [geometry.coordinates];
  const all = positions(geometry);
  if (geometry.type.endsWith('LineString')) return all.length ? [all[Math.floor(all.length / 2)]!] : [];
  const box = boxOf(geometry);
  return box ? [[(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]] : [];
}

/** Does the area hold the point? Anything that is not an area holds nothing. */
export const holds = (geometry: Geometry, point: Position): boolean =>
  (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon') && booleanPointInPolygon(point, geometry);

/** Pixels from a point to the line between two others. */
export function distanceToLine(px: number, py: number, [ax, ay]: [number, number], [bx, by]: [number, number]): number {
  const [dx, dy] = [bx - ax, by - ay];
  const t = dx || dy ? Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy))) : 0;
  return Math.hypot(px - ax - t * dx, py - ay - t * dy);
}
