import { storable } from '../../database/storable.js';
import { isBlank as isEmpty } from '../../formats/format.js';
import type { Field, Text } from '../../registry/field.js';

export { isEmpty, storable };

/** Small pieces of sentences that several messages share. */

const LONGEST_QUOTE = 60;

/** What was found, between quotes, cut when long. */
export const quote = (found: string): string => storable(`“${found.length > LONGEST_QUOTE ? `${found.slice(0, LONGEST_QUOTE)}…` : found}”`);

const NUMBERS = { vi: new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 10 }), en: new Intl.NumberFormat('en-US', { maximumFractionDigits: 10 }) };
export const inVietnamese = (value: number): string => NUMBERS.vi.format(value);
export const inEnglish = (value: number): string => NUMBERS.en.format(value);

const UNITS: Record<NonNullable<Field['unit']>, Text> = {
  m: { vi: 'mét', en: 'metres' },
  'm²': { vi: 'mét vuông', en: 'square metres' },
  W: { vi: 'oát', en: 'watts' },
  VND: { vi: 'đồng', en: 'dong' },
};

/** " mét", or nothing for a number without a unit. */
export const unitOf = (field: Field): Text => (field.unit ? { vi: ` ${UNITS[field.unit].vi}`, en: ` ${UNITS[field.unit].en}` } : { vi: '', en: '' });

/** A date as people here read it. */
export const inDays = (iso: string): string => iso.split('-').reverse().join('/');

/** How a cell stands in the file, near enough to be recognised. */
export function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : inDays(dayOf(cell));
  return typeof cell === 'string' ? cell : String(cell);
}

/** The day in the UTC parts; half a second makes up for the rounding of spreadsheet times. */
export const dayOf = (date: Date): string => {
  const time = date.getTime() + 500;
  return Math.abs(time) < 8.64e15 ? new Date(time).toISOString().split('T')[0]! : '';
};
