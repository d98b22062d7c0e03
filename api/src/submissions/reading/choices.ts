import type { Code, Field, Text } from '../../registry/field.js';
import { fold } from '../../registry/fold.js';
import { organizationFinder } from './organizations.js';
import type { OrganizationNames } from './organizations.js';
import type { Reading } from './values.js';
import { quote, textOf } from './words.js';

type Cell = string | number | boolean | Date;

/** What people write in a column -> code, said by hand or for an earlier file. */
export type ValueCodes = Record<string, string>;

/** A name found in a cell and the code it stands for; null when it stands for none. */
export interface Part {
  text: string;
  code: string | null;
}

/** Folded spelling -> value. The first to claim a spelling keeps it, so what was said by hand stands before codes and labels, and those before synonyms. */
type Spellings = Map<string, string>;

/** Texts of one spelling mean the same. */
export const spellingOf = (text: string): string => fold(text) || text.trim();

function spellings(entries: { value: string; names: string[] }[], given: ValueCodes): Spellings {
  const values = new Set(entries.map(({ value }) => value));
  const map: Spellings = new Map();
  for (const [text, value] of Object.entries(given)) if (values.has(value) && spellingOf(text)) map.set(spellingOf(text), value);
  const most = Math.max(0, ...entries.map(({ names }) => names.length));
  for (let rank = 0; rank < most; rank++)
    for (const { value, names } of entries) {
      const name = fold(names[rank] ?? '');
      if (name && !map.has(name)) map.set(name, value);
    }
  return map;
}

const ofCodes = (codes: Code[], given: ValueCodes): Spellings =>
  spellings(
    codes.map(({ value, label, synonyms = [] }) => ({ value, names: [value, label.vi, label.en, ...synonyms] })),
    given,
  );
const ofOrganizations = (organizations: OrganizationNames[], given: ValueCodes): Spellings =>
  spellings(
    organizations.map(({ code, name, shortName, synonyms }) => ({ value: code, names: [code, shortName, name, ...synonyms] })),
    given,
  );

/** Finds the names in a cell of a column of codes or organisations; null for columns of anything else. */
export function partsReader(field: Field, organizations: OrganizationNames[], given: ValueCodes = {}): ((text: string) => Part[]) | null {
  switch (field.type) {
    case 'code': {
      const known = ofCodes(field.codes ?? [], given);
      return (text) => [{ text: text.trim(), code: known.get(spellingOf(text)) ?? null }];
    }
    case 'codes': {
      const known = ofCodes(field.codes ?? [], given);
      return (text) => codesIn(text, known);
    }
    case 'organization':
    case 'organizations': {
      const known = ofOrganizations(organizations, given);
      const find = organizationFinder(organizations);
      const named = (text: string): Part => ({ text: text.trim(), code: known.get(spellingOf(text)) ?? find(text) });
      return field.type === 'organization' ? (text) => [named(text)] : (text) => namesIn(text, known).map(named);
    }
    default:
      return null;
  }
}

/** Parted by signs, by "và", or by nothing but spaces: "3G 4G". */
function codesIn(text: string, known: Spellings): Part[] {
  const whole = known.get(spellingOf(text));
  if (whole) return [{ text: text.trim(), code: whole }];
  return text
    .split(/[,;+/&|\n]|\svà\s/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap((part) => {
      const code = known.get(spellingOf(part));
      if (code) return [{ text: part, code }];
      const words = part.split(/\s+/).map((word) => ({ text: word, code: known.get(spellingOf(word)) ?? null }));
      return words.some((word) => word.code === null) ? [{ text: part, code: null }] : words;
    });
}

/** Names may hold commas themselves, so a comma parts only what is not a name as a whole. */
function namesIn(text: string, known: Spellings): string[] {
  if (known.has(spellingOf(text))) return [text];
  const parts = text.split(/[;\n]/).flatMap((part) => (known.has(spellingOf(part)) ? [part] : part.split(',')));
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** One code or organisation. */
export function choiceReader(field: Field, organizations: OrganizationNames[], given?: ValueCodes): (cell: Cell) => Reading {
  const partsOf = partsReader(field, organizations, given)!;
  return (cell) => {
    const [{ text, code }] = partsOf(textOf(cell)) as [Part];
    return code === null ? unknownChoice(field, text, organizations) : { value: code };
  };
}

/** A set of codes in the order of their list, or organisations in the order written. */
export function choicesReader(field: Field, organizations: OrganizationNames[], given?: ValueCodes): (cell: Cell) => Reading {
  const partsOf = partsReader(field, organizations, given)!;
  const order = field.codes?.map(({ value }) => value);
  return (cell) => {
    const parts = partsOf(textOf(cell));
    const unknown = parts.find(({ code }) => code === null);
    if (unknown || !parts.length) return unknownChoice(field, unknown?.text ?? textOf(cell).trim(), organizations);
    const values = new Set(parts.map(({ code }) => code!));
    return { value: order ? order.filter((value) => values.has(value)) : [...values] };
  };
}

const unknownChoice = (field: Field, found: string, organizations: OrganizationNames[]): Reading =>
  field.codes ? unknownCode(field, found) : unknownOrganization(field, found, organizations);

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
