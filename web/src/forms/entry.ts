import type { Position } from 'geojson';
import { readCoordinate } from '../../../api/src/geo/ordinates';
import { fromVn2000, toVn2000, ZONES, type Zone } from '../map/vn2000';

/** Ways of writing a place: degrees, degrees with minutes and seconds, and the planes of VN-2000. */
export const ENTRIES = ['EPSG:4326', 'dms', 'EPSG:5897', 'EPSG:9208', 'EPSG:9211', 'EPSG:3405'] as const;
export type Entry = (typeof ENTRIES)[number];

/** As people here write them: latitude or X (north) first, then longitude or Y (east). */
export type Pair = [north: string, east: string];

const REMEMBERED = 'coordinates';

/** Who works in one system today will work in it tomorrow. */
export function rememberedEntry(): Entry {
  const entry = localStorage.getItem(REMEMBERED) as Entry;
  return ENTRIES.includes(entry) ? entry : 'EPSG:4326';
}
export const rememberEntry = (entry: Entry): void => localStorage.setItem(REMEMBERED, entry);

export const zoneOf = (entry: Entry): Zone | null => (entry in ZONES ? ZONES[entry as keyof typeof ZONES] : null);

/** As fine as the register keeps it, a centimetre, or finer. */
const DIGITS = { degrees: 7, metres: 3, seconds: 4 };

export function write(entry: Entry, [lon, lat]: Position, decimal: ',' | '.'): Pair {
  const text = (value: number, digits: number) => value.toFixed(digits).replace('.', decimal);
  const zone = zoneOf(entry);
  if (zone) {
    const { easting, northing } = toVn2000(lon!, lat!, zone);
    return [text(northing, DIGITS.metres), text(easting, DIGITS.metres)];
  }
  if (entry === 'dms') return [sexagesimal(lat!, text), sexagesimal(lon!, text)];
  return [text(lat!, DIGITS.degrees), text(lon!, DIGITS.degrees)];
}

function sexagesimal(value: number, text: (value: number, digits: number) => string): string {
  // Rounded first: 59,99999 seconds are the next minute.
  const unit = 10 ** DIGITS.seconds;
  const parts = Math.round(Math.abs(value) * 3600 * unit);
  const minutes = Math.floor(parts / (60 * unit));
  const seconds = text((parts - minutes * 60 * unit) / unit, DIGITS.seconds);
  return `${value < 0 ? '-' : ''}${Math.floor(minutes / 60)}°${String(minutes % 60).padStart(2, '0')}′${seconds.padStart(3 + DIGITS.seconds, '0')}″`;
}

export type Fault = 'half' | 'unreadable' | 'unit';

/** The place two texts name, or what is wrong with them. Read by the same reader as the cells of a file. */
export function read(entry: Entry, [north, east]: Pair): { at: Position } | { fault: Fault } {
  if (!north.trim() || !east.trim()) return { fault: 'half' };
  const [first, second] = [readCoordinate(north), readCoordinate(east)];
  if (!first || !second) return { fault: 'unreadable' };
  const zone = zoneOf(entry);
  if ([first, second].some(({ kind }) => kind !== (zone ? 'metres' : 'degrees'))) return { fault: 'unit' };
  // A letter for the axis in both stands above the order of the fields.
  const turned = first.axis === 'lon' && second.axis === 'lat';
  const [y, x] = turned ? [second.value, first.value] : [first.value, second.value];
  if (!zone) return Math.abs(y) > 90 ? { fault: 'unit' } : { at: [x, y] };
  return { at: fromVn2000({ easting: x, northing: y }, zone) };
}

/** Many places at once, one on a line, numbers parted by spaces, tabs or semicolons; a number before them is the vertex's own. */
export function readLines(entry: Entry, text: string): { places: Position[]; bad: number[] } {
  const places: Position[] = [];
  const bad: number[] = [];
  text.split('\n').forEach((line, index) => {
    if (!line.trim()) return;
    const parts = line.trim().split(entry === 'dms' ? /[;\t]+|\s{2,}/ : /[;\s]+/);
    const found = parts.length >= 2 ? read(entry, parts.slice(-2) as Pair) : { fault: 'half' as const };
    if ('at' in found) places.push(found.at);
    else bad.push(index + 1);
  });
  return { places, bad };
}

/** The same numbers read another way: axes exchanged, or another zone. */
export function otherReadings(entry: Entry, at: Position): { how: 'swapped' | Entry; at: Position }[] {
  const zone = zoneOf(entry);
  if (!zone) return [{ how: 'swapped', at: [at[1]!, at[0]!] }];
  const plane = toVn2000(at[0]!, at[1]!, zone);
  const others = (Object.keys(ZONES) as (keyof typeof ZONES)[]).filter((code) => code !== entry && code !== 'EPSG:3405');
  return [
    { how: 'swapped', at: fromVn2000({ easting: plane.northing, northing: plane.easting }, zone) },
    ...others.map((code) => ({ how: code, at: fromVn2000(plane, ZONES[code]) })),
  ];
}
