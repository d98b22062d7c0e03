import { z } from 'zod';
import { answerNamed, integer } from '../http/answers.js';
import { NEAREST_KINDS } from './nearest.sql.js';

const nearRecord = z.object({
  id: integer,
  code: z.string(),
  name: z.string(),
  owner: z.string(),
  distanceM: z.number().describe('On the ellipsoid'),
  lon: z.number().describe('Of its place nearest to the point asked for'),
  lat: z.number(),
  heightM: z.number().nullable().describe('Of a mast'),
  shared: z.boolean().nullable(),
  ductCount: integer.nullable(),
  freeDucts: integer.nullable(),
});
/** A record near a place. */
export type NearRecord = z.infer<typeof nearRecord>;

/** What the route about the nearest records answers. */
export const nearest = answerNamed(
  'Nearest',
  z.object({ lon: z.number(), lat: z.number(), records: z.array(z.object({ kind: z.enum(NEAREST_KINDS), items: z.array(nearRecord) })) }),
);
