import type { Cell } from '../../formats/format.js';
import { isObject } from '../../formats/json-text.js';
import { LONGEST_TEXT, type Field, type Text } from '../../registry/field.js';
import { booleanReader, choiceReader, choicesReader } from './choices.js';
import type { ValueCodes } from './choices.js';
import { dateReader } from './dates.js';
import { emptiness } from './fillers.js';
import { numberReader } from './numbers.js';
import type { OrganizationNames } from './organizations.js';
import { isEmpty, quote, textOf } from './words.js';

export type ValueRule = 'DAT-02' | 'DAT-03' | 'DAT-04' | 'BTS-01';

/** A cell's value in the type of its field (null: blank), or the rule it breaks. */
export type Reading = { value: unknown } | { rule: ValueRule; message: Text };

type FilledCell = Exclude<Cell, null>;

const BLANK: Reading = { value: null };

/** Builds, once for a column, the function that reads its cells. @param given texts of the column whose code was said by hand or for an earlier file. */
export function valueReader(field: Field, organizations: OrganizationNames[], given?: ValueCodes): (cell: Cell) => Reading {
  const read = filledReader(field, organizations, given);
  return (cell) => (isEmpty(cell) ? BLANK : read(cell as FilledCell));
}

function filledReader(field: Field, organizations: OrganizationNames[], given?: ValueCodes): (cell: FilledCell) => Reading {
  if (field.type === 'text')
    return withinLength(
      field,
      unlessEmpty(field, (text) => text),
    );
  if (field.type === 'texts') return unlessEmpty(field, textsIn);
  return remembering(elseEmpty(field, typedReader(field, organizations, given)));
}

function typedReader(field: Field, organizations: OrganizationNames[], given?: ValueCodes): (cell: FilledCell) => Reading {
  switch (field.type) {
    case 'date':
      return dateReader(field);
    case 'boolean':
      return booleanReader(field);
    case 'code':
    case 'organization':
      return choiceReader(field, organizations, given);
    case 'codes':
    case 'organizations':
      return choicesReader(field, organizations, given);
    default:
      return numberReader(field);
  }
}

/** The same letter may be stored in two ways; files from a Mac hold the other one. */
const DETACHED_MARK = /[\u0300-\u036f]/;

function clean(cell: FilledCell): string {
  const text = textOf(cell).trim();
  return DETACHED_MARK.test(text) ? text.normalize('NFC') : text;
}

/** Any text is a text, so fillers are looked for first. */
function unlessEmpty(field: Field, read: (text: string) => unknown): (cell: FilledCell) => Reading {
  return (cell) => {
    const text = clean(cell);
    if (BRACKET.has(text.charCodeAt(0)) && isNested(text)) return { rule: 'DAT-03', message: nested(field, quote(text)) };
    return emptyReading(field, text) ?? { value: read(text) };
  };
}

const BRACKET = new Set([...'{['].map((sign) => sign.charCodeAt(0)));

/** Names between brackets are names; an object of a program, or a list of them, is not. */
function isNested(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.some(isObject) : isObject(value);
  } catch {
    return false;
  }
}

const nested = ({ label }: Field, found: string): Text => ({
  vi: `${label.vi} ${found} là dữ liệu nhiều lớp. Chỉ ghi chữ, không đặt đối tượng JSON vào đây.`,
  en: `${label.en} ${found} is a nested value. Give plain text, not a JSON object.`,
});

function withinLength(field: Field, read: (cell: FilledCell) => Reading): (cell: FilledCell) => Reading {
  const { longest = LONGEST_TEXT } = field;
  return (cell) => {
    const reading = read(cell);
    if (!('value' in reading) || typeof reading.value !== 'string' || reading.value.length <= longest) return reading;
    return { rule: 'DAT-03', message: tooLong(field, reading.value.length, longest) };
  };
}

const tooLong = ({ label }: Field, length: number, longest: number): Text => ({
  vi: `${label.vi} dài ${length} ký tự, tối đa ${longest}. Rút ngắn lại.`,
  en: `${label.en} has ${length} characters, ${longest} at most. Shorten it.`,
});

function textsIn(text: string): string[] | null {
  const values = new Set(text.split(/[;,\n]/).map((part) => part.trim()));
  values.delete('');
  return values.size ? [...values] : null;
}

/** "x" and "0" mean something in some columns, so fillers are looked for only in what could not be read. */
const elseEmpty =
  (field: Field, read: (cell: FilledCell) => Reading) =>
  (cell: FilledCell): Reading => {
    const reading = read(cell);
    return 'value' in reading || typeof cell !== 'string' ? reading : (emptyReading(field, cell.trim()) ?? reading);
  };

function emptyReading(field: Field, text: string): Reading | null {
  const empty = emptiness(text);
  if (empty === null || reportedAsNumber(field, text)) return null;
  return empty === 'nothing' && !field.required ? BLANK : { rule: 'DAT-04', message: filler(field, quote(text)) };
}

/** A zero in a column of numbers is judged as a number. */
const reportedAsNumber = (field: Field, text: string): boolean => ['number', 'integer', 'year'].includes(field.type) && /^0\D*$/.test(text);

const filler = (field: Field, found: string): Text =>
  field.required
    ? {
        vi: `${field.label.vi} ${found} chỉ là giá trị điền cho có. Nhập giá trị thật.`,
        en: `${field.label.en} ${found} is only a filler. Enter the real value.`,
      }
    : {
        vi: `${field.label.vi} ${found} chỉ là giá trị điền cho có. Nhập giá trị thật hoặc để trống.`,
        en: `${field.label.en} ${found} is only a filler. Enter the real value or leave it blank.`,
      };

const REMEMBERED = 10_000;

/** Columns repeat a few spellings over all rows; each is worked out once. Arrays are shared, so nobody may change them. */
function remembering(read: (cell: FilledCell) => Reading): (cell: FilledCell) => Reading {
  const known = new Map<FilledCell, Reading>();
  let last: FilledCell | undefined;
  let lastReading: Reading | undefined;
  return (cell) => {
    // Many columns say the same in row after row.
    if (cell === last) return lastReading!;
    let reading = known.get(cell);
    if (!reading) {
      reading = read(cell);
      if (known.size < REMEMBERED) known.set(cell, reading);
    }
    last = cell;
    lastReading = reading;
    return reading;
  };
}
