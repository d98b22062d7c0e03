import type { ApiOperationOptions } from '@nestjs/swagger';
import { z } from 'zod';
import { SYSTEM_CODE, type SystemCode } from '../geo/systems.js';
import { text } from '../http/text.js';
import { KIND_NAMES } from '../registry/field.js';

/** "EPSG:5897", "epsg:5897" or "5897". */
export const systemCode = z
  .union([z.string(), z.number()])
  .transform((code) => {
    const given = String(code).trim().toUpperCase();
    return /^\d+$/.test(given) ? `EPSG:${given}` : given;
  })
  .refine((code): code is SystemCode => SYSTEM_CODE.test(code), {
    message: 'Nhập mã hệ tọa độ, ví dụ EPSG:5897 | Enter the code of a coordinate system, such as EPSG:5897',
  });

/** A list of ids; in a form, where everything is text, as JSON or with commas between. */
const unitIds = z.preprocess(
  (given) =>
    typeof given === 'string'
      ? given
          .replace(/^\s*\[|\]\s*$/g, '')
          .split(',')
          .filter((part) => part.trim() !== '')
      : given,
  z.array(z.coerce.number().int().positive()).max(500),
);

/** How a file is to be read, as far as the sender says. */
export const readingFields = z.strictObject({
  crs: systemCode.optional(),
  /** Which comes first: the easting or longitude ('xy'), or the northing or latitude. */
  order: z.enum(['xy', 'yx']).optional(),
  sheet: text().max(200).optional(),
  /** Units for which the file is the owner's complete list. */
  complete: unitIds
    .optional()
    .describe('Ids of units (GET /units) of which this is the complete list: what is registered there and not in it is proposed as removed'),
});

/** What is said about a file or a list of records when it is sent in. */
export const incomingFields = readingFields.extend({
  /** Absent: recognised by the headers. */
  kind: z.enum(KIND_NAMES).optional(),
  onBehalfOf: text().max(100).optional(),
  note: text().trim().max(5000).optional(),
});

export const incomingItems = incomingFields.extend({
  items: z.array(z.record(z.string(), z.unknown())).min(1).max(100_000),
  /** Typed into a form field by field: there is nothing to find out about how to read it. */
  byForm: z.boolean().optional(),
});
export const incomingUpload = incomingFields.extend({ upload: z.uuid() });

const asSchema = (schema: z.ZodType): object => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', target: 'openapi-3.0' });
const { properties: fields } = asSchema(incomingFields) as { properties: object };

/** The bodies that make a submission, for the API's description. */
export const INCOMING: ApiOperationOptions['requestBody'] = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' }, ...fields } },
    },
    'application/json': { schema: { anyOf: [asSchema(incomingItems), asSchema(incomingUpload)] } },
  },
};

/** What was chosen by hand about reading a file; all else is guessed. */
export const readingSettings = readingFields.extend({
  complete: unitIds.nullable().optional(),
  /** Header -> field name, part of a place, or null to leave it aside. */
  columns: z.record(text().max(500), text().max(100).nullable()).optional(),
  /** Field -> text in the file -> code. */
  values: z.record(text().max(100), z.record(text().max(500), text().max(100))).optional(),
});
export type ReadingSettings = z.infer<typeof readingSettings>;

export const readAgain = readingSettings.extend({ remember: z.boolean().default(false) });
