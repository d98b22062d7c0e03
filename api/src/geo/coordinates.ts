import type { Text } from '../registry/field.js';
import { fold } from '../registry/fold.js';
import { readCoordinate } from './ordinates.js';
import { inRange, systemNamed } from './systems.js';
import type { SystemCode } from './systems.js';

export { readCoordinate, readCoordinatePair, type Coordinate } from './ordinates.js';

export type Order = 'xy' | 'yx';

export interface GuessedSystem {
  code: SystemCode;
  /** Whether the first of each pair is the easting or longitude ('xy') or the northing or latitude ('yx'). */
  order: Order;
  /** False when the system was given and only the order had to be found. */
  guessed: boolean;
  reason: Text;
}

/** Numbers cannot tell the metre systems apart; this is the one in use in the province. */
const USUAL_METRES: SystemCode = 'EPSG:5897';
/** Vietnamese surveyors' X points north. */
const SURVEYORS_X = /(?:^| )x$/;

/** Two cells as they stand in the file, or two numbers. */
export type CoordinateCells = [unknown, unknown];
type Pair = [number, number];

/**
 * The system and order of a file's coordinate pairs, by what most of them can only be. One row the other way round stays
 * as it is and is found by the check of its place, never mended here. Headers decide only where no pair can.
 */
export function guessSystem(cells: CoordinateCells[], headers: string[] | null = null, given?: SystemCode): GuessedSystem {
  const pairs = cells.map(([a, b]) => [ordinateOf(a), ordinateOf(b)]).filter((pair): pair is Pair => !pair.includes(null));
  const codes: SystemCode[] = given ? [given] : ['EPSG:4326', USUAL_METRES];
  const votes = codes.flatMap((code) => (['xy', 'yx'] as const).map((order) => ({ code, order, votes: countFitting(pairs, code, order) })));
  const best = votes.reduce((a, b) => (b.votes > a.votes ? b : a));
  if (best.votes === 0) return unsure(pairs, headers, given);
  const { code, order } = best;
  return { code, order, guessed: !given, reason: reasonFor(code, order, best.votes, pairs.length, given !== undefined) };
}

const ordinateOf = (cell: unknown): number | null => (typeof cell === 'number' || typeof cell === 'string' ? (readCoordinate(cell)?.value ?? null) : null);

function countFitting(pairs: Pair[], code: SystemCode, order: Order): number {
  const { x, y } = systemNamed(code);
  const [first, second] = order === 'xy' ? [x, y] : [y, x];
  return pairs.filter(([a, b]) => inRange(a, first) && inRange(b, second)).length;
}

function unsure(pairs: Pair[], headers: string[] | null, given?: SystemCode): GuessedSystem {
  const degrees = pairs.filter(([a, b]) => Math.abs(a) <= 180 && Math.abs(b) <= 180).length * 2 >= pairs.length;
  const code = given ?? (degrees ? 'EPSG:4326' : USUAL_METRES);
  return {
    code,
    order: systemNamed(code).unit === 'metres' && SURVEYORS_X.test(fold(headers?.[0] ?? '')) ? 'yx' : 'xy',
    guessed: !given,
    reason: {
      vi: 'Không có cặp tọa độ nào nằm trong vùng này nên chưa nhận ra hệ tọa độ; hãy chọn hệ tọa độ của tệp.',
      en: 'No pair of coordinates lies in this region, so the system could not be recognised; choose the system of the file.',
    },
  };
}

function reasonFor(code: SystemCode, order: Order, fitting: number, all: number, given: boolean): Text {
  const { label, unit } = systemNamed(code);
  const [vi, en] = ORDERS[unit][order];
  const share = { vi: `${fitting}/${all} cặp tọa độ phù hợp; ${vi}.`, en: `${fitting} of ${all} pairs fit; ${en}.` };
  if (given) return { vi: `${label.vi} theo lựa chọn. ${share.vi}`, en: `${label.en} as chosen. ${share.en}` };
  return { vi: `${label.vi}: ${share.vi}${unit === 'metres' ? ASSUMED.vi : ''}`, en: `${label.en}: ${share.en}${unit === 'metres' ? ASSUMED.en : ''}` };
}

const ORDERS = {
  degrees: {
    xy: ['kinh độ trước, vĩ độ sau', 'longitude first, then latitude'],
    yx: ['vĩ độ trước, kinh độ sau', 'latitude first, then longitude'],
  },
  metres: {
    xy: ['tọa độ đông trước, tọa độ bắc sau', 'easting first, then northing'],
    yx: ['tọa độ bắc trước (cột X chứa tọa độ bắc), tọa độ đông sau', 'northing first (column X holds the northing), then easting'],
  },
} as const;

const ASSUMED: Text = {
  vi: ' Múi chiếu là giả định: chỉ nhìn số thì không phân biệt được với múi khác của VN-2000 hay UTM (lệch từ vài trăm mét đến hàng chục km); kiểm tra trên bản đồ.',
  en: ' The zone is assumed: numbers alone cannot tell it from another VN-2000 zone or UTM (off by some hundred metres to tens of kilometres); check on the map.',
};
