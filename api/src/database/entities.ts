import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { columnOf, storedFields, type Field, type FieldType, type Kind } from '../registry/field.js';
import { KINDS } from '../registry/kinds.js';

const SQL_TYPES: Record<FieldType, EntitySchemaColumnOptions> = {
  text: { type: 'text' },
  number: { type: 'double precision' },
  integer: { type: 'integer' },
  year: { type: 'integer' },
  boolean: { type: 'boolean' },
  date: { type: 'date' },
  code: { type: 'text' },
  codes: { type: 'text', array: true },
  organization: { type: 'text' },
  organizations: { type: 'text', array: true },
  texts: { type: 'text', array: true },
};

/** The SQL type of a field's column, as a cast needs it. */
export const sqlTypeOf = (field: Field): string => `${SQL_TYPES[field.type].type as string}${SQL_TYPES[field.type].array ? '[]' : ''}`;

export const Organization = new EntitySchema({
  name: 'Organization',
  tableName: 'organizations',
  columns: {
    code: { type: 'text', primary: true, primaryKeyConstraintName: 'organizations_pkey' },
    name: { type: 'text' },
    short_name: { type: 'text' },
    sector: { type: 'text' },
    synonyms: { type: 'text', array: true, default: () => "'{}'" },
  },
  checks: [{ name: 'organizations_sector_known', expression: `sector in ('telecom', 'tower', 'cable_tv', 'postal')` }],
});

const instant: EntitySchemaColumnOptions = { type: 'timestamp with time zone', default: () => 'now()' };

const common = (kind: Kind): Record<string, EntitySchemaColumnOptions> => ({
  id: { type: 'bigint', primary: true, primaryKeyConstraintName: `${kind.table}_pkey`, default: () => `nextval('record_id_seq')` },
  revision: { type: 'integer', default: 1 },
  sample: { type: 'boolean', default: false },
  source: { type: 'text', nullable: true },
  created_at: instant,
  updated_at: { ...instant, default: () => 'registry_recorded_at()' },
  // Who made the version that stands here; see `record_versions`.
  recorded_by: { type: 'integer', nullable: true, default: () => 'registry_user()' },
  submission_id: { type: 'bigint', nullable: true, default: () => 'registry_submission()' },
  reason: { type: 'text', nullable: true, default: () => 'registry_reason()' },
  geom: { type: 'geometry', spatialFeatureType: kind.geometry.length === 1 ? kind.geometry[0] : 'Geometry', srid: 4326 },
});

const fieldColumn = (field: Field): EntitySchemaColumnOptions => ({
  ...SQL_TYPES[field.type],
  nullable: !field.required,
});

/** A kind's table, made from its fields, so that fields and migrations cannot drift apart unseen. */
const recordEntity = (kind: Kind): EntitySchema =>
  new EntitySchema({
    name: kind.name,
    tableName: kind.table,
    columns: {
      ...common(kind),
      ...Object.fromEntries(storedFields(kind).map((field) => [columnOf(field.name), fieldColumn(field)])),
    },
    uniques: [{ name: kind.constraints.identity, columns: [columnOf(kind.ownerField), columnOf(kind.codeField)] }],
    indices: [
      { name: `${kind.table}_geom_idx`, columns: ['geom'], spatial: true },
      { name: `${kind.table}_code_key_idx`, columns: ['geom'], synchronize: false },
      ...(kind.name === 'bts-stations' ? [{ name: 'bts_stations_inspection_idx', columns: ['geom'], synchronize: false }] : []),
    ],
    checks: [
      ...storedFields(kind)
        .filter((field) => field.type === 'code')
        .map((field) => ({ name: `${kind.table}_${columnOf(field.name)}_known`, expression: columnOf(field.name) })),
      ...kind.constraints.checks.map((name) => ({ name, expression: name })),
    ],
  });

export const ENTITIES = [Organization, ...KINDS.map(recordEntity)];
