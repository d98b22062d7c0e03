import type { Field, Kind } from '../../registry/field.js';
import { fold } from '../../registry/fold.js';

export type CoordinateUse = 'x' | 'y' | 'lon' | 'lat' | 'both';
export type ColumnUse = { field: Field } | { coordinate: CoordinateUse } | { geometry: 'wkt' };

export interface ColumnMeaning {
  header: string;
  use: ColumnUse | null;
}

/** Folded headers of coordinates, systems' names taken out. */
const COORDINATES: Record<CoordinateUse, string[]> = {
  lon: ['kinh do', 'kinh do long', 'kinh do lon', 'kinh do lng', 'kinh do dong', 'longitude', 'long', 'lon', 'lng', 'toa do kinh do'],
  lat: ['vi do', 'vi do lat', 'vi do bac', 'latitude', 'lat', 'toa do vi do'],
  x: ['x', 'toa do x', 'x m', 'easting', 'toa do dong'],
  y: ['y', 'toa do y', 'y m', 'northing', 'toa do bac'],
  both: ['toa do', 'coordinates', 'coordinate', 'kinh do vi do', 'vi do kinh do', 'lat long', 'lat lon', 'lat lng', 'long lat', 'lon lat', 'toa do x y'],
};
const WKT = ['wkt', 'ewkt', 'geometry', 'geom', 'the geom', 'hinh hoc'];
const SYSTEM_NAMES = /\b(?:vn ?2000|wgs ?84|gps|he)\b/g;

/** What each column of a file is for; every field and every ordinate is used at most once, an exact label before a synonym. */
export function understandColumns(kind: Kind, headers: string[]): ColumnMeaning[] {
  const uses: (ColumnUse | null)[] = headers.map(() => null);
  assignFields(kind, headers, uses);
  if (kind.geometry.includes('Point')) assignCoordinates(headers, uses);
  if (!kind.geometry.includes('GeometryCollection')) assignWkt(headers, uses);
  return headers.map((header, index) => ({ header, use: uses[index]! }));
}

/** Field names, then labels, then synonyms; at last headers without what they say in brackets. */
function assignFields(kind: Kind, headers: string[], uses: (ColumnUse | null)[]): void {
  const fields = kind.fields.filter((field) => !field.computed);
  const namesOf: ((field: Field) => string[])[] = [(field) => [field.name], (field) => [field.label.vi, field.label.en], (field) => field.synonyms ?? []];
  const taken = new Set<Field>();
  for (const texts of [headers.map(fold), headers.map((header) => fold(header.replace(/[([][^)\]]*[)\]]/g, ' ')))])
    for (const names of namesOf)
      texts.forEach((text, index) => {
        if (uses[index] || text === '') return;
        const field = fields.find((one) => !taken.has(one) && names(one).some((name) => fold(name) === text));
        if (!field) return;
        taken.add(field);
        uses[index] = { field };
      });
}

/** Files often hold both lon/lat and X/Y: only one pair is read, degrees first because their system is not in doubt. */
function assignCoordinates(headers: string[], uses: (ColumnUse | null)[]): void {
  const at = (use: CoordinateUse): number =>
    headers.findIndex((header, index) => !uses[index] && COORDINATES[use].includes(fold(header).replace(SYSTEM_NAMES, ' ').replace(/ +/g, ' ').trim()));
  const pairs: CoordinateUse[][] = [['lon', 'lat'], ['x', 'y'], ['both']];
  const found = pairs.find((pair) => pair.every((use) => at(use) >= 0)) ?? pairs.find((pair) => pair.some((use) => at(use) >= 0)) ?? [];
  const places = found.map((use) => ({ use, index: at(use) })).filter(({ index }) => index >= 0);
  for (const { use, index } of places) uses[index] = { coordinate: use };
}

function assignWkt(headers: string[], uses: (ColumnUse | null)[]): void {
  const index = headers.findIndex((header, at) => !uses[at] && WKT.includes(fold(header)));
  if (index >= 0) uses[index] = { geometry: 'wkt' };
}
