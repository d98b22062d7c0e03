import { onPlan } from '../access/policy.js';
import { raw, sql, type Sql } from '../database/sql.js';
import { columnOf, fieldOf, type Kind, type KindName } from '../registry/field.js';
import { sqlTypeOf } from '../database/entities.js';

/** One thing that figures and symbols tell records apart by. Few different values, or there would be as many sums as records. */
interface Fact {
  name: string;
  /** SQL over a row `v` of `visibleRecords`. */
  of: string;
  type: string;
}

/** Kinds of which there are too many to be counted when somebody asks. */
export const COUNTED = ['bts-stations', 'cable-segments', 'sharing-agreements'] as const;
export type CountedKind = (typeof COUNTED)[number];
export const isCounted = (kind: KindName): kind is CountedKind => (COUNTED as readonly KindName[]).includes(kind);

/** Fields by name. All are seen by everyone who sees the record, so sums need no hiding. */
const FACT_FIELDS: Record<CountedKind, string[]> = {
  'bts-stations': ['owner', 'status', 'structure', 'technologies', 'shareable', 'conversionPlannedFor', 'zoneKinds', 'shared', 'inspectionOverdue'],
  'cable-segments': ['leadOrganization', 'status', 'method', 'plannedYear', 'overdue'],
  'sharing-agreements': ['host', 'tenants', 'status', 'expired'],
};

/** What follows from a field with too many values of its own. */
const DERIVED: Partial<Record<KindName, Fact[]>> = {
  'bts-stations': [{ name: 'converted', of: `v."convertedOn" is not null`, type: 'boolean' }],
};

/** What no figure asks, but who may see the records. */
const SEEN_BY: Partial<Record<KindName, Fact[]>> = {
  'sharing-agreements': [{ name: 'onPlan', of: onPlan('v').text, type: 'boolean' }],
};

const factFields = (kind: Kind): string[] => (isCounted(kind.name) ? FACT_FIELDS[kind.name] : []);

const factsOf = (kind: Kind): Fact[] => [
  ...factFields(kind).map((name) => ({ name, of: `v."${name}"`, type: sqlTypeOf(fieldOf(kind, name)!) })),
  ...(DERIVED[kind.name] ?? []),
  ...(SEEN_BY[kind.name] ?? []),
];

/** Facts that far-out tiles do not tell apart. */
const NEAR_ONLY: Record<CountedKind, string[]> = {
  'bts-stations': ['shareable', 'conversionPlannedFor', 'zoneKinds', 'converted'],
  'cable-segments': [],
  'sharing-agreements': [],
};

export const nearOnly = (kind: Kind): string[] => (isCounted(kind.name) ? NEAR_ONLY[kind.name] : []);
/** The fields that far-out tiles tell records apart by. */
export const farFields = (kind: Kind): string[] => factFields(kind).filter((name) => !nearOnly(kind).includes(name));
/** The name under which sets without those facts are kept. */
export const farName = (kind: Kind): string => `${kind.name}/far`;

/** A record's facts as one JSON value. */
export const factsJson = (kind: Kind): Sql =>
  raw(
    `jsonb_build_object(${factsOf(kind)
      .map(({ name, of }) => `'${name}', ${of}`)
      .join(', ')})`,
  );

/** The facts in a JSON value `json` of each row of `from` as rows `x`, each fact a column with its name, beside the row's own columns `columns`. */
export const unfolded = (kind: Kind, columns: Sql, from: Sql, json: Sql): Sql => sql`
  (select ${columns}, x.* from ${from}, jsonb_to_record(${json}) as x(${raw(
    factsOf(kind)
      .map(({ name, type }) => `"${name}" ${type}`)
      .join(', '),
  )}))`;

/** Facts that are no fields, over a row `v`, for rows that are counted one by one. */
export const derivedFacts = (kind: Kind): Sql => raw((DERIVED[kind.name] ?? []).map(({ name, of }) => `, ${of} as "${name}"`).join(''));

const factNames = (kind: Kind): string[] => factsOf(kind).map(({ name }) => name);

export const columnNames = (kind: Kind): Sql =>
  raw(
    factNames(kind)
      .map((name) => `x."${name}" as ${columnOf(name)}`)
      .join(', '),
  );
export const apiNames = (kind: Kind): Sql =>
  raw(
    factNames(kind)
      .map((name) => `r.${columnOf(name)} as "${name}"`)
      .join(', '),
  );

/** The part of a segment's length that is done, over a row `v`. */
export const DONE_SHARE = `case when v.status = 'cancelled' then 0 when v."doneLengthM" is not null then coalesce(least(v."doneLengthM" / nullif(v."drawnLengthM", 0), 1), 0)
  when v.status = 'completed' then 1 else 0 end`;
