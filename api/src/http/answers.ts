import { ApiResponse, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** Schemas of answers by their names in the API's description. */
const named = z.registry<{ id: string }>();
const path = (name: string): string => `#/components/schemas/${name}`;

/** Gives a schema a name, under which the description holds it and others refer to it. */
export function answerNamed<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  named.add(schema, { id });
  return schema;
}

/** What a route answers; tests hold every answer they get against it. */
export const Answers = (schema: z.ZodType, status = 200, description = ''): MethodDecorator =>
  ApiResponse({ status, description, content: { 'application/json': { schema: { $ref: path(named.get(schema)!.id) } } } });

/** What a route answers that gives GeoJSON. */
export const AnswersGeoJson = (schema: z.ZodType): MethodDecorator =>
  ApiResponse({ status: 200, content: { 'application/geo+json': { schema: { $ref: path(named.get(schema)!.id) } } } });

/** What a route answers that gives a file. */
export const AnswersFile = (type: string, description = ''): MethodDecorator =>
  ApiResponse({ status: 200, description, content: { [type]: { schema: { type: 'string', format: 'binary' } } } });

/** All named schemas, as OpenAPI 3.0 has them. What is not said may be added later. */
export function answerSchemas(): Schemas {
  const { schemas } = z.toJSONSchema(named, {
    uri: path,
    target: 'openapi-3.0',
    io: 'output',
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      // Every whole number here is one that JavaScript holds.
      if (jsonSchema.type === 'integer' && jsonSchema.maximum === Number.MAX_SAFE_INTEGER) {
        delete jsonSchema.minimum;
        delete jsonSchema.maximum;
      }
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
    },
  });
  // OpenAPI 3.0 knows no such word.
  for (const schema of Object.values(schemas)) delete schema.$id;
  return schemas as Schemas;
}

/** A page of a list; `total` comes with the first. */
export const pageOf = (item: z.ZodType) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable().describe('The `cursor` of the next page; null after the last'),
    total: integer.optional().describe('With the first page only'),
  });

export const listOf = (item: z.ZodType) => z.object({ items: z.array(item) });

export const integer = z.number().int();
export const instant = z.iso.datetime({ offset: true });
export const bilingual = answerNamed('Text', z.object({ vi: z.string(), en: z.string() }));
export const geoJson = answerNamed(
  'Geometry',
  z
    .object({ type: z.string(), coordinates: z.array(z.unknown()).optional(), geometries: z.array(z.unknown()).optional() })
    .describe('GeoJSON, longitude and latitude of WGS 84'),
);
/** Values by field name, each in the type of its field. */
export const fieldValues = z.record(z.string(), z.unknown());
