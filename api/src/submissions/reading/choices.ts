import type { Code, Field, Text } from '../../registry/field.js';
import { fold } from '../../registry/fold.js';
import type { Reading } from './values.js';
import { quote, textOf } from './words.js';

type Cell = string | number | boolean | Date;

export interface OrganizationNames {
  code: string;
  name: string;
  shortName: string;
  synonyms: string[];
}

/** Folded spelling -> value. The first to claim a spelling keeps it, so codes and labels stand before synonyms. */
type Spellings = Map<string, string>;

function spellings(entries: { value: string; names: string[] }[]): Spellings {
  const map: Spellings = new Map();
  const most = Math.max(0, ...entries.map(({ names }) => names.length));
  for (let rank = 0; rank < most; rank++)
    for (const { value, names } of entries) {
      const name = fold(names[rank] ?? '');
      if (name && !map.has(name)) map.set(name, value);
    }
  return map;
}

const ofCodes = (codes: Code[]): Spellings =>
  spellings(codes.map(({ value, label, synonyms = [] }) => ({ value, names: [value, label.vi, label.en, ...synonyms] })));
const ofOrganizations = (organizations: OrganizationNames[]): Spellings =>
  spellings(organizations.map(({ code, name, shortName, synonyms }) => ({ value: code, names: [code, shortName, name, ...synonyms] })));

export function codeReader(field: Field): (cell: Cell) => Reading {
  const known = ofCodes(field.codes ?? []);
  return (cell) => one(known, textOf(cell)) ?? unknownCode(field, textOf(cell));
}

/** A set of codes, in the order of the code list. */
export function codesReader(field: Field): (cell: Cell) => Reading {
  const order = (field.codes ?? []).map(({ value }) => value);
  const known = ofCodes(field.codes ?? []);
  return (cell) => {
    const found = setOf(textOf(cell), known);
    if ('unknown' in found) return unknownCode(field, found.unknown);
    return { value: order.filter((value) => found.values.includes(value)) };
  };
}

function setOf(text: string, known: Spellings): { values: string[] } | { unknown: string } {
  const whole = known.get(fold(text));
  if (whole) return { values: [whole] };
  const values: string[] = [];
  for (const part of text.split(/[,;+/&|\n]|\svà\s/)) {
    if (part.trim() === '') continue;
    const found = known.get(fold(part));
    const words = found
      ? [found]
      : fold(part)
          .split(' ')
          .map((word) => known.get(word));
    if (words.includes(undefined)) return { unknown: part.trim() };
    values.push(...(words as string[]));
  }
  return values.length ? { values } : { unknown: text.trim() };
}

export function organizationReader(field: Field, organizations: OrganizationNames[]): (cell: Cell) => Reading {
  const known = ofOrganizations(organizations);
  return (cell) => one(known, textOf(cell)) ?? unknownOrganization(field, textOf(cell), organizations);
}

export function organizationsReader(field: Field, organizations: OrganizationNames[]): (cell: Cell) => Reading {
  const known = ofOrganizations(organizations);
  return (cell) => {
    const values = new Set<string>();
    for (const name of namesIn(textOf(cell), known)) {
      const code = known.get(fold(name));
      if (!code) return unknownOrganization(field, name, organizations);
      values.add(code);
    }
    return { value: [...values] };
  };
}

/** Names may hold commas themselves, so a comma parts only what is not a name as a whole. */
function namesIn(text: string, known: Spellings): string[] {
  if (known.has(fold(text))) return [text];
  const parts = text.split(/[;\n]/).flatMap((part) => (known.has(fold(part)) ? [part] : part.split(',')));
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function one(known: Spellings, text: string): Reading | null {
  const value = known.get(fold(text));
  return value === undefined ? null : { value };
}

function unknownCode(field: Field, found: string): Reading {
  const labels = (field.codes ?? []).map(({ label }) => label);
  const message: Text = {
    vi: `${field.label.vi} ${quote(found)} không có trong danh mục. Chọn trong: ${labels.map(({ vi }) => vi).join(', ')}.`,
    en: `${field.label.en} ${quote(found)} is not in the list. Choose from: ${labels.map(({ en }) => en).join(', ')}.`,
  };
  return { rule: 'DAT-02', message };
}

const SHOWN = 8;

function unknownOrganization(field: Field, found: string, organizations: OrganizationNames[]): Reading {
  const names = organizations.slice(0, SHOWN).map(({ shortName }) => shortName);
  const list = `${names.join(', ')}${organizations.length > SHOWN ? ', …' : ''}`;
  const message: Text = {
    vi: `${field.label.vi} ${quote(found)} không có trong danh sách doanh nghiệp. Nhập mã hoặc tên${list ? `, ví dụ ${list}` : ''}.`,
    en: `${field.label.en} ${quote(found)} is not in the list of organisations. Enter its code or name${list ? `, for example ${list}` : ''}.`,
  };
  return { rule: 'DAT-02', message };
}

const YES = new Set(['co', 'x', 'yes', 'y', 'true', '1', 'dung', 'v', 'ok']);
const NO = new Set(['khong', 'khong co', 'chua', 'no', 'n', 'false', '0', 'sai', 'ko']);

export function booleanReader(field: Field): (cell: Cell) => Reading {
  return (cell) => {
    const text = textOf(cell).trim();
    if (YES.has(fold(text)) || /^[✓✔☑]$/u.test(text)) return { value: true };
    if (NO.has(fold(text))) return { value: false };
    return {
      rule: 'DAT-03',
      message: {
        vi: `${field.label.vi} ${quote(text)} không phải là có hay không. Nhập “Có” hoặc “Không”.`,
        en: `${field.label.en} ${quote(text)} is neither yes nor no. Enter “Có” (yes) or “Không” (no).`,
      },
    };
  };
}
