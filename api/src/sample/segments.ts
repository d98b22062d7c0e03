import type { LineString, Position } from 'geojson';
import { day, earlier, plusDays, yearOf } from './calendar.js';
import type { Commune, Unit } from './communes.js';
import { CommuneDraw, placeIn } from './communes.js';
import { ahead, contains, lengthM, moved, rounded } from './ground.js';
import { OPERATORS } from './operators.js';
import type { Random } from './random.js';
import type { Streets } from './streets.js';

export interface Segment extends Progress {
  code: string;
  name: string;
  street: string;
  leadOrganization: string;
  participants: string[];
  method: 'tidy' | 'bundle' | 'underground';
  geometry: LineString;
  ductCount: number | null;
  ductsUsed: number | null;
  cableType: string;
  planDecision: string;
  plannedYear: number;
}

interface Progress {
  status: 'planned' | 'in_progress' | 'completed' | 'cancelled';
  startedOn: Date | null;
  completedOn: Date | null;
  asBuiltLengthM: number | null;
  doneLengthM: number | null;
  recoveredCableM: number | null;
}

/** The notice says that nothing was tidied in Lập Thạch, Tam Dương and Sông Lô: the sample keeps clear of them. */
const WITHOUT_TIDYING = new Set(['246', '247', '253']);
/** Districts in turn, the cities most often. */
const TURNS = ['243', '243', '244', '243', '249', '244', '252', '251', '248', '249'];
/** Every so many segments cross from one district into another. */
const CROSSING_EVERY = 40;

const STREETS = [
  'Trần Phú',
  'Hùng Vương',
  'Lê Lợi',
  'Nguyễn Tất Thành',
  'Hai Bà Trưng',
  'Lý Thường Kiệt',
  'Nguyễn Trãi',
  'Kim Ngọc',
  'Mê Linh',
  'Tôn Đức Thắng',
];
const LEADS = { viettel: 'VTL', vnpt: 'VNPT' } as const;

/** What the segments of a run share; `drawn` grows, so that no two organisations dig up the same street. */
export interface SegmentSource {
  districts: Unit[];
  communes: Commune[];
  today: Date;
  drawn: Streets;
}

export function segments(lead: keyof typeof LEADS, count: number, { districts, communes, today, drawn }: SegmentSource, random: Random): Segment[] {
  const allowed = districts.filter(({ code }) => !WITHOUT_TIDYING.has(code));
  return Array.from({ length: count }, (_, index) => {
    const district = TURNS[index % TURNS.length]!;
    const draw = new CommuneDraw(
      communes.filter((commune) => commune.district.code === district),
      streetWeight,
    );
    const { commune, geometry } = route(draw, allowed, index % CROSSING_EVERY === 3, drawn, random);
    drawn.add(geometry.coordinates);
    return segment(lead, index + 1, commune, geometry, today, random);
  });
}

const streetWeight = ({ kind, density }: Commune): number => (density < 1 ? 0 : kind === 'phuong' ? 5 : kind === 'thi_tran' ? 4 : 0.4);

/** Draws until a street stays clear of the districts left out and, while there is room for it, of the streets drawn before. */
function route(draw: CommuneDraw, allowed: Unit[], crossing: boolean, drawn: Streets, random: Random): { commune: Commune; geometry: LineString } {
  for (let crowded = 0; ;) {
    const commune = draw.draw(random);
    const line = street(placeIn(commune, random), random);
    const home = allowed.filter(({ code }) => crossing || code === commune.district.code);
    if (!line.every((position) => clear(position, home)) || crossing !== changesDistrict(line, allowed)) continue;
    if (crowded < TRIES && drawn.anyWithin(CLEARANCE_M, line) && ++crowded) continue;
    return { commune, geometry: { type: 'LineString', coordinates: line } };
  }
}

const CLEARANCE_M = 120;
/** The towns have room for a few hundred streets so far apart; with more, new ones come to lie nearer. */
const TRIES = 40;
const STEP_M = [60, 110] as const;

function street(start: Position, random: Random): Position[] {
  const length = 300 + 2050 * random.next() ** 2;
  let bearing = random.between(0, 2 * Math.PI);
  const line = [rounded(start)];
  while (lengthM(line) < length) {
    bearing += random.chance(0.1) ? random.between(-0.35, 0.35) : random.between(-0.06, 0.06);
    line.push(rounded(ahead(line.at(-1)!, bearing, random.between(...STEP_M))));
  }
  return line;
}

/** Also a step's length around, so that the line between two positions does not leave either. */
const clear = (position: Position, units: Unit[]): boolean =>
  [
    [0, 0],
    [STEP_M[1], 0],
    [-STEP_M[1], 0],
    [0, STEP_M[1]],
    [0, -STEP_M[1]],
  ]
    .map(([east, north]) => moved(position, east!, north!))
    .every(([lon, lat]) => units.some(({ area }) => contains(area, lon!, lat!)));

function changesDistrict(line: Position[], districts: Unit[]): boolean {
  const [from, to] = [line[0]!, line.at(-1)!].map(([lon, lat]) => districts.find(({ area }) => contains(area, lon!, lat!))?.code);
  return from !== to;
}

function segment(lead: keyof typeof LEADS, n: number, commune: Commune, geometry: LineString, today: Date, random: Random): Segment {
  const plannedYear =
    yearOf(today) +
    random.weighted([
      [-1, 28],
      [0, 32],
      [1, 12],
      [2, 8],
      [3, 8],
      [4, 7],
      [5, 5],
      [6, 5],
    ] as const);
  const method = random.weighted([
    ['underground', commune.urban ? 5 : 1],
    ['bundle', 4],
    ['tidy', 3],
  ] as const);
  const streetName = commune.urban ? `Đường ${random.pick(STREETS)}` : 'Đường trục xã';
  const ductCount = method === 'underground' ? random.integer(2, 12) : null;
  return {
    code: `${LEADS[lead]}-TC-${String(n).padStart(3, '0')}`,
    name: `${streetName} - ${commune.shortName} (${n})`,
    street: streetName,
    leadOrganization: lead,
    participants: random.shuffled(OPERATORS.map(({ code }) => code).filter((code) => code !== lead)).slice(0, random.integer(1, 3)),
    method,
    geometry,
    ductCount,
    ductsUsed: ductCount && random.integer(1, ductCount),
    cableType: random.weighted([
      ['fibre', 7],
      ['copper', 2],
      ['coaxial', 1],
    ] as const),
    planDecision: `QĐ ${random.integer(1500, 3200)}/QĐ-UBND`,
    plannedYear,
    ...progress(plannedYear, lengthM(geometry.coordinates), today, random),
  };
}

/** Lengths here are good to a thousandth, and no more may be done than the drawn length measures. */
const SURELY_WITHIN = 0.998;

const NOT_STARTED = { startedOn: null, completedOn: null, asBuiltLengthM: null, doneLengthM: null, recoveredCableM: null };

function progress(plannedYear: number, drawnM: number, today: Date, random: Random): Progress {
  const due = plannedYear <= yearOf(today);
  const status = random.weighted([
    ['completed', due ? 7 : 0],
    ['in_progress', due ? 2 : 0],
    ['planned', due ? 1 : 9],
    ['cancelled', 0.5],
  ] as const);
  if (status === 'planned' || status === 'cancelled') return { status, ...NOT_STARTED };
  const startedOn = earlier(plusDays(day(`${plannedYear}-01-15`), random.integer(0, 220)), plusDays(today, -30));
  if (status === 'in_progress') return { ...NOT_STARTED, status, startedOn, ...workDone(drawnM * random.between(0.2, 0.8), random) };
  const asBuiltLengthM = Math.round(drawnM * random.between(0.98, 1.03));
  const completedOn = earlier(plusDays(startedOn, random.integer(20, 110)), today);
  return { status, startedOn, completedOn, asBuiltLengthM, ...workDone(Math.min(asBuiltLengthM, drawnM * SURELY_WITHIN), random) };
}

const workDone = (metres: number, random: Random): Pick<Progress, 'doneLengthM' | 'recoveredCableM'> => ({
  doneLengthM: Math.floor(metres),
  recoveredCableM: Math.round(metres * random.between(0.5, 2)),
});
