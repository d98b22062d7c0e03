import { z } from 'zod';
import { readRing, type Ring } from '../geo/ring.js';
import type { Field, Kind } from './field.js';

/** A choice of records of one kind. List, map, status and export all take it, so what is seen is what is exported. */
export interface RecordQuery {
  bbox?: [number, number, number, number];
  /** The corners of an area the records lie in or touch. */
  within?: Ring;
  /** Only what somebody has to do something about, or only the rest. */
  problem?: boolean;
  /** Id of an administrative unit the records lie in. */
  unit?: number;
  /** Values per field, any of which will do. */
  equal: Record<string, (string | number | boolean)[]>;
  min: Record<string, string | number>;
  max: Record<string, string | number>;
  /** Words that all must occur, without case or diacritics. */
  q?: string;
  /** The register as it was at the end of this day. */
  asOf?: string;
  sort?: { field: string; descending: boolean };
  limit?: number;
  cursor?: string;
}

export const isoDate = z.iso.date({ error: 'Ngày phải có dạng năm-tháng-ngày, ví dụ 2020-12-25 | The date must look like 2020-12-25' });

const bbox = z
  .string()
  .transform((text) => text.split(',').map(Number))
  .refine(
    (n) => n.length === 4 && n.every((v, i) => Number.isFinite(v) && Math.abs(v) <= (i % 2 ? 90 : 180)) && n[0]! <= n[2]! && n[1]! <= n[3]!,
    'Khung phải gồm bốn số: kinh độ nhỏ, vĩ độ nhỏ, kinh độ lớn, vĩ độ lớn | The box must be four numbers: least longitude, least latitude, greatest longitude, greatest latitude',
  )
  .transform((n) => n as [number, number, number, number]);

const within = z.string().transform((text, context) => {
  const ring = readRing(text);
  if (!('vi' in ring)) return ring;
  context.addIssue(`${ring.vi} | ${ring.en}`);
  return z.NEVER;
});

const wholeNumber = (min: number, max: number): z.ZodType<number> => z.coerce.number().int().min(min).max(max);

/** "a,b" or a repeated parameter. */
const list = (item: z.ZodType<string | number | boolean, string>) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((value) => (Array.isArray(value) ? value : value.split(',')).map((part) => part.trim()).filter((part) => part !== ''))
    .pipe(z.array(item).max(200));

const number = z.string().transform(Number).refine(Number.isFinite, 'Giá trị phải là số | The value must be a number');

function valueOf(field: Field): z.ZodType<string | number | boolean, string> {
  if (field.codes) return z.enum(field.codes.map((code) => code.value));
  if (field.type === 'number' || field.type === 'integer' || field.type === 'year') return number;
  if (field.type === 'boolean') return z.enum(['true', 'false']).transform((value) => value === 'true');
  if (field.type === 'date') return isoDate;
  return z.string().max(500);
}

const isOrdered = (field: Field): boolean => ['number', 'integer', 'year', 'date'].includes(field.type);

const fieldParameters = (field: Field): [string, z.ZodType][] => [
  [field.name, list(valueOf(field)).optional()],
  ...(isOrdered(field)
    ? ([
        [`${field.name}.min`, valueOf(field).optional()],
        [`${field.name}.max`, valueOf(field).optional()],
      ] as [string, z.ZodType][])
    : []),
];

/** A common word for the field that names a record's owner: `owner=viettel` works for every kind. */
const ownerParameter = (kind: Kind): Record<string, z.ZodType> => (kind.ownerField === 'owner' ? {} : { owner: list(z.string().max(500)).optional() });

export const MAX_PAGE = 10_000;

/** Parameters that mean the same for every kind. */
const COMMON_PARAMETERS = {
  bbox: bbox.optional(),
  within: within.optional(),
  problem: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
  unit: wholeNumber(1, 2 ** 31 - 1).optional(),
  asOf: isoDate.optional(),
  q: z.string().max(200).optional(),
};

/** Those that choose among all kinds at once. */
const { bbox: boxParameter, within: ringParameter, asOf: dayParameter, q: textParameter } = COMMON_PARAMETERS;
export const sharedParameters = {
  bbox: boxParameter,
  within: ringParameter,
  asOf: dayParameter,
  q: textParameter,
  owner: list(z.string().max(500)).optional(),
};

/** Query parameters of a kind: the common ones and each of its fields by name. Unknown parameters are refused, since a misspelt filter would show too much. */
export const recordQueryParameters = (kind: Kind) =>
  z.strictObject({
    ...COMMON_PARAMETERS,
    sort: z.enum(kind.fields.filter((f) => !f.type.endsWith('s')).flatMap((f) => [f.name, `-${f.name}`])).optional(),
    limit: wholeNumber(1, MAX_PAGE).optional(),
    cursor: z.string().max(1000).optional(),
    ...ownerParameter(kind),
    ...Object.fromEntries(kind.fields.flatMap(fieldParameters)),
  });

/** From checked parameters to the query. */
export function recordQueryFrom(kind: Kind, parameters: Record<string, unknown>): RecordQuery {
  const { bbox, within, problem, unit, asOf, q, sort, limit, cursor, owner, ...rest } = parameters as Record<string, never>;
  const query: RecordQuery = { bbox, within, problem, unit, asOf, limit, cursor, equal: {}, min: {}, max: {} };
  if (typeof q === 'string' && String(q).trim()) query.q = String(q).trim();
  if (sort) query.sort = { field: String(sort).replace('-', ''), descending: String(sort).startsWith('-') };
  if (owner) query.equal[kind.ownerField] = owner;
  for (const [name, value] of Object.entries(rest)) {
    if (value === undefined) continue;
    const [field, bound] = name.split('.') as [string, 'min' | 'max' | undefined];
    if (bound) query[bound][field] = value;
    else query.equal[field] = value;
  }
  return query;
}
