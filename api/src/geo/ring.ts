import type { Text } from '../registry/field.js';

/** The corners of a simple area in degrees, each once: [longitude, latitude]. */
export type Ring = [lon: number, lat: number][];

/** More than this nobody draws by hand, and an address has an end. */
export const MOST_CORNERS = 200;

const REFUSED = {
  pairs: {
    vi: 'Vùng phải gồm các cặp kinh độ, vĩ độ cách nhau bằng dấu phẩy: 105.5,21.2,105.7,21.2,105.6,21.4',
    en: 'The area must be pairs of longitude and latitude parted by commas: 105.5,21.2,105.7,21.2,105.6,21.4',
  },
  few: { vi: 'Vùng phải có ít nhất ba đỉnh khác nhau', en: 'The area needs at least three different corners' },
  many: { vi: `Vùng có quá ${MOST_CORNERS} đỉnh; vẽ đơn giản hơn`, en: `The area has more than ${MOST_CORNERS} corners; draw it more simply` },
  crossing: {
    vi: 'Đường viền của vùng tự cắt nhau; vẽ lại để các cạnh không cắt nhau',
    en: 'The outline of the area crosses itself; draw it so that its sides do not cross',
  },
} satisfies Record<string, Text>;

/** "lon,lat,lon,lat…" as a ring, or what is wrong with it. The last corner may repeat the first. */
export function readRing(text: string): Ring | Text {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  const inRange = numbers.every((value, index) => Math.abs(value) <= (index % 2 ? 90 : 180));
  if (numbers.length % 2 || !inRange) return REFUSED.pairs;
  const ring: Ring = [];
  for (let i = 0; i < numbers.length; i += 2) {
    const corner: Ring[number] = [numbers[i]!, numbers[i + 1]!];
    if (!same(corner, ring.at(-1))) ring.push(corner);
  }
  if (ring.length > 1 && same(ring[0]!, ring.at(-1))) ring.pop();
  return faultOf(ring) ?? ring;
}

/** What is wrong with the corners of an area, in words for whoever drew it. */
export function faultOf(ring: Ring): Text | null {
  if (ring.length > MOST_CORNERS) return REFUSED.many;
  if (ring.length < 3) return REFUSED.few;
  return crossesItself(ring) ? REFUSED.crossing : null;
}

export const ringText = (ring: Ring): string => ring.map(([lon, lat]) => `${lon},${lat}`).join(',');

/** Well-known text, closed. */
export const polygonText = (ring: Ring): string => `POLYGON((${[...ring, ring[0]!].map(([lon, lat]) => `${lon} ${lat}`).join(',')}))`;

const same = (a: Ring[number], b: Ring[number] | undefined): boolean => b !== undefined && a[0] === b[0] && a[1] === b[1];

/** Sides that touch anywhere but at the corner they share. With 200 corners that is 20,000 pairs at most. */
function crossesItself(ring: Ring): boolean {
  const count = ring.length;
  const side = (i: number) => [ring[i % count]!, ring[(i + 1) % count]!] as const;
  for (let i = 0; i < count; i++) {
    const [a, b] = side(i);
    // The next side goes straight back over this one.
    const next = side(i + 1)[1];
    if (turn(a, b, next) === 0 && (next[0] - b[0]) * (a[0] - b[0]) + (next[1] - b[1]) * (a[1] - b[1]) > 0) return true;
    for (let j = i + 2; j < count; j++) {
      if (i === 0 && j === count - 1) continue;
      const [c, d] = side(j);
      if (meet(a, b, c, d)) return true;
    }
  }
  return false;
}

type Point = readonly [number, number];
const turn = (a: Point, b: Point, c: Point): number => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
const within = (a: Point, b: Point, p: Point): boolean =>
  p[0] >= Math.min(a[0], b[0]) && p[0] <= Math.max(a[0], b[0]) && p[1] >= Math.min(a[1], b[1]) && p[1] <= Math.max(a[1], b[1]);

function meet(a: Point, b: Point, c: Point, d: Point): boolean {
  const [abc, abd, cda, cdb] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (abc !== abd && cda !== cdb) return true;
  return (abc === 0 && within(a, b, c)) || (abd === 0 && within(a, b, d)) || (cda === 0 && within(c, d, a)) || (cdb === 0 && within(c, d, b));
}
