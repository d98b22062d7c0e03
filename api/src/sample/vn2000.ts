import type { Position } from 'geojson';

/** WGS 84 ellipsoid, which VN-2000 uses too. */
const A = 6378137;
const F = 1 / 298.257223563;
const E2 = F * (2 - F);
const ARC_SECOND = Math.PI / 648000;

/** VN-2000 to WGS 84 (EPSG:6960, turned by the position-vector rule): metres, seconds of arc, a ratio. */
const SHIFT = { move: [-191.90441429, -39.30318279, -111.45032835], turn: [0.00928836, -0.01975479, 0.00427372], scale: 0.252906278e-6 } as const;

/** EPSG:5897: central meridian, scale, false easting. */
const TM3 = { meridian: (105 * Math.PI) / 180, scale: 0.9999, easting: 500000 };

type Vector = [number, number, number];

function geocentric(lon: number, lat: number): Vector {
  const n = A / Math.sqrt(1 - E2 * Math.sin(lat) ** 2);
  return [n * Math.cos(lat) * Math.cos(lon), n * Math.cos(lat) * Math.sin(lon), n * (1 - E2) * Math.sin(lat)];
}

/** Undoes SHIFT; its turns are so small that the transpose is the inverse to far below a millimetre. */
function toVn2000([x, y, z]: Vector): Vector {
  const [rx, ry, rz] = SHIFT.turn.map((seconds) => seconds * ARC_SECOND) as Vector;
  const [u, v, w] = [x - SHIFT.move[0], y - SHIFT.move[1], z - SHIFT.move[2]].map((value) => value / (1 + SHIFT.scale)) as Vector;
  return [u + rz * v - ry * w, -rz * u + v + rx * w, ry * u - rx * v + w];
}

function geographic([x, y, z]: Vector): [number, number] {
  const p = Math.hypot(x, y);
  let lat = Math.atan2(z, p * (1 - E2));
  for (let i = 0; i < 5; i++) lat = Math.atan2(z + (E2 * A * Math.sin(lat)) / Math.sqrt(1 - E2 * Math.sin(lat) ** 2), p);
  return [Math.atan2(y, x), lat];
}

function meridianArc(lat: number): number {
  const [e4, e6] = [E2 ** 2, E2 ** 3];
  return (
    A *
    ((1 - E2 / 4 - (3 * e4) / 64 - (5 * e6) / 256) * lat -
      ((3 * E2) / 8 + (3 * e4) / 32 + (45 * e6) / 1024) * Math.sin(2 * lat) +
      ((15 * e4) / 256 + (45 * e6) / 1024) * Math.sin(4 * lat) -
      ((35 * e6) / 3072) * Math.sin(6 * lat))
  );
}

/** Transverse Mercator after Snyder, Map Projections (1987), formulas 8-9 and 8-10. */
function project(lon: number, lat: number): { easting: number; northing: number } {
  const second = E2 / (1 - E2);
  const n = A / Math.sqrt(1 - E2 * Math.sin(lat) ** 2);
  const t = Math.tan(lat) ** 2;
  const c = second * Math.cos(lat) ** 2;
  const a = (lon - TM3.meridian) * Math.cos(lat);
  const x = a + ((1 - t + c) * a ** 3) / 6 + ((5 - 18 * t + t ** 2 + 72 * c - 58 * second) * a ** 5) / 120;
  const y = a ** 2 / 2 + ((5 - t + 9 * c + 4 * c ** 2) * a ** 4) / 24 + ((61 - 58 * t + t ** 2 + 600 * c - 330 * second) * a ** 6) / 720;
  return { easting: TM3.easting + TM3.scale * n * x, northing: TM3.scale * (meridianArc(lat) + n * Math.tan(lat) * y) };
}

/** EPSG:5897 in metres of a WGS 84 position. */
export function toTm3([lon, lat]: Position): { easting: number; northing: number } {
  const [l, b] = geographic(toVn2000(geocentric((lon! * Math.PI) / 180, (lat! * Math.PI) / 180)));
  return project(l, b);
}
