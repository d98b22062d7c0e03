/** VN-2000 zones of 3°: central meridian in degrees and minutes, EPSG number. Circular 973/2001/TT-TCĐC and its supplements; EPSG registry. */
const TM3: [number, number, number][] = [
  [102, 0, 5896],
  [103, 0, 9205],
  [104, 0, 9206],
  [104, 30, 9207],
  [104, 45, 9208],
  [105, 0, 5897],
  [105, 30, 9209],
  [105, 45, 9210],
  [106, 0, 9211],
  [106, 15, 9212],
  [106, 30, 9213],
  [107, 0, 9214],
  [107, 15, 9215],
  [107, 30, 9216],
  [107, 45, 5899],
  [108, 0, 5898],
  [108, 15, 9217],
  [108, 30, 9218],
];
const SCALE_TM3 = 0.9999;
const SCALE_UTM = 0.9996;
const NEAR = 1e-7;

export interface Projection {
  meridian: number;
  scale: number;
  falseEasting: number;
  /** Whether the file speaks of VN-2000 or gives the seven parameters of its shift. */
  vietnamese: boolean;
}

/** A transverse Mercator system used in Vietnam by its numbers. 3° zones with this scale exist in VN-2000 only. */
export function sridOfProjection({ meridian, scale, falseEasting, vietnamese }: Projection): number | undefined {
  if (Math.abs(falseEasting - 500_000) > 0.01) return undefined;
  if (Math.abs(scale - SCALE_TM3) < NEAR) return TM3.find(([degrees, minutes]) => Math.abs(degrees + minutes / 60 - meridian) < 1e-4)?.[2];
  const zone = (meridian + 183) / 6;
  if (Math.abs(scale - SCALE_UTM) > NEAR || !Number.isInteger(zone)) return undefined;
  if (!vietnamese) return 32_600 + zone;
  return zone === 48 ? 3405 : zone === 49 ? 3406 : undefined;
}

/** EPSG number of a coordinate system in WKT 2, by its own word or by its numbers; undefined if neither tells. */
export function sridOfWkt(wkt: string): number | undefined {
  const named = /ID\["EPSG",(\d+)\]\]\s*$/.exec(wkt)?.[1];
  if (named) return Number(named);
  const vietnamese = /VN[-_ ]?2000|Vietnam[_ ]2000/i.test(wkt) || wkt.startsWith('BOUNDCRS');
  if (/Transverse Mercator/i.test(wkt)) {
    const [meridian, scale, falseEasting] = ['Longitude of natural origin', 'Scale factor at natural origin', 'False easting'].map((name) =>
      parameter(wkt, name),
    );
    return sridOfProjection({ meridian: meridian!, scale: scale!, falseEasting: falseEasting!, vietnamese });
  }
  if (/PROJCRS|ENGCRS|LOCAL/.test(wkt)) return undefined;
  if (vietnamese) return 4756;
  return /World Geodetic System 1984|WGS[ _]?(?:19)?84/i.test(wkt) ? 4326 : undefined;
}

const parameter = (wkt: string, name: string): number => Number(new RegExp(`PARAMETER\\["${name}",\\s*([-+.\\de]+)`, 'i').exec(wkt)?.[1]);

const CUSTOM_DATUM = 9999;
const LONG_LAT = 1;
const TRANSVERSE_MERCATOR = 8;

/** EPSG number of MapInfo's own words: `CoordSys Earth Projection 8, 104, "m", 105, 0, 0.9999, 500000, 0`. */
export function sridOfCoordSys(text: string): number | undefined {
  const line = /CoordSys\s+Earth\s+Projection\s+([^\r\n]*)/i.exec(text)?.[1];
  if (!line) return undefined;
  const [numbers, rest] = /^([^"]*)"[^"]*"(.*)$/.exec(line)?.slice(1) ?? [line, ''];
  const [type, datum] = numbers!.split(',').map(Number);
  const vietnamese = datum === CUSTOM_DATUM;
  if (type === LONG_LAT) return vietnamese ? 4756 : 4326;
  const [meridian, , scale, falseEasting] = rest!.split(',').map(Number).slice(1);
  if (type !== TRANSVERSE_MERCATOR || meridian === undefined || scale === undefined || falseEasting === undefined) return undefined;
  return sridOfProjection({ meridian, scale, falseEasting, vietnamese });
}
