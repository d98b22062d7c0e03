import { lengthM } from '../../forms/measure';
import { formatNumber } from '../../text/format';
import { A, E2 } from '../vn2000';
import type { Corner } from './use-drawing';

export { lengthM };

const E = Math.sqrt(E2);
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** The area between the equator and a latitude, for each radian of longitude, on the ellipsoid. */
function belt(lat: number): number {
  const sin = Math.sin(radians(lat));
  return ((A * A * (1 - E2)) / 2) * (sin / (1 - E2 * sin * sin) + Math.atanh(E * sin) / E);
}

/** Square metres inside a ring, on the plane on which areas are true. */
export const areaM2 = (ring: Corner[]): number =>
  Math.abs(
    ring.reduce((sum, [lon, lat], index) => {
      const [nextLon, nextLat] = ring[(index + 1) % ring.length]!;
      return sum + (radians(lon) * belt(nextLat) - radians(nextLon) * belt(lat));
    }, 0),
  ) / 2;

/** As exact as a finger on a map is: "845 m", "12,35 km". */
export const lengthText = (metres: number): string =>
  metres < 1000 ? `${formatNumber(metres, metres < 100 ? 1 : 0)} m` : `${formatNumber(metres / 1000, 2)} km`;

/** Square metres below a hectare, hectares, and square kilometres beside them from a hundred hectares up. */
export function areaText(squareMetres: number): string {
  if (squareMetres < 10_000) return `${formatNumber(squareMetres)} m²`;
  const hectares = squareMetres / 10_000;
  return hectares < 100 ? `${formatNumber(hectares, 2)} ha` : `${formatNumber(hectares, 1)} ha (${formatNumber(hectares / 100, 2)} km²)`;
}
