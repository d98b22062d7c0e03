/**
 * WGS 84 to VN-2000 and back: datum shift, then transverse Mercator.
 * Both datums use the WGS 84 ellipsoid; the shift is Vietnam's official seven parameters
 * (decision 05/2007/QĐ-BTNMT), given from VN-2000 to WGS 84 as a position vector.
 */
export const A = 6378137;
const F = 1 / 298.257223563;
export const E2 = F * (2 - F);
const SECOND = Math.PI / 648_000;
const SHIFT = {
  x: -191.90441429,
  y: -39.30318279,
  z: -111.45032835,
  rx: 0.00928836 * SECOND,
  ry: -0.01975479 * SECOND,
  rz: 0.00427372 * SECOND,
  scale: 1 + 0.252906278e-6,
};

/** A belt of the projection: TM-3 is drawn at 0.9999 of its true size, UTM at 0.9996. */
export interface Zone {
  meridian: number;
  scale: number;
}

export const ZONES = {
  'EPSG:5897': { meridian: 105, scale: 0.9999 },
  'EPSG:9208': { meridian: 104.75, scale: 0.9999 },
  'EPSG:9211': { meridian: 106, scale: 0.9999 },
  'EPSG:3405': { meridian: 105, scale: 0.9996 },
} as const satisfies Record<string, Zone>;

/** In metres; in Vietnam's papers the northing is called X, the easting Y. */
export interface Plane {
  easting: number;
  northing: number;
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;
const degrees = (angle: number) => (angle * 180) / Math.PI;

type Triple = [x: number, y: number, z: number];

function toCentre(lon: number, lat: number): Triple {
  const n = A / Math.sqrt(1 - E2 * Math.sin(lat) ** 2);
  return [n * Math.cos(lat) * Math.cos(lon), n * Math.cos(lat) * Math.sin(lon), n * (1 - E2) * Math.sin(lat)];
}

function fromCentre([x, y, z]: Triple): [lon: number, lat: number] {
  const p = Math.hypot(x, y);
  let lat = Math.atan2(z, p * (1 - E2));
  for (let i = 0; i < 5; i++) lat = Math.atan2(z + E2 * (A / Math.sqrt(1 - E2 * Math.sin(lat) ** 2)) * Math.sin(lat), p);
  return [Math.atan2(y, x), lat];
}

const shifted = ([x, y, z]: Triple): Triple => [
  SHIFT.x + SHIFT.scale * (x - SHIFT.rz * y + SHIFT.ry * z),
  SHIFT.y + SHIFT.scale * (SHIFT.rz * x + y - SHIFT.rx * z),
  SHIFT.z + SHIFT.scale * (-SHIFT.ry * x + SHIFT.rx * y + z),
];

/** The rotation is so small that its transpose undoes it, to some 1e-8 m. */
function shiftedBack([x, y, z]: Triple): Triple {
  const [dx, dy, dz] = [(x - SHIFT.x) / SHIFT.scale, (y - SHIFT.y) / SHIFT.scale, (z - SHIFT.z) / SHIFT.scale];
  return [dx + SHIFT.rz * dy - SHIFT.ry * dz, -SHIFT.rz * dx + dy + SHIFT.rx * dz, SHIFT.ry * dx - SHIFT.rx * dy + dz];
}

// Krüger's series in the third flattening, both ways; three terms are good to a tenth of a millimetre inside a zone.
const N = F / (2 - F);
const E = Math.sqrt(E2);
const RADIUS = (A / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64);
const ALPHA = [N / 2 - (2 / 3) * N ** 2 + (5 / 16) * N ** 3, (13 / 48) * N ** 2 - (3 / 5) * N ** 3, (61 / 240) * N ** 3];
const BETA = [N / 2 - (2 / 3) * N ** 2 + (37 / 96) * N ** 3, (1 / 48) * N ** 2 + (1 / 15) * N ** 3, (17 / 480) * N ** 3];
const FALSE_EASTING = 500_000;

/** The conformal latitude's tangent, and its way back by Newton's steps. */
const conformal = (tan: number): number => {
  const sin = tan / Math.hypot(1, tan);
  return Math.sinh(Math.atanh(sin) - E * Math.atanh(E * sin));
};

function latitudeOf(conformalTan: number): number {
  let tan = conformalTan;
  for (let i = 0; i < 6; i++) {
    const slope = ((1 - E2) * Math.hypot(1, tan) * Math.hypot(1, conformal(tan))) / (1 + (1 - E2) * tan * tan);
    tan += (conformalTan - conformal(tan)) / slope;
  }
  return Math.atan(tan);
}

export function toVn2000(lonDegrees: number, latDegrees: number, zone: Zone = ZONES['EPSG:5897']): Plane {
  const [lon, lat] = fromCentre(shiftedBack(toCentre(radians(lonDegrees), radians(latDegrees))));
  const t = conformal(Math.tan(lat));
  const away = lon - radians(zone.meridian);
  const xi = Math.atan2(t, Math.cos(away));
  const eta = Math.atanh(Math.sin(away) / Math.sqrt(1 + t * t));
  let north = xi;
  let east = eta;
  ALPHA.forEach((alpha, index) => {
    const k = 2 * (index + 1);
    north += alpha * Math.sin(k * xi) * Math.cosh(k * eta);
    east += alpha * Math.cos(k * xi) * Math.sinh(k * eta);
  });
  return { easting: FALSE_EASTING + zone.scale * RADIUS * east, northing: zone.scale * RADIUS * north };
}

function backFrom({ easting, northing }: Plane, zone: Zone): [lon: number, lat: number] {
  const north = northing / (zone.scale * RADIUS);
  const east = (easting - FALSE_EASTING) / (zone.scale * RADIUS);
  let xi = north;
  let eta = east;
  BETA.forEach((beta, index) => {
    const k = 2 * (index + 1);
    xi -= beta * Math.sin(k * north) * Math.cosh(k * east);
    eta -= beta * Math.cos(k * north) * Math.sinh(k * east);
  });
  const away = Math.atan2(Math.sinh(eta), Math.cos(xi));
  const lat = latitudeOf(Math.sin(xi) / Math.hypot(Math.sinh(eta), Math.cos(xi)));
  return fromCentre(shifted(toCentre(radians(zone.meridian) + away, lat))).map(degrees) as [number, number];
}

/**
 * The place whose plane coordinates are these. The datum shift alone is not quite undone, since a place on one ellipsoid lies
 * some 20 m beside the other and that height is dropped (about 1 mm in the plane): what is missed is made good, so that
 * numbers typed come back as typed.
 */
export function fromVn2000(wanted: Plane, zone: Zone = ZONES['EPSG:5897']): [lon: number, lat: number] {
  const met = toVn2000(...backFrom(wanted, zone), zone);
  return backFrom({ easting: 2 * wanted.easting - met.easting, northing: 2 * wanted.northing - met.northing }, zone);
}
