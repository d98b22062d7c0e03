import type { Text } from '../registry/field.js';

/** Any system of the database's `spatial_ref_sys`; see `loadSystem`. */
export type SystemCode = `EPSG:${number}`;

/** [least, greatest] of an ordinate that a place in or near the region can have; generous, for telling axes apart, not for checking places. */
export type Range = readonly [number, number];

export interface CoordinateSystem {
  code: SystemCode;
  srid: number;
  unit: 'degrees' | 'metres';
  label: Text;
  /** Longitude or easting. */
  x: Range;
  /** Latitude or northing. */
  y: Range;
}

// Northings of 21.3° N: about 2,356,000 m in TM-3 (scale 0.9999), about 2,355,600 m in UTM (scale 0.9996).
const METRES = { unit: 'metres', x: [200_000, 800_000], y: [2_200_000, 2_500_000] } as const;

export const WGS_84: CoordinateSystem = {
  code: 'EPSG:4326',
  srid: 4326,
  unit: 'degrees',
  label: { vi: 'Kinh độ, vĩ độ WGS 84', en: 'Longitude and latitude, WGS 84' },
  x: [102, 110],
  y: [8, 24],
};

/** Numbers cannot tell the metre systems apart; this is the one in use in the province. */
export const USUAL_METRES: CoordinateSystem = {
  code: 'EPSG:5897',
  srid: 5897,
  ...METRES,
  label: { vi: 'VN-2000, múi 3°, kinh tuyến trục 105°00′', en: 'VN-2000 TM-3, central meridian 105°00′' },
};

/** Those in use here, known without asking the database; the likeliest first. */
export const SYSTEMS: CoordinateSystem[] = [
  WGS_84,
  USUAL_METRES,
  { code: 'EPSG:9208', srid: 9208, ...METRES, label: { vi: 'VN-2000, múi 3°, kinh tuyến trục 104°45′', en: 'VN-2000 TM-3, central meridian 104°45′' } },
  { code: 'EPSG:9211', srid: 9211, ...METRES, label: { vi: 'VN-2000, múi 3°, kinh tuyến trục 106°00′', en: 'VN-2000 TM-3, central meridian 106°00′' } },
  { code: 'EPSG:3405', srid: 3405, ...METRES, label: { vi: 'VN-2000, UTM múi 48N', en: 'VN-2000 / UTM zone 48N' } },
];

export const SYSTEM_CODE = /^EPSG:\d{1,6}$/;

export const codeOfSrid = (srid: number): SystemCode => `EPSG:${srid}`;
export const systemOfSrid = (srid: number): CoordinateSystem | undefined => SYSTEMS.find((system) => system.srid === srid);

export const inRange = (value: number, [least, greatest]: Range): boolean => value >= least && value <= greatest;
