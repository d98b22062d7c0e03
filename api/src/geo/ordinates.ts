import { readNumber } from '../formats/number.js';

export interface Coordinate {
  value: number;
  /** Digits given after the decimal sign; null for degrees, minutes and seconds. */
  decimals: number | null;
  kind: 'degrees' | 'metres';
  /** Only when the text itself says so: "21°18'30" B". */
  axis?: 'lon' | 'lat';
}

/** What people write beside a number for the axis. "N" is north: nobody here writes Nam (south), and English and GPS devices do write N. */
const AXES: Record<string, { axis: 'lon' | 'lat'; sign: 1 | -1 }> = {
  ...Object.fromEntries(['n', 'b', 'bắc', 'north', 'lat', 'vĩ độ', 'vĩ độ bắc'].map((word) => [word, { axis: 'lat', sign: 1 } as const])),
  ...Object.fromEntries(['e', 'đ', 'đông', 'east', 'lon', 'long', 'lng', 'kinh độ', 'kinh độ đông'].map((word) => [word, { axis: 'lon', sign: 1 } as const])),
  ...Object.fromEntries(['s', 'south', 'nam'].map((word) => [word, { axis: 'lat', sign: -1 } as const])),
  ...Object.fromEntries(['w', 't', 'tây', 'west'].map((word) => [word, { axis: 'lon', sign: -1 } as const])),
};

const WORD_BEFORE = /^([\p{L} ]+?)\s*[:=]?\s*(?=[\d+-])/u;
const WORD_AFTER = /(?<=[\d°'"])\s*(\p{L}[\p{L} ]*)\.?$/u;
const SEXAGESIMAL = /^([+-]?)(\d{1,3}(?:[.,]\d+)?)\s*[°:]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:[':]|$)\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:"|'')?)?)?$/;
/** Groups of one or two digits cannot be thousands, so "105 35 12,5" is read as degrees. */
const SPACED = /^([+-]?)(\d{1,3}) (\d{1,2}) (\d{1,2}(?:[.,]\d+)?)$/;
const SPACED_MINUTES = /^([+-]?)(\d{1,3}) (\d{1,2}[.,]\d+)$/;

/** One ordinate as people type it; null when it is not surely one. "562.055" is a decimal number, "2.356.283" has thousands. */
export function readCoordinate(cell: string | number): Coordinate | null {
  if (typeof cell === 'number') return plain(cell, decimalsOf(cell));
  const bare = readNumber(cell);
  if (bare) return plain(bare.value, bare.decimals);
  const { text, axis, sign } = withoutAxis(withoutWords(cell));
  const read = readDegrees(text) ?? readMetres(text);
  if (!read) return null;
  return { ...read, value: read.value * sign, ...(axis ? { axis } : {}) };
}

/** Digits a number shows after the decimal sign. */
export function decimalsOf(value: number): number {
  const text = String(value);
  return text.includes('e') ? 15 : (text.split('.')[1]?.length ?? 0);
}

const plain = (value: number, decimals: number): Coordinate | null =>
  Number.isFinite(value) ? { value, decimals, kind: Math.abs(value) <= 180 ? 'degrees' : 'metres' } : null;

/** The many signs for degrees, minutes and seconds as one each. */
function withoutWords(cell: string): string {
  const text = cell
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s\u00a0\u202f]+/gu, ' ')
    .trim()
    .replace(/[′’‘´`]/g, "'")
    .replace(/[″”“]/g, '"')
    .replace(/''/g, '"')
    .replace(/−/g, '-')
    .replace(/[º˚]/g, '°')
    .replace(/(?<=\d) ?(?:độ|deg|d|đ)(?= ?\d|$| [^\d])/g, (word) => (/[dđ]$/.test(word) && word.trim().length === 1 ? word : '°'))
    .replace(/(?<=\d) ?[dđ] ?(?=\d)/g, '°');
  if (!text.includes('°')) return text;
  return text.replace(/(?<=\d) ?(?:phút|min|m)(?=\W|\d|$)/g, "'").replace(/(?<=' ?[\d.,]+) ?(?:giây|sec|s)/g, '"');
}

function withoutAxis(text: string): { text: string; axis?: 'lon' | 'lat'; sign: 1 | -1 } {
  const before = WORD_BEFORE.exec(text);
  const after = WORD_AFTER.exec(text);
  const found = before ? AXES[before[1]!.trim()] : after ? AXES[after[1]!.trim()] : undefined;
  if (!found || (before && after)) return { text, sign: 1 };
  return { text: before ? text.slice(before[0].length) : text.slice(0, after!.index).trim(), ...found };
}

function readDegrees(text: string): Coordinate | null {
  const parts = SEXAGESIMAL.exec(text) ?? SPACED.exec(text) ?? SPACED_MINUTES.exec(text);
  if (!parts) return null;
  const given = parts.slice(2).filter((part) => part !== undefined);
  // Only the last part may have decimals: "105,5° 30'" says two things.
  if (given.slice(0, -1).some((part) => /[.,]/.test(part))) return null;
  const [degrees = 0, minutes = 0, seconds = 0] = given.map((part) => Number(part.replace(',', '.')));
  const value = degrees + minutes / 60 + seconds / 3600;
  if (minutes >= 60 || seconds >= 60 || value > 180) return null;
  const decimals = given.length === 1 ? (given[0]!.split(/[.,]/)[1]?.length ?? 0) : null;
  return { value: parts[1] === '-' ? -value : value, decimals, kind: 'degrees' };
}

function readMetres(text: string): Coordinate | null {
  const inMetres = / ?(?:m|mét)$/.exec(text);
  const number = readNumber(inMetres ? text.slice(0, inMetres.index) : text);
  if (!number) return null;
  return inMetres ? { value: number.value, decimals: number.decimals, kind: 'metres' } : plain(number.value, number.decimals);
}

/** How two ordinates stand in one cell, the surest way first. A comma without a space also parts decimals, so both sides must show their own point. */
const PAIRS = [/^(.+?)\s*[;\n|]\s*(.+)$/, /^(.+?),\s+(.+)$/, /^(.+?)\s*\/\s*(.+)$/, /^(.*\d\.\d[^,]*),([^,]*\d\.\d.*)$/, /^([^\s]+[\p{L}"'°])\s+(\S.*)$/u];
const SPACED_PAIR = /^(\S*[.,]\d+|\d{6,7})\s+(\S*[.,]\d+|\d{6,7})$/;

/** Both ordinates of a "Tọa độ" cell, in the order written. */
export function readCoordinatePair(cell: string): [Coordinate, Coordinate] | null {
  const text = cell.trim().replace(/^[([]\s*(.*?)\s*[)\]]$/s, '$1');
  for (const pattern of [...PAIRS, SPACED_PAIR]) {
    const parts = pattern.exec(text);
    const [a, b] = parts ? [readCoordinate(parts[1]!), readCoordinate(parts[2]!)] : [null, null];
    if (a && b) return [a, b];
  }
  return null;
}
