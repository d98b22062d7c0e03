import type { Geometry, Position } from 'geojson';
import { A, E2 } from '../map/vn2000';

/** Metres to a degree of longitude and of latitude on the ellipsoid: within a part in a million of PostGIS over some kilometres. */
export function metresPerDegree(lat: number): [lon: number, lat: number] {
  const phi = (lat * Math.PI) / 180;
  const w = Math.sqrt(1 - E2 * Math.sin(phi) ** 2);
  return [((A * Math.cos(phi)) / w) * (Math.PI / 180), ((A * (1 - E2)) / w ** 3) * (Math.PI / 180)];
}

export function distanceM([aLon, aLat]: Position, [bLon, bLat]: Position): number {
  const [east, north] = metresPerDegree((aLat! + bLat!) / 2);
  return Math.hypot((bLon! - aLon!) * east, (bLat! - aLat!) * north);
}

export const lengthM = (line: Position[]): number => line.slice(1).reduce((sum, at, index) => sum + distanceM(line[index]!, at), 0);

/** Of one ring, by the shoelace on its own plane. */
function ringM2(ring: Position[]): number {
  const [lon, lat] = ring[0] as [number, number];
  const [east, north] = metresPerDegree(lat);
  const flat = ring.map(([x, y]) => [(x! - lon) * east, (y! - lat) * north] as const);
  return Math.abs(flat.reduce((sum, [x, y], index) => sum + x * flat[(index + 1) % flat.length]![1] - flat[(index + 1) % flat.length]![0] * y, 0)) / 2;
}

export type Measure = { lengthM: number } | { areaM2: number; lengthM: number } | null;

export function measure(geometry: Geometry | null): Measure {
  if (geometry?.type === 'LineString') return { lengthM: lengthM(geometry.coordinates) };
  if (geometry?.type !== 'Polygon') return null;
  const [outer = [], ...holes] = geometry.coordinates;
  if (outer.length < 4) return null;
  return { areaM2: ringM2(outer) - holes.reduce((sum, hole) => sum + ringM2(hole), 0), lengthM: lengthM(outer) };
}

/** A place so many metres east and north of another. */
export function moved([lon, lat]: Position, east: number, north: number): Position {
  const [perLon, perLat] = metresPerDegree(lat!);
  return [lon! + east / perLon, lat! + north / perLat];
}
