import { fold } from '../../registry/fold.js';

/** Folded headers of coordinates, systems' names taken out. */
export const COORDINATE_NAMES = {
  lon: [
    'kinh do',
    'kinh do long',
    'kinh do lon',
    'kinh do lng',
    'kinh do dong',
    'kinh do e',
    'longitude',
    'longtitude',
    'longitute',
    'long',
    'lon',
    'lng',
    'toa do kinh do',
  ],
  lat: ['vi do', 'vi do lat', 'vi do bac', 'vi do n', 'latitude', 'lattitude', 'latitute', 'lat', 'toa do vi do'],
  x: ['x', 'toa do x', 'x m', 'easting', 'toa do dong', 'coord x', 'x coordinate', 'gia tri x', 'toa do x m'],
  y: ['y', 'toa do y', 'y m', 'northing', 'toa do bac', 'coord y', 'y coordinate', 'gia tri y', 'toa do y m'],
  both: [
    'toa do',
    'toa do dia ly',
    'toa do vi tri',
    'vi tri toa do',
    'coordinates',
    'coordinate',
    'kinh do vi do',
    'vi do kinh do',
    'kinh vi do',
    'lat long',
    'lat lon',
    'lat lng',
    'long lat',
    'lon lat',
    'latlong',
    'longlat',
    'toa do x y',
    'x y',
    'toa do gps',
  ],
};
export const WKT_NAMES = ['wkt', 'ewkt', 'geometry', 'geom', 'the geom', 'hinh hoc', 'wkt geom', 'hinh dang wkt'];

/** Running numbers, and the last column of our own report. */
export const NOT_DATA = new Set(['stt', 'tt', 'so tt', 'so thu tu', 'thu tu', 'no', 'ket qua kiem tra', 'check result', 'check results']);

const SYSTEM_NAMES = /\b(?:he toa do|he|vn ?2000|wgs ?84|gps|ktt|kinh tuyen truc|mui(?: chieu)?(?: [36])?|10\d \d{2}|utm(?: 48n?)?)\b/g;

/** "Tọa độ X (VN-2000)" and "X" are for the same. */
export function systemsTakenOut(folded: string): string {
  const rest = folded.replace(SYSTEM_NAMES, ' ').replace(/ +/g, ' ').trim();
  return rest === '' ? folded : rest;
}

const BRACKETS = /[([{][^)\]}]*[)\]}]/g;
/** In folded text, where no bracket sets them apart. */
const UNIT_AT_END = / (?:m|m2|met|km|w|kw|vnd|dong|vnd thang|dong thang)$/;
const NUMBER_AT_START = /^\d{1,2} (?=\D)/;

/** Abbreviations that mean one thing in all headers here. */
const ABBREVIATIONS: Record<string, string> = {
  gcn: 'giay chung nhan',
  cn: 'chung nhan',
  dn: 'doanh nghiep',
  dv: 'don vi',
  qd: 'quyet dinh',
  gp: 'giay phep',
  xd: 'xay dung',
  gpxd: 'giay phep xay dung',
  tg: 'thoi gian',
  hd: 'hop dong',
  sl: 'so luong',
  anten: 'ang ten',
  antenna: 'ang ten',
  bd: 'buu dien',
  bdvhx: 'buu dien van hoa xa',
  vhx: 'van hoa xa',
  btsid: 'ma bts',
  ttmt: 'than thien moi truong',
};

/** Words that add nothing: "Số hiệu cột", "Cột (nếu có)". */
const EMPTY_WORDS = new Set(['cac', 'cua', 'theo', 'thong', 'tin', 'ghi', 'ro', 'neu', 'co', 'bat', 'buoc']);
const NO_NAME = new Set(['so', 'so hieu', 'ma', 'so ky hieu', 'so vb', 'so van ban']);

/** Two rows of headers stand as "Tọa độ / Kinh độ". */
const LEVELS = / \/ | > | » |\n/;

/** Folded readings of a header, the nearest to its wording first. */
export function variantsOf(header: string): string[] {
  const found = new Set([fold(header)]);
  for (const text of [header, ...levelsOf(header)]) for (const variant of plainer(text)) found.add(variant);
  if (found.size > 1) found.delete('');
  return [...found];
}

function* plainer(text: string): Generator<string> {
  const folded = fold(text);
  yield folded;
  const bare = fold(text.replace(BRACKETS, ' '));
  for (const variant of [folded, bare]) {
    const trimmed = variant.replace(NUMBER_AT_START, '').replace(UNIT_AT_END, '');
    yield trimmed;
    const words = trimmed.split(' ');
    yield words.map((word) => ABBREVIATIONS[word] ?? word).join(' ');
  }
  yield bare
    .split(' ')
    .filter((word) => !EMPTY_WORDS.has(word))
    .map((word) => ABBREVIATIONS[word] ?? word)
    .join(' ');
}

/** Other orders of a header of two levels; a lower level that names nothing ("Số") leaves the upper one. */
function levelsOf(header: string): string[] {
  const upper = upperOf(header);
  if (upper === null) return [];
  const lower = header.split(LEVELS).at(-1)!.trim();
  return [`${lower} ${upper}`, NO_NAME.has(fold(lower)) ? upper : lower];
}

/** What stands over a header's last level; null when it has one only. */
export function upperOf(header: string): string | null {
  const levels = header.split(LEVELS);
  return levels.length < 2 ? null : levels.slice(0, -1).join(' ').trim();
}
