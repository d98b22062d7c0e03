import { readNumber } from '../../formats/number.js';
import type { Field, Text } from '../../registry/field.js';
import type { Reading } from './values.js';
import { inEnglish, inVietnamese, quote, textOf, unitOf } from './words.js';

type Cell = string | number | boolean | Date;

/** A mast's height has its own rule, BTS-01, in place of the general ones. */
const HEIGHT = { min: 1, max: 200, rule: 'BTS-01' } as const;

export interface Limits {
  min: number;
  max: number;
  rule: 'DAT-03' | 'BTS-01';
}

export const limitsOf = (field: Field): Limits =>
  field.name === 'heightM' ? HEIGHT : { min: field.min ?? -Infinity, max: field.max ?? Infinity, rule: 'DAT-03' };

const UNITS = {
  m: /\s*(?:m|met|mét|metres?|meters?)\.?$/i,
  'm²': /\s*(?:m2|m²|mét vuông|met vuong)\.?$/i,
  W: /\s*(?:w|watts?|oát)\.?$/i,
  VND: /\s*(?:vn[dđ]|đồng|đ|₫)(?:\s*\/\s*tháng)?\.?$/i,
};

/** Reads numbers, whole numbers and years. */
export function numberReader(field: Field): (cell: Cell) => Reading {
  const unit = field.unit && UNITS[field.unit];
  const limits = limitsOf(field);
  const whole = field.type !== 'number';
  return (cell) => {
    const candidates = candidatesOf(cell, unit, field);
    if (candidates.length === 0) return { rule: 'DAT-03', message: notANumber(field, textOf(cell)) };
    const fitting = candidates.filter((value) => value >= limits.min && value <= limits.max && (!whole || Number.isInteger(value)));
    if (fitting.length === 1) return { value: fitting[0] };
    if (fitting.length > 1) return { rule: 'DAT-03', message: twoReadings(field, textOf(cell), fitting) };
    if (whole && !candidates.some(Number.isInteger)) return { rule: 'DAT-03', message: notANumber(field, textOf(cell)) };
    return field.required && candidates[0] === 0 && limits.rule !== 'BTS-01'
      ? { rule: 'DAT-04', message: zero(field) }
      : { rule: limits.rule, message: outside(field, candidates[0]!, limits) };
  };
}

/** More than one when "1.250" may be read in two ways; money and whole numbers have no thousandths, so theirs is clear. */
function candidatesOf(cell: Cell, unit: RegExp | undefined, field: Field): number[] {
  if (typeof cell === 'number') return Number.isFinite(cell) ? [cell] : [];
  if (typeof cell !== 'string') return [];
  const trimmed = cell.trim();
  const number = readNumber(trimmed) ?? readNumber(field.type === 'year' ? trimmed.replace(/^năm\s+/i, '') : unit ? trimmed.replace(unit, '') : trimmed);
  if (!number) return [];
  if (number.grouped === undefined) return [number.value];
  return field.type !== 'number' || field.unit === 'VND' ? [number.grouped] : [number.value, number.grouped];
}

const EXAMPLES: Record<string, Text> = {
  number: { vi: 'ví dụ 42,5', en: 'for example 42.5' },
  integer: { vi: 'ví dụ 12', en: 'for example 12' },
  year: { vi: 'ví dụ 2021', en: 'for example 2021' },
};
const NOUNS: Record<string, Text> = {
  number: { vi: 'số', en: 'a number' },
  integer: { vi: 'số nguyên', en: 'a whole number' },
  year: { vi: 'năm', en: 'a year' },
};

function notANumber(field: Field, found: string): Text {
  const [noun, example, unit] = [NOUNS[field.type]!, EXAMPLES[field.type]!, unitOf(field)];
  const of = unit.en ? ` of${unit.en}` : '';
  return {
    vi: `${field.label.vi} ${quote(found)} không phải là ${noun.vi}. Nhập ${noun.vi}${unit.vi}, ${example.vi}.`,
    en: `${field.label.en} ${quote(found)} is not ${noun.en}. Enter ${noun.en}${of}, ${example.en}.`,
  };
}

function twoReadings(field: Field, found: string, [decimal, grouped]: number[]): Text {
  // Four decimals cannot be taken for thousands.
  const small = /\.\d{3}$/.test(String(decimal)) ? `${decimal}0` : String(decimal);
  const [vi, en] = [small.replace('.', ','), small];
  return {
    vi: `${field.label.vi} ${quote(found)} có thể là ${vi} hoặc ${grouped}. Nhập lại không có dấu phân cách hàng nghìn: ${grouped} hoặc ${vi}.`,
    en: `${field.label.en} ${quote(found)} may be ${en} or ${grouped}. Enter it without a thousands separator: ${grouped} or ${en}.`,
  };
}

const zero = (field: Field): Text => ({
  vi: `${field.label.vi} là 0, giá trị điền cho có. Nhập giá trị thật, ${EXAMPLES[field.type]!.vi}.`,
  en: `${field.label.en} is 0, a filler value. Enter the real value, ${EXAMPLES[field.type]!.en}.`,
});

function outside(field: Field, value: number, { min, max }: Limits): Text {
  const [unit, year] = [unitOf(field), field.type === 'year'];
  const vi = year ? String : inVietnamese;
  const en = year ? String : inEnglish;
  return {
    vi: `${field.label.vi} ${vi(value)}${field.unit === 'm' ? ' m' : unit.vi} không hợp lệ. Nhập từ ${vi(min)} đến ${vi(max)}${unit.vi}.`,
    en: `${field.label.en} ${en(value)}${field.unit === 'm' ? ' m' : unit.en} is not valid. Enter from ${en(min)} to ${en(max)}${unit.en}.`,
  };
}
