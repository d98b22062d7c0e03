import { readNumber } from '../formats/number.js';

export type Axis = 'lon' | 'lat';

export interface Coordinate {
  value: number;
  /** Digits given after the decimal sign; null for degrees, minutes and seconds. */
  decimals: number | null;
  kind: 'degrees' | 'metres';
  /** Only when the text itself says so: "21°18'30" B". */
  axis?: Axis;
  /** What "562.055" is if its point parts thousands. */
  grouped?: number;
}

/** What people write beside a number, without diacritics. "N" is north: nobody here writes Nam (south), and English and GPS devices do write N. */
const NORTH = ['n', 'b', 'bac', 'north', 'northing', 'lat', 'latitude', 'vi do', 'vi do bac', 'vi bac', 'do vi bac', 'vd', 'vđ'];
const EAST = ['e', 'đ', 'dong', 'east', 'easting', 'lon', 'long', 'lng', 'longitude', 'kinh do', 'kinh do dong', 'kinh dong', 'do kinh dong', 'kđ'];
const SOUTH = ['s', 'south', 'nam', 'vi do nam'];
const WEST = ['w', 't', 'tay', 'west', 'kinh do tay'];
/** Surveyors' X points north, others' east: before a number these letters say nothing about the axis. */
const NAMES = /^(?:(?:toa do|tọa độ|toạ độ) ?)?[xy]$/;

interface Meaning {
  axis?: Axis;
  sign: 1 | -1;
}

const AXES = new Map<string, Meaning>([
  ...NORTH.map((word) => [word, { axis: 'lat', sign: 1 }] as const),
  ...EAST.map((word) => [word, { axis: 'lon', sign: 1 }] as const),
  ...SOUTH.map((word) => [word, { axis: 'lat', sign: -1 }] as const),
  ...WEST.map((word) => [word, { axis: 'lon', sign: -1 }] as const),
]);

/** "Đ" and "d" differ (Đông, degrees), so đ stays where it stands alone or ends an abbreviation. */
const axisOf = (words: string): Meaning | undefined =>
  AXES.get(words) ??
  AXES.get(
    words
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/đ(?=\p{L})/gu, 'd'),
  );

const WORD_BEFORE = /^(\p{L}[\p{L} ]*)\s?[.:=]?\s?(?=[\d+-])/u;
const WORD_AFTER = /(?<=[\d°'"])\s?(\p{L}[\p{L} ]*)\.?$/u;
const SEXAGESIMAL = /^([+-]?)(\d{1,3}(?:[.,]\d+)?)(?: ?[°:] ?| (?=\d[\d.,]* ?'))(?:(\d{1,2}(?:[.,]\d+)?) ?(?:[':]|$) ?(?:(\d{1,2}(?:[.,]\d+)?) ?(?:")?)?)?$/;
/** Groups of one or two digits cannot be thousands, so "105 35 12,5" is read as degrees; so is "21-18-00". */
const PARTED = /^([+-]?)(\d{1,3})([ -])(\d{1,2})\3(\d{1,2}(?:[.,]\d+)?)"?$/;
const PARTED_MINUTES = /^([+-]?)(\d{1,3})[ -](\d{1,2}[.,]\d+)'?$/;

/** No ordinate is longer, and nothing longer is worth the trouble of trying. */
const LONGEST = 60;

/** One ordinate as people type it; null when it is not surely one. "562.055" is a decimal number, "2.356.283" has thousands. */
export function readCoordinate(cell: string | number): Coordinate | null {
  if (typeof cell === 'number') return plain(cell, decimalsOf(cell));
  const bare = readNumber(cell);
  if (bare) return plain(bare.value, bare.decimals, bare.grouped);
  if (cell.length > LONGEST * 2) return null;
  const tidied = withSigns(cell);
  if (tidied.length > LONGEST) return null;
  const words = withoutAxis(tidied);
  if (!words) return null;
  const read = readDegrees(words.text) ?? readMetres(words.text);
  if (!read) return null;
  if (words.sign < 0) read.value = -read.value;
  if (words.axis) read.axis = words.axis;
  return read;
}

/** Digits a number shows after the decimal sign. */
export function decimalsOf(value: number): number {
  if (Number.isInteger(value)) return 0;
  const text = String(value);
  return text.includes('e') ? 15 : text.length - text.indexOf('.') - 1;
}

function plain(value: number, decimals: number, grouped?: number): Coordinate | null {
  if (!Number.isFinite(value)) return null;
  const kind = value <= 180 && value >= -180 ? 'degrees' : 'metres';
  return grouped === undefined ? { value, decimals, kind } : { value, decimals, kind, grouped };
}

/** A unit's word ends where no letter follows, or only the one for the axis: "105d36m12sĐ". */
const WORD_ENDS = String.raw`(?!(?!(?:bắc|đông|[nbeđ])(?!\p{L}))\p{L})`;
const DEGREES = new RegExp(String.raw`(?<=\d) ?(?:độ|do|deg(?:rees?)?)${WORD_ENDS}\.?`, 'gu');
const MINUTES = new RegExp(String.raw`(?<=\d) ?(?:phút|phut|min(?:utes?)?|ph|p|m)${WORD_ENDS}`, 'gu');
const SECONDS = new RegExp(String.raw`(?<=' ?[\d.,]+) ?(?:giây|giay|sec(?:onds?)?|gi|g|s)${WORD_ENDS}`, 'gu');

/** The many signs for degrees, minutes and seconds as one each, in lower case and with single spaces. */
function withSigns(cell: string): string {
  const text = cell
    .replace(/[′’‘´`ʹ‛＇]/g, "'")
    .replace(/[″”“ʺ‟„＂]/g, '"')
    .replace(/[º˚∘⁰*]/g, '°')
    .replace(/[−–—‐‑]/g, '-')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u200b\ufeff]+/g, ' ')
    .trim()
    .replace(/' ?'/g, '"')
    .replace(/\( ?(m|mét|met) ?\)$/, '$1')
    .replace(DEGREES, '°')
    .replace(/(?<=\d) ?[dđo] ?(?=\d)/g, '°')
    .replace(/(?<=\d) ?[do]$/, '°');
  if (!text.includes('°')) return text;
  return text.replace(MINUTES, "'").replace(SECONDS, '"');
}

/** Takes the words for the axis off; null when what stands before contradicts what stands behind. */
function withoutAxis(text: string): ({ text: string } & Meaning) | null {
  const before = WORD_BEFORE.exec(text);
  const first = before ? meaningBefore(before[1]!.trim()) : undefined;
  const rest = first ? text.slice(before![0].length) : text;
  const after = WORD_AFTER.exec(rest);
  const second = after ? axisOf(after[1]!.trim()) : undefined;
  if (first?.axis && second?.axis && first.axis !== second.axis) return null;
  const axis = first?.axis ?? second?.axis;
  return {
    text: second ? rest.slice(0, after!.index).trim() : rest,
    sign: first?.sign === -1 || second?.sign === -1 ? -1 : 1,
    ...(axis ? { axis } : {}),
  };
}

const meaningBefore = (words: string): Meaning | undefined => (NAMES.test(words) ? { sign: 1 } : axisOf(words));

function readDegrees(text: string): Coordinate | null {
  const given = sexagesimalParts(text);
  // Only the last part may have decimals: "105,5° 30'" says two things.
  if (!given || given.parts.slice(0, -1).some((part) => /[.,]/.test(part))) return null;
  const [degrees = 0, minutes = 0, seconds = 0] = given.parts.map((part) => Number(part.replace(',', '.')));
  const value = degrees + minutes / 60 + seconds / 3600;
  if (minutes >= 60 || seconds >= 60 || value > 180) return null;
  const decimals = given.parts.length === 1 ? (given.parts[0]!.split(/[.,]/)[1]?.length ?? 0) : null;
  return { value: given.negative ? -value : value, decimals, kind: 'degrees' };
}

function sexagesimalParts(text: string): { negative: boolean; parts: string[] } | null {
  const signed = SEXAGESIMAL.exec(text) ?? PARTED_MINUTES.exec(text);
  if (signed) return { negative: signed[1] === '-', parts: signed.slice(2).filter((part) => part !== undefined) };
  const parted = PARTED.exec(text);
  return parted && { negative: parted[1] === '-', parts: [parted[2]!, parted[4]!, parted[5]!] };
}

function readMetres(text: string): Coordinate | null {
  const inMetres = / ?(?:m|mét|met|metres?|meters?)\.?$/.exec(text);
  const number = readNumber(inMetres ? text.slice(0, inMetres.index) : text);
  if (!number) return null;
  const read = plain(number.value, number.decimals, number.grouped);
  return read && inMetres ? { ...read, kind: 'metres' } : read;
}
