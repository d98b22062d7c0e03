/**
 * WGS84 to VN-2000 / TM-3 zone 105°00' (EPSG:5897): datum shift, then transverse Mercator.
 * Both datums use the WGS84 ellipsoid; the shift is Vietnam's official seven parameters
 * (decision 05/2007/QĐ-BTNMT), given from VN-2000 to WGS84 as a position vector.
 */
const A = 6378137;
const F = 1 / 298.257223563;
const E2 = F * (2 - F);
const SECOND = Math.PI / 648_000;
const SHIFT = {
  x: -191.90441429,
  y: -39.30318279,
  z: -111.45032835,
  rx: 0.00928836 * SECOND,
  ry: -0.01975479 * SECOND,
  rz: 0.00427372 * SECOND,
  scale: 0.252906278e-6,
};

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** The shift backwards: the rotation is so small that its transpose undoes it. */
function toVn2000Datum(lon: number, lat: number): [lon: number, lat: number] {
  const n = A / Math.sqrt(1 - E2 * Math.sin(lat) ** 2);
  const { x, y, z, rx, ry, rz, scale } = SHIFT;
  const dx = (n * Math.cos(lat) * Math.cos(lon) - x) / (1 + scale);
  const dy = (n * Math.cos(lat) * Math.sin(lon) - y) / (1 + scale);
  const dz = (n * (1 - E2) * Math.sin(lat) - z) / (1 + scale);
  return toGeographic(dx + rz * dy - ry * dz, -rz * dx + dy + rx * dz, ry * dx - rx * dy + dz);
}

function toGeographic(x: number, y: number, z: number): [lon: number, lat: number] {
  const p = Math.hypot(x, y);
  let lat = Math.atan2(z, p * (1 - E2));
  for (let i = 0; i < 5; i++) lat = Math.atan2(z + E2 * (A / Math.sqrt(1 - E2 * Math.sin(lat) ** 2)) * Math.sin(lat), p);
  return [Math.atan2(y, x), lat];
}

// Krüger's series in the third flattening; three terms are good to a millimetre inside a zone.
const N = F / (2 - F);
const RADIUS = (A / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64);
const ALPHA = [N / 2 - (2 / 3) * N ** 2 + (5 / 16) * N ** 3, (13 / 48) * N ** 2 - (3 / 5) * N ** 3, (61 / 240) * N ** 3];

/** `easting` and `northing` in metres; in Vietnam's papers the northing is called X, the easting Y. */
export function toVn2000(lonDegrees: number, latDegrees: number, meridian = 105): { easting: number; northing: number } {
  const [lon, lat] = toVn2000Datum(radians(lonDegrees), radians(latDegrees));
  const e = Math.sqrt(E2);
  const t = Math.sinh(Math.atanh(Math.sin(lat)) - e * Math.atanh(e * Math.sin(lat)));
  const away = lon - radians(meridian);
  const xi = Math.atan2(t, Math.cos(away));
  const eta = Math.atanh(Math.sin(away) / Math.sqrt(1 + t * t));
  let north = xi;
  let east = eta;
  ALPHA.forEach((alpha, index) => {
    const k = 2 * (index + 1);
    north += alpha * Math.sin(k * xi) * Math.cosh(k * eta);
    east += alpha * Math.cos(k * xi) * Math.sinh(k * eta);
  });
  return { easting: 500_000 + 0.9999 * RADIUS * east, northing: 0.9999 * RADIUS * north };
}
