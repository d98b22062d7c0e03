import { z } from 'zod';
import { answerNamed, bilingual, geoJson, instant, integer, listOf } from '../http/answers.js';
import { KIND_NAMES } from '../registry/field.js';
import { LEVELS } from './units.service.js';

const level = z.enum(LEVELS);

const feature = (properties: z.ZodType) => z.object({ type: z.literal('Feature'), id: integer, properties, geometry: geoJson });
const collectionOf = (item: z.ZodType) => z.object({ type: z.literal('FeatureCollection'), features: z.array(item) });

const unitFeature = feature(
  z.object({
    id: integer,
    code: z.string(),
    level,
    name: z.string(),
    shortName: z.string().describe('Without what kind of unit it is'),
    kind: z.string(),
    parentId: integer.nullable(),
    parentName: z.string().nullable(),
    validFrom: z.iso.date(),
    validTo: z.iso.date().nullable(),
    inForce: z.boolean().describe('On the day asked for'),
    areaKm2: z.number(),
    source: z.string(),
    labelPoint: z.tuple([z.number(), z.number()]).describe('Where a name has most room, longitude and latitude'),
  }),
);

/** Boundaries of a level on a day. */
export const unitCollection = answerNamed('Units', collectionOf(unitFeature));

const namedUnit = z.object({ id: integer, name: z.string(), level, validFrom: z.iso.date(), validTo: z.iso.date().nullable() });
/** One unit with what it belongs to, its parts, what was before it and what came after. */
export const unitAlone = answerNamed(
  'Unit',
  unitFeature.extend({ parents: z.array(namedUnit), children: z.array(namedUnit), before: z.array(namedUnit), after: z.array(namedUnit) }),
);

const sender = z.object({
  code: z.string(),
  name: z.string(),
  decidedAt: instant.nullable().describe('Null: nothing of this sender has been decided for the unit'),
  kind: z.enum(KIND_NAMES).nullable(),
  records: integer.describe('Of that package, those in the unit'),
  submissionId: integer.nullable(),
});
export type Sender = z.infer<typeof sender>;
export const senders = answerNamed('Senders', listOf(sender));

/** Urban and tourist zones. */
export const zoneCollection = answerNamed(
  'Zones',
  collectionOf(
    feature(
      z.object({
        id: integer,
        code: z.string(),
        name: z.string(),
        zoneKind: z.string(),
        approximate: z.boolean(),
        sample: z.boolean(),
        source: z.string(),
      }),
    ),
  ),
);

/** What is known of units besides their records. */
export const facts = answerNamed(
  'Facts',
  listOf(
    z.object({
      unitId: integer,
      unitCode: z.string(),
      unitName: z.string(),
      level,
      indicator: z.string(),
      value: z.number(),
      text: bilingual.nullable(),
      date: z.iso.date(),
      source: bilingual,
      sample: z.boolean(),
    }),
  ),
);
