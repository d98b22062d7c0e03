import { lengthM } from '../../forms/measure';
import { formatNumber } from '../../text/format';
import { A, E2 } from '../vn2000';
import type { Corner } from './tool';

export { lengthM };

const E = Math.sqrt(E2);
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** The area between the equator and a latitude, for each radian of longitude, on the ellipsoid. */
function belt(lat: number): number {
  const sin = Math.sin(radians(lat));
  return ((A * A * (1 - E2)) / 2) * (sin / (1 - E2 * sin * sin) + Math.atanh(E * sin) / E);
}

/** Sides as the crow flies are bent on that plane: long ones are taken piece by piece. */
const PIECE_M = 2000;

function pieces(from: Corner, to: Corner): Corner[] {
  const count = Math.min(100, Math.ceil(lengthM([from, to]) / PIECE_M));
  const [a, b] = [towards(from), towards(to)];
  return Array.from({ length: count }, (_, index) => {
    const part = index / count;
    const [x, y, z] = a.map((value, axis) => value * (1 - part) + b[axis]! * part) as [number, number, number];
    return index ? [degrees(Math.atan2(y, x)), degrees(Math.atan2(z, Math.hypot(x, y)))] : from;
  });
}

const degrees = (angle: number) => (angle * 180) / Math.PI;

function towards([lon, lat]: Corner): [number, number, number] {
  const [east, north] = [radians(lon), radians(lat)];
  return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)];
}

/** Square metres inside a ring, on the plane on which areas are true. */
export function areaM2(corners: Corner[]): number {
  const ring = corners.flatMap((corner, index) => pieces(corner, corners[(index + 1) % corners.length]!));
  const twice = ring.reduce((sum, [lon, lat], index) => {
    const [nextLon, nextLat] = ring[(index + 1) % ring.length]!;
    return sum + (radians(lon) * belt(nextLat) - radians(nextLon) * belt(lat));
  }, 0);
  return Math.abs(twice) / 2;
}

/** As exact as a finger on a map is: "845 m", "12,35 km". */
export const lengthText = (metres: number): string =>
  metres < 1000 ? `${formatNumber(metres, metres < 100 ? 1 : 0)} m` : `${formatNumber(metres / 1000, 2)} km`;

/** Square metres below a hectare, hectares, and square kilometres beside them from a hundred hectares up. */
export function areaText(squareMetres: number): string {
  if (squareMetres < 10_000) return `${formatNumber(squareMetres)} m²`;
  const hectares = squareMetres / 10_000;
  return hectares < 100 ? `${formatNumber(hectares, 2)} ha` : `${formatNumber(hectares, 1)} ha (${formatNumber(hectares / 100, 2)} km²)`;
}
