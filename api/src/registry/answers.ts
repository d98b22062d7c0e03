import { z } from 'zod';
import { answerNamed, bilingual, geoJson, instant, integer, listOf, pageOf } from '../http/answers.js';
import { SEVERITIES } from '../submissions/reading/problem.js';
import { FIELD_TYPES, KIND_NAMES, LONGEST_TEXT, SEEN_BY, UNITS, type Field, type Kind } from './field.js';

/** 'bts-stations' → 'BtsStations'. */
const nameOf = (kind: Kind): string => kind.name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

function valueOf({ type, codes }: Field): z.ZodType {
  const code = codes ? z.enum(codes.map(({ value }) => value)) : z.string();
  switch (type) {
    case 'number':
      return z.number();
    case 'integer':
    case 'year':
      return integer;
    case 'boolean':
      return z.boolean();
    case 'date':
      return z.iso.date();
    case 'codes':
    case 'organizations':
    case 'texts':
      return z.array(code);
    default:
      return code;
  }
}

const described = (field: Field): z.ZodType =>
  valueOf(field)
    .nullable()
    .describe(
      [
        field.label.en,
        field.unit && `(${field.unit})`,
        field.seenBy && field.seenBy !== 'all' && `· null unless you are ${field.seenBy === 'owner' ? 'its owner' : 'one of its parties'} or the authority`,
      ]
        .filter(Boolean)
        .join(' '),
    );

const unit = answerNamed(
  'UnitOfRecord',
  z.object({
    id: integer,
    code: z.string(),
    level: z.string(),
    name: z.string(),
    validFrom: z.iso.date(),
    validTo: z.iso.date().nullable(),
    lengthM: z.number().nullable().describe('How much of a line lies in it'),
  }),
);

/** Every version of a record; the same for all kinds. */
export const historyAnswer = answerNamed(
  'History',
  listOf(
    z.object({
      revision: integer,
      action: z.enum(['create', 'update', 'delete']),
      recordedAt: instant,
      recordedBy: z.string().nullable(),
      reason: z.string().nullable(),
      submissionId: integer.nullable(),
      submission: z.object({ id: integer, sender: z.string(), message: z.string().nullable(), fixed: z.boolean() }).nullable(),
      byAuthority: z.boolean(),
      geometry: geoJson,
      movedM: z.number().nullable(),
      changes: z.array(z.object({ field: z.string(), label: bilingual, before: z.unknown(), after: z.unknown() })),
    }),
  ),
);

/** What the routes that read one kind answer: a page, a record. To be made once for each kind. */
export function recordAnswers(kind: Kind) {
  const name = nameOf(kind);
  const record = z.object({
    id: integer,
    revision: integer,
    sample: z.boolean(),
    source: z.string().nullable(),
    updatedAt: instant,
    geometry: geoJson,
    ...Object.fromEntries(kind.fields.map((field) => [field.name, described(field)])),
  });
  const listed = answerNamed(`${name}Record`, record);
  return { page: answerNamed(`${name}Page`, pageOf(listed)), record: answerNamed(`${name}RecordWithUnits`, record.extend({ units: z.array(unit) })) };
}

const kindField = z.object({
  name: z.string(),
  label: bilingual,
  type: z.enum(FIELD_TYPES),
  codes: z.array(z.object({ value: z.string(), label: bilingual, synonyms: z.array(z.string()).optional() })).optional(),
  unit: z.enum(UNITS).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  longest: integer.optional().describe(`Characters a text may have; absent: ${LONGEST_TEXT}`),
  required: z.boolean(),
  authorityOnly: z.boolean(),
  seenBy: z.enum(SEEN_BY).optional(),
  computed: z.boolean().describe('Calculated when read, never sent in'),
});
export const kinds = answerNamed(
  'Kinds',
  z.object({
    items: z.array(
      z.object({
        name: z.enum(KIND_NAMES),
        label: bilingual,
        geometry: z.array(z.string()).describe('Types of geometry; `GeometryCollection` is that of the records it covers, and never sent in'),
        codeField: z.string(),
        nameField: z.string(),
        ownerField: z.string(),
        retired: z.object({ status: z.string(), dateField: z.string().optional() }).describe('What a record becomes when it comes to its end'),
        sections: z.array(z.object({ label: bilingual, fields: z.array(z.string()) })),
        fields: z.array(kindField),
      }),
    ),
    rules: z.array(z.object({ id: z.string(), severity: z.enum(SEVERITIES), title: bilingual })),
  }),
);

export const neighbour = z.object({
  kind: z.enum(KIND_NAMES),
  id: integer,
  code: z.string(),
  name: z.string(),
  owner: z.string(),
  status: z.string(),
  distanceM: z.number(),
  shareable: z.boolean().nullable().describe('Of a station'),
  geometry: geoJson,
});
export type Neighbour = z.infer<typeof neighbour>;
export const recordNeighbours = answerNamed('RecordNeighbours', listOf(neighbour));
