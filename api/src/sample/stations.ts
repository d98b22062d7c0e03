import type { Point, Position } from 'geojson';
import { earlier, plusDays, plusYears, yearOf, yearsAgo } from './calendar.js';
import type { Commune, CommuneDraw } from './communes.js';
import { contains } from './ground.js';
import type { Area } from './ground.js';
import type { Operator } from './operators.js';
import type { Placing } from './placing.js';
import type { Random } from './random.js';

export interface Station extends Mast, Inspection {
  code: string;
  name: string;
  owner: string;
  geometry: Point;
  address: string;
  declared: Commune;
  technologies: string[];
  transmitPowerW: number;
  shareable: boolean;
  builtOn: Date | null;
  onAirOn: Date | null;
  buildingPermitNo: string | null;
  conversionPlannedFor: number | null;
  planDecision: string | null;
  status: string;
}

interface Mast {
  structure: 'bulky' | 'environmentally_friendly';
  mastClass: string;
  mastType: string;
  placement: 'ground' | 'building';
  heightM: number;
  buildingHeightM: number | null;
}

interface Inspection {
  inspectionRequired: boolean;
  inspectionCertificateNo: string | null;
  inspectedOn: Date | null;
  inspectionExpiresOn: Date | null;
}

/** What all stations of a run share. */
export interface StationSource {
  placing: Placing;
  draw: CommuneDraw;
  zones: Area[];
  today: Date;
}

/** An operator's stations one after the other, so that a million need no more memory than one. */
export function* stations(operator: Operator, count: number, source: StationSource, random: Random): Generator<Station> {
  const perCommune = new Map<string, number>();
  for (let n = 1; n <= count; n++) {
    const { commune, position } = source.placing.place(operator.code, source.draw, random);
    const ordinal = (perCommune.get(commune.code) ?? 0) + 1;
    perCommune.set(commune.code, ordinal);
    yield station(operator, { n, ordinal, commune, position }, source, random);
  }
}

interface Spot {
  n: number;
  ordinal: number;
  commune: Commune;
  position: Position;
}

function station(operator: Operator, { n, ordinal, commune, position }: Spot, { draw, zones, today }: StationSource, random: Random): Station {
  const mast = mastIn(commune, random);
  const status = random.weighted([
    ['operating', 92],
    ['under_construction', 3],
    ['planned', 2],
    ['suspended', 2],
    ['dismantled', 1],
  ] as const);
  const built = status !== 'planned' && status !== 'under_construction';
  const builtOn = built ? yearsAgo(random, today, 13, 0.5) : null;
  const onAirOn = builtOn && plusDays(builtOn, random.integer(20, 90));
  const inZone = mast.structure === 'bulky' && zones.some((zone) => contains(zone, position[0]!, position[1]!));
  const technologies = random.weighted(operator.technologies);
  // Operators write the wrong commune now and then; the registry should notice.
  const declared = random.chance(0.015) ? random.pick(draw.communes.filter(({ district }) => district === commune.district)) : commune;
  return {
    code: operator.stationCode(n),
    name: `${operator.name} ${commune.shortName} ${ordinal}`,
    owner: operator.code,
    geometry: { type: 'Point', coordinates: position },
    address: `${commune.urban ? 'Tổ dân phố' : 'Thôn'} ${random.integer(1, 12)}, ${declared.name}, ${declared.district.name}`,
    declared,
    ...mast,
    technologies: commune.urban && operator.code !== 'vietnamobile' && random.chance(0.07) ? [...technologies, '5G'] : technologies,
    transmitPowerW: technologies.length * random.integer(8, 16) * 5,
    shareable: random.chance(mast.structure === 'bulky' ? 0.65 : 0.3),
    builtOn,
    onAirOn,
    buildingPermitNo: builtOn && random.chance(0.75) ? `${random.integer(11, 940)}/GPXD-${yearOf(builtOn)}` : null,
    ...inspection(n, onAirOn, random.chance(commune.urban ? 0.8 : 0.4), today, random),
    conversionPlannedFor: inZone && built && random.chance(0.5) ? yearOf(today) + random.integer(1, 5) : null,
    planDecision: built ? null : `QĐ ${random.integer(1200, 3400)}/QĐ-UBND`,
    status,
  };
}

function mastIn({ urban }: Commune, random: Random): Mast {
  const placement = random.chance(urban ? 0.55 : 0.15) ? 'building' : 'ground';
  const structure = random.chance(placement === 'building' ? 0.5 : 0.22) ? 'environmentally_friendly' : 'bulky';
  const buildingHeightM = placement === 'building' ? random.integer(18, 50) / 2 : null;
  return { structure, placement, buildingHeightM, ...random.weighted(MASTS[placement][structure])(random) };
}

type MakeMast = (random: Random) => Pick<Mast, 'mastType' | 'mastClass' | 'heightM'>;

const mast =
  (mastType: string, mastClass: string, least: number, most: number): MakeMast =>
  (random) => ({ mastType, mastClass, heightM: random.integer(least, most) });

/** Plausible pairs for a sample; mast classes are not derived from any rule. */
const MASTS: Record<Mast['placement'], Record<Mast['structure'], (readonly [MakeMast, number])[]>> = {
  building: {
    environmentally_friendly: [[mast('rooftop_pole', 'A1a', 18, 21), 1]],
    bulky: [
      [mast('guyed', 'A2a', 18, 30), 7],
      [mast('self_supporting', 'A2a', 18, 27), 3],
    ],
  },
  ground: {
    environmentally_friendly: [[mast('monopole', 'A1b', 20, 36), 1]],
    bulky: [
      [mast('self_supporting', 'A2b', 36, 60), 7],
      [mast('guyed', 'A2c', 30, 48), 3],
    ],
  },
};

/** A certificate holds for five years; a few have run out. */
function inspection(n: number, onAirOn: Date | null, inspectionRequired: boolean, today: Date, random: Random): Inspection {
  if (!onAirOn || !inspectionRequired) return { inspectionRequired, inspectionCertificateNo: null, inspectedOn: null, inspectionExpiresOn: null };
  const last = random.chance(0.93) ? yearsAgo(random, today, 4.7, 0.05) : yearsAgo(random, today, 6, 5.05);
  const inspectedOn = last < onAirOn ? earlier(plusDays(onAirOn, 30), today) : last;
  return { inspectionRequired, inspectionCertificateNo: `KĐ-${yearOf(inspectedOn)}/${1000 + n}`, inspectedOn, inspectionExpiresOn: plusYears(inspectedOn, 5) };
}
