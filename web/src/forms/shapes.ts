import type { Geometry, Position } from 'geojson';

export type Shape = 'Point' | 'LineString' | 'Polygon';
export type Drawn = Extract<Geometry, { type: Shape }>;

export const isDrawn = (geometry: Geometry | null | undefined): geometry is Drawn => !!geometry && ['Point', 'LineString', 'Polygon'].includes(geometry.type);

/** How many vertices a shape needs. */
export const LEAST: Record<Shape, number> = { Point: 1, LineString: 2, Polygon: 3 };

/** The vertices a person counts: of an area its outline, without the one that closes it. */
export function vertices(geometry: Drawn | null): Position[] {
  if (!geometry) return [];
  if (geometry.type === 'Point') return [geometry.coordinates];
  return geometry.type === 'LineString' ? geometry.coordinates : (geometry.coordinates[0] ?? []).slice(0, -1);
}

/** The shape of these vertices; holes of the area it was before stay. Null: too few. */
export function shapeOf(shape: Shape, places: Position[], before: Drawn | null = null): Drawn | null {
  if (places.length < LEAST[shape]) return null;
  if (shape === 'Point') return { type: shape, coordinates: places[0]! };
  if (shape === 'LineString') return { type: shape, coordinates: places };
  const holes = before?.type === 'Polygon' ? before.coordinates.slice(1) : [];
  return { type: shape, coordinates: [[...places, places[0]!], ...holes] };
}

export const sameShape = (a: Geometry | null | undefined, b: Geometry | null | undefined): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
