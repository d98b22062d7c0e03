import { z } from 'zod';
import { answerNamed, bilingual, integer } from '../http/answers.js';
import { KIND_NAMES } from '../registry/field.js';

/** One way to read two numbers as a place. */
const foundPlace = z.object({
  system: z.string().describe('Coordinate system in which the numbers were read'),
  label: bilingual,
  lon: z.number(),
  lat: z.number(),
  unit: z.object({ id: integer, level: z.string(), name: z.string(), parentName: z.string().nullable() }).describe('The smallest unit in force it lies in'),
});
export type FoundPlace = z.infer<typeof foundPlace>;

const foundUnit = z.object({
  id: integer,
  code: z.string(),
  level: z.string(),
  name: z.string(),
  parentName: z.string().nullable(),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]).describe('West, south, east, north'),
});
export type FoundUnit = z.infer<typeof foundUnit>;

const foundRecord = z.object({
  id: integer,
  code: z.string(),
  name: z.string(),
  place: z.string().nullable().describe('Street, address or commune'),
  owner: z.string(),
  ownerName: z.string(),
  status: z.string(),
  lon: z.number(),
  lat: z.number(),
});
export type FoundRecord = z.infer<typeof foundRecord>;

/** What a text may mean. */
export const found = answerNamed(
  'Found',
  z.object({
    q: z.string().describe('What was looked for: other than asked when a word was put right'),
    corrected: z.boolean(),
    places: z.array(foundPlace).describe('The text as a place, every way it can be read'),
    outside: z.boolean().describe('It can be read as a place, but none inside the province'),
    units: z.array(foundUnit),
    records: z.array(z.object({ kind: z.enum(KIND_NAMES), items: z.array(foundRecord) })).describe('Kinds in which something was found, the best first'),
  }),
);
export type Found = z.infer<typeof found>;
