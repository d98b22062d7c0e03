import { Problem } from '../http/problem.js';
import { fieldOf, type Kind } from '../registry/field.js';
import type { ReadingSettings } from './incoming.js';
import { spellingOf } from './reading/choices.js';
import type { ValueText } from './reading/value-texts.js';

const PLACES = ['x', 'y', 'lon', 'lat', 'both', 'wkt'];

/** @throws Problem 422 for a field the kind does not have, or a column used twice. */
export function checkSettings(kind: Kind, { columns = {}, values = {} }: ReadingSettings): void {
  const uses = Object.values(columns).filter((use) => use !== null);
  for (const use of uses) if (!PLACES.includes(use)) requireField(kind, use);
  for (const field of Object.keys(values)) requireField(kind, field);
  const twice = uses.find((use, index) => uses.indexOf(use) !== index);
  if (twice === undefined) return;
  const headers = Object.entries(columns).flatMap(([header, use]) => (use === twice ? [`“${header}”`] : []));
  throw new Problem(422, 'used-twice', {
    vi: `Các cột ${headers.join(', ')} cùng được chọn cho một trường. Mỗi trường chỉ lấy từ một cột.`,
    en: `The columns ${headers.join(', ')} are chosen for the same field. A field is taken from one column only.`,
  });
}

/** @throws Problem 422 for a column that the sheet read last does not have; what was chosen for another sheet of the file stays chosen */
export function requireColumns(known: { header: string }[], { columns: before = {} }: ReadingSettings, { columns = {} }: ReadingSettings): void {
  const headers = known.map(({ header }) => header);
  const unknown = Object.keys(columns).find((header) => !headers.includes(header) && !(header in before));
  if (unknown === undefined || !headers.length) return;
  const all = headers.map((header) => `“${header}”`).join(', ');
  throw new Problem(422, 'no-such-column', {
    vi: `Tệp không có cột “${unknown}”. Các cột của tệp: ${all}.`,
    en: `The file has no column “${unknown}”. Its columns are: ${all}.`,
  });
}

function requireField(kind: Kind, name: string): void {
  const field = fieldOf(kind, name);
  if (field && !field.computed) return;
  throw new Problem(422, 'no-such-field', {
    vi: `${kind.label.vi} không có trường “${name}”. Chọn một trường trong danh sách.`,
    en: `There is no field “${name}” in ${kind.label.en}. Choose one from the list.`,
  });
}

type Values = ReadingSettings['values'];

/** Whether a text of the file is understood as was said for an earlier file, and not for this one. */
export function isRemembered({ field, text }: ValueText, before: Values = {}, chosen: Values = {}): boolean {
  const says = (values: Values = {}): boolean => Object.keys(values[field] ?? {}).some((one) => spellingOf(one) === spellingOf(text));
  return says(before) && !says(chosen);
}

/** Later choices stand above earlier ones, text by text. */
export function mergedValues(before: Values = {}, chosen: Values = {}): NonNullable<Values> {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(chosen)])];
  return Object.fromEntries(fields.map((field) => [field, { ...before[field], ...chosen[field] }]));
}
