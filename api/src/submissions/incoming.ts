import { z } from 'zod';
import { SYSTEM_CODES } from '../geo/systems.js';
import { KIND_NAMES } from '../registry/field.js';

/** What is said about a file or a list of records when it is sent in. */
export const incomingFields = z.strictObject({
  kind: z.enum(KIND_NAMES),
  crs: z.enum(SYSTEM_CODES).optional(),
  onBehalfOf: z.string().max(100).optional(),
  note: z.string().trim().max(5000).optional(),
});

export const incomingItems = incomingFields.extend({ items: z.array(z.record(z.string(), z.unknown())).min(1).max(100_000) });
