import type { Field, Kind } from '../api-types';
import { languageNow } from '../text';
import { formatDate } from '../text/format';

/** What stands in an input. Numbers and dates are text as typed: the server reads them as it reads a file. */
export type Typed = string | string[] | boolean | null;
export type TypedValues = Record<string, Typed>;

const isBlank = (typed: Typed | undefined): boolean =>
  typed === null || typed === undefined || (typeof typed === 'string' && typed.trim() === '') || (Array.isArray(typed) && typed.length === 0);

export const sameTyped = (a: Typed | undefined, b: Typed | undefined): boolean =>
  isBlank(a) || isBlank(b) ? isBlank(a) && isBlank(b) : JSON.stringify(a) === JSON.stringify(b);

/** A value of the register, written as its reader would type it. */
export function typedOf(field: Field, value: unknown): Typed {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map(String);
  if (typeof value === 'boolean') return value;
  if (field.type === 'date') return formatDate(String(value));
  if (typeof value === 'number') return languageNow() === 'vi' ? String(value).replace('.', ',') : String(value);
  return String(value);
}

export const allTyped = (kind: Kind, values: Record<string, unknown>): TypedValues =>
  Object.fromEntries(kind.fields.filter((field) => !field.computed && field.name in values).map((field) => [field.name, typedOf(field, values[field.name])]));

/** What goes to the server: blank is nothing. */
export const toSend = (typed: Typed | undefined): unknown => (isBlank(typed) ? null : typed);

/** Fields whose input differs between two states of a form. */
export const differing = (now: TypedValues, then: TypedValues): string[] =>
  [...new Set([...Object.keys(now), ...Object.keys(then)])].filter((name) => !sameTyped(now[name], then[name]));
