import type { Geometry } from 'geojson';
import { toVn2000 } from '../map/vn2000';
import { formatNumber } from '../text/format';

export type Say = (key: string, values?: Record<string, string>) => string;

/** A point's place in both systems; other geometries are better seen than read. */
export function placeWords(say: Say, geometry: Geometry | null | undefined): string | null {
  if (geometry?.type !== 'Point') return null;
  const [lon, lat] = geometry.coordinates as [number, number];
  const { easting, northing } = toVn2000(lon, lat);
  return say('record.coordinates', { lat: formatNumber(lat, 6), lon: formatNumber(lon, 6), x: formatNumber(northing, 2), y: formatNumber(easting, 2) });
}

/** What a shape is that no pair of numbers can say. */
export const shapeWords = (say: Say, geometry: Geometry | null | undefined): string | null =>
  geometry?.type === 'LineString' || geometry?.type === 'Polygon' ? say(`form.shape.${geometry.type}`) : null;
