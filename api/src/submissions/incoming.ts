import { z } from 'zod';
import { SYSTEM_CODES } from '../geo/systems.js';
import { KIND_NAMES } from '../registry/field.js';

const unitIds = z
  .union([z.array(z.coerce.number().int().positive()), z.string().transform((text) => text.split(',').map(Number))])
  .pipe(z.array(z.number().int().positive()).min(1).max(500));

/** How the file is to be read, where the sender says so. */
const readingFields = {
  crs: z.enum(SYSTEM_CODES).optional(),
  order: z.enum(['xy', 'yx']).optional(),
  sheet: z.string().max(200).optional(),
};

/** What is said about a file or a list of records when it is sent in. */
export const incomingFields = z.strictObject({
  /** Absent: recognised by the headers. */
  kind: z.enum(KIND_NAMES).optional(),
  ...readingFields,
  /** Units for which this is the owner's complete list. */
  complete: unitIds.optional(),
  onBehalfOf: z.string().max(100).optional(),
  note: z.string().trim().max(5000).optional(),
});

export const incomingItems = incomingFields.extend({ items: z.array(z.record(z.string(), z.unknown())).min(1).max(100_000) });
export const incomingUpload = incomingFields.extend({ upload: z.uuid() });

const COORDINATE_USES = ['x', 'y', 'lon', 'lat', 'both', 'wkt'] as const;
export type ByHandUse = string | (typeof COORDINATE_USES)[number] | null;

/** What was chosen by hand about reading a file; all else is guessed. */
export const readingSettings = z.strictObject({
  ...readingFields,
  /** Header -> field name, part of a place, or null to leave it aside. */
  columns: z.record(z.string().max(500), z.string().max(100).nullable()).optional(),
  /** Field -> text in the file -> code. */
  values: z.record(z.string().max(100), z.record(z.string().max(500), z.string().max(100))).optional(),
  complete: unitIds.nullable().optional(),
});
export type ReadingSettings = z.infer<typeof readingSettings>;

export const readAgain = readingSettings.extend({ remember: z.boolean().default(false) });
