import type { Text } from '../registry/field.js';
import { fold } from '../registry/fold.js';
import { readCoordinate, type Coordinate } from './ordinates.js';
import { inRange, USUAL_METRES, WGS_84 } from './systems.js';
import type { CoordinateSystem, Range, SystemCode } from './systems.js';

export { readCoordinate, type Coordinate } from './ordinates.js';
export { readCoordinatePair } from './pairs.js';

export type Order = 'xy' | 'yx';

export interface GuessedSystem {
  code: SystemCode;
  /** Whether the first of each pair is the easting or longitude ('xy') or the northing or latitude ('yx'). */
  order: Order;
  /** False when the system was given and only the order had to be found. */
  guessed: boolean;
  /** Nothing but the usual zone speaks for this one: a person has to confirm it. */
  assumed: boolean;
  reason: Text;
}

/** Vietnamese surveyors' X points north. */
const SURVEYORS_X = /(?:^| )x$/;

/** Two cells as they stand in the file, or two numbers. */
export type CoordinateCells = [unknown, unknown];
type Pair = [Coordinate, Coordinate];

/**
 * The system and order of a file's coordinate pairs, by what most of them can only be. One row the other way round stays
 * as it is and is found by the check of its place, never mended here. Headers decide only where no pair can.
 */
export function guessSystem(cells: CoordinateCells[], headers: string[] | null = null, given?: CoordinateSystem): GuessedSystem {
  const pairs = cells.map(([a, b]) => [ordinateOf(a), ordinateOf(b)]).filter((pair): pair is Pair => !pair.includes(null));
  const systems = given ? [given] : [WGS_84, USUAL_METRES];
  const votes = systems.flatMap((system) => (['xy', 'yx'] as const).map((order) => ({ system, order, votes: countFitting(pairs, system, order) })));
  const best = votes.reduce((a, b) => (b.votes > a.votes ? b : a));
  if (best.votes === 0) return unsure(pairs, headers, given);
  const { system, order } = best;
  const reason = reasonFor(system, order, best.votes, pairs.length, given !== undefined);
  return { code: system.code, order, guessed: !given, assumed: isAssumed(system, given), reason };
}

/** Degrees say what they are; metres of one zone look like those of another. */
const isAssumed = ({ unit }: CoordinateSystem, given?: CoordinateSystem): boolean => !given && unit === 'metres';

const ordinateOf = (cell: unknown): Coordinate | null => (typeof cell === 'number' || typeof cell === 'string' ? readCoordinate(cell) : null);

/** "562.055" is 562 055 where a system has room for that only. */
export const fits = ({ value, grouped }: Coordinate, range: Range): boolean => inRange(value, range) || (grouped !== undefined && inRange(grouped, range));

function countFitting(pairs: Pair[], { x, y }: CoordinateSystem, order: Order): number {
  const [first, second] = order === 'xy' ? [x, y] : [y, x];
  return pairs.filter(([a, b]) => fits(a, first) && fits(b, second)).length;
}

function unsure(pairs: Pair[], headers: string[] | null, given?: CoordinateSystem): GuessedSystem {
  const degrees = pairs.filter(([a, b]) => a.kind === 'degrees' && b.kind === 'degrees').length * 2 >= pairs.length;
  const system = given ?? (degrees ? WGS_84 : USUAL_METRES);
  return {
    code: system.code,
    order: system.unit === 'metres' && SURVEYORS_X.test(fold(headers?.[0] ?? '')) ? 'yx' : 'xy',
    guessed: !given,
    assumed: isAssumed(system, given),
    reason: {
      vi: 'Không có cặp tọa độ nào nằm trong vùng này nên chưa nhận ra hệ tọa độ; hãy chọn hệ tọa độ của tệp.',
      en: 'No pair of coordinates lies in this region, so the system could not be recognised; choose the system of the file.',
    },
  };
}

function reasonFor({ label, unit }: CoordinateSystem, order: Order, fitting: number, all: number, given: boolean): Text {
  const words = ORDERS[unit][order];
  const share = { vi: `${fitting}/${all} cặp tọa độ phù hợp; ${words.vi}.`, en: `${fitting} of ${all} pairs fit; ${words.en}.` };
  if (given) return { vi: `${label.vi} theo lựa chọn. ${share.vi}`, en: `${label.en} as chosen. ${share.en}` };
  return { vi: `${label.vi}: ${share.vi}${unit === 'metres' ? ASSUMED.vi : ''}`, en: `${label.en}: ${share.en}${unit === 'metres' ? ASSUMED.en : ''}` };
}

export const ORDERS: Record<CoordinateSystem['unit'], Record<Order, Text>> = {
  degrees: {
    xy: { vi: 'kinh độ trước, vĩ độ sau', en: 'longitude first, then latitude' },
    yx: { vi: 'vĩ độ trước, kinh độ sau', en: 'latitude first, then longitude' },
  },
  metres: {
    xy: { vi: 'tọa độ đông trước, tọa độ bắc sau', en: 'easting first, then northing' },
    yx: { vi: 'tọa độ bắc trước (cột X chứa tọa độ bắc), tọa độ đông sau', en: 'northing first (column X holds the northing), then easting' },
  },
};

const ASSUMED: Text = {
  vi: ' Múi chiếu là giả định: chỉ nhìn số thì không phân biệt được với múi khác của VN-2000 hay UTM (lệch từ vài trăm mét đến hàng chục km); kiểm tra trên bản đồ.',
  en: ' The zone is assumed: numbers alone cannot tell it from another VN-2000 zone or UTM (off by some hundred metres to tens of kilometres); check on the map.',
};
