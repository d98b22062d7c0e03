import { z } from 'zod';
import { sql, type Sql } from '../database/sql.js';

/** A square of the map, in the XYZ scheme of Web Mercator: row 0 is the northernmost. */
export interface Tile {
  z: number;
  x: number;
  y: number;
}

/** Units of a tile's side, and how far shapes reach over its edge, so that a symbol on the edge is drawn in both tiles. */
export const EXTENT = 4096;
export const BUFFER = 64;
/** No tile is larger. */
export const MAX_BYTES = 300_000;
export const MIN_ZOOM = 4;
export const MAX_ZOOM = 18;
/** Deeper than any client asks; beyond it rows and columns would not be whole numbers for long. */
const DEEPEST = 24;

const address = (rest: string, en: string) => `Địa chỉ ô bản đồ không đúng: ${rest} | The address of the tile is not right: ${en}`;
const wholeNumber = z.coerce.number({ error: address('z, x và y phải là số nguyên từ 0', 'z, x and y must be whole numbers from 0') });
const index = wholeNumber
  .int(address('z, x và y phải là số nguyên từ 0', 'z, x and y must be whole numbers from 0'))
  .min(0, address('z, x và y phải là số nguyên từ 0', 'z, x and y must be whole numbers from 0'));

/** `{z}/{x}/{y}`, checked. */
export const tileParameters = z
  .object({
    z: index.max(DEEPEST, address(`mức thu phóng z chỉ từ 0 đến ${DEEPEST}`, `the zoom z goes from 0 to ${DEEPEST}`)),
    x: index,
    y: index,
  })
  .superRefine(({ z: zoom, x, y }, context) => {
    const last = 2 ** zoom - 1;
    for (const [name, value] of [
      ['x', x],
      ['y', y],
    ] as const)
      if (value > last)
        context.addIssue({
          code: 'custom',
          path: [name],
          message: address(`ở mức ${zoom}, ${name} chỉ từ 0 đến ${last}`, `at zoom ${zoom}, ${name} goes from 0 to ${last}`),
        });
  });

const longitude = (fraction: number): number => fraction * 360 - 180;
const latitude = (fraction: number): number => (Math.atan(Math.sinh(Math.PI * (1 - 2 * fraction))) * 180) / Math.PI;
const within = (value: number): number => Math.min(Math.max(value, 0), 1);

/** The box of a tile and of what reaches into it, in degrees: the system of the tables, so that the spatial index is used. */
export function boxOf({ z: zoom, x, y }: Tile): Sql {
  const size = 2 ** zoom;
  const over = BUFFER / EXTENT;
  const [west, east] = [longitude(within((x - over) / size)), longitude(within((x + 1 + over) / size))];
  const [north, south] = [latitude(within((y - over) / size)), latitude(within((y + 1 + over) / size))];
  return sql`st_makeenvelope(${west}, ${south}, ${east}, ${north}, 4326)`;
}

/** Metres of Web Mercator (EPSG:3857) in one unit of a tile. */
export const unitSize = (zoom: number): number => WORLD / 2 ** zoom / EXTENT;

const WORLD = 2 * Math.PI * 6_378_137;

/** What takes EPSG:3857 to units of a tile: `[scale, left, top]`, x' = x · scale + left, y' = top − y · scale. */
export function toUnits({ z: zoom, x, y }: Tile): [scale: number, left: number, top: number] {
  const scale = 1 / unitSize(zoom);
  return [scale, (WORLD / 2) * scale - x * EXTENT, (WORLD / 2) * scale - y * EXTENT];
}
