import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { areaOf, contains } from './ground.js';
import type { Area } from './ground.js';
import type { Random } from './random.js';

export interface Unit {
  code: string;
  name: string;
  shortName: string;
  kind: string;
  areaKm2: number;
  area: Area;
}

export interface Commune extends Unit {
  district: Unit;
  urban: boolean;
  /** Stations a square kilometre, as a ratio to other communes. */
  density: number;
}

type Units = FeatureCollection<Polygon | MultiPolygon, { code: string; name: string; shortName: string; kind: string; areaKm2: number; parentCode: string }>;

const read = (geoData: string, file: string): Units => JSON.parse(readFileSync(join(geoData, file), 'utf8')) as Units;

/** Communes larger than this lie on the slopes of Tam Đảo and are mostly forest. */
const MOUNTAIN_KM2 = 25;
/** Small communes are those of the crowded plain. */
const PLAIN_KM2 = 8;

function density({ kind, areaKm2 }: { kind: string; areaKm2: number }): number {
  if (areaKm2 > MOUNTAIN_KM2) return 0.25;
  if (kind === 'phuong') return 12;
  if (kind === 'thi_tran') return 4;
  return areaKm2 < PLAIN_KM2 ? 2.2 : 1;
}

export function readDistricts(geoData: string): Unit[] {
  return read(geoData, 'boundaries/districts-2020.geojson').features.map(({ properties, geometry }) => ({ ...properties, area: areaOf(geometry) }));
}

export function readCommunes(geoData: string, districts: Unit[]): Commune[] {
  return read(geoData, 'boundaries/communes-2020.geojson').features.map(({ properties, geometry }) => ({
    ...properties,
    area: areaOf(geometry),
    district: districts.find(({ code }) => code === properties.parentCode)!,
    urban: properties.kind !== 'xa',
    density: density(properties),
  }));
}

export const readZones = (geoData: string): Area[] => read(geoData, 'zones/zones.geojson').features.map(({ geometry }) => areaOf(geometry));

const TAM_DAO_TOWN = '08908';
/** North-east of this line the Tam Đảo range rises: hardly anyone lives there. */
const onTheRange = (lon: number, lat: number): boolean => lat > 21.53 - 0.635 * (lon - 105.5);

/** A place where people may live; rejection sampling, about two tries a point. */
export function placeIn({ code, area }: Commune, random: Random): [number, number] {
  for (;;) {
    const lon = random.between(area.west, area.east);
    const lat = random.between(area.south, area.north);
    if (!contains(area, lon, lat)) continue;
    if (code === TAM_DAO_TOWN || !onTheRange(lon, lat) || random.chance(0.06)) return [lon, lat];
  }
}

/** Draws communes by weight in a few comparisons, however many draws there are. */
export class CommuneDraw {
  private readonly sums: number[] = [];

  constructor(
    readonly communes: Commune[],
    weight: (commune: Commune) => number = ({ density: perKm2, areaKm2 }) => perKm2 * areaKm2,
  ) {
    let sum = 0;
    for (const commune of communes) this.sums.push((sum += weight(commune)));
  }

  draw(random: Random): Commune {
    const at = random.next() * this.sums.at(-1)!;
    let [low, high] = [0, this.sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sums[middle]! > at) high = middle;
      else low = middle + 1;
    }
    return this.communes[low]!;
  }
}
