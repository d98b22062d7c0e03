import { visibleField, visibleRow } from '../access/policy.js';
import type { Viewer } from '../access/viewer.js';
import { join, raw, sql, type Sql } from '../database/sql.js';
import { columnOf, storedFields, type ComputedContext, type Field, type Kind, type KindName } from './field.js';
import { TODAY } from './today.js';
import { kindNamed } from './kinds.js';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The end of a day in Vietnam, as SQL. The date was checked at the door; it is checked again because it is written into the text. */
export function endOf(day: string): string {
  if (!DATE.test(day)) throw new Error(`not a date: ${day}`);
  return `((date '${day}' + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh')`;
}

/** SQL text of a kind's rows as the tables hold them, now or at the end of a day, from the versions the triggers keep. */
export function sourceOf(kindName: KindName, asOf?: string): string {
  const kind = kindNamed(kindName);
  return asOf ? `(${armsOn(kind, asOf).join(' union all ')})` : kind.table;
}

/** The rows of a day, for which more holds: of past versions `v` with their rows `p`, and of the current ones `r`. */
export function versionsOn(kind: Kind, day: string, past: Sql, current: Sql): Sql {
  const [then, now] = armsOn(kind, day);
  return sql`(${raw(then)} and ${past} union all ${raw(now)} and ${current})`;
}

function armsOn(kind: Kind, day: string): [past: string, current: string] {
  const end = endOf(day);
  return arms(kind, '', '', `v.valid_from < ${end} and v.valid_to >= ${end}`, `r.updated_at < ${end}`);
}

/**
 * SQL text of versions of a kind as rows of its table: those of the past, and the current ones, which are read where they stand.
 * @param past what more of a past version `v`, @param current the same of a record `r`, as further columns
 */
export const versionRows = (kind: Kind, past: string, current: string): string => arms(kind, past, current, 'true', 'true').join(' union all ');

function arms(kind: Kind, past: string, current: string, pastWhere: string, currentWhere: string): [past: string, current: string] {
  const columns = ['id', 'revision', 'sample', 'source', 'updated_at', ...storedFields(kind).map((field) => columnOf(field.name))];
  const of = (alias: string): string => columns.map((column) => `${alias}.${column}`).join(', ');
  return [
    `select ${of('p')}, v.geom${past} from past_versions v, jsonb_populate_record(null::${kind.table}, v.data) p
      where v.kind = '${kind.name}' and v.action <> 'delete' and ${pastWhere}`,
    `select ${of('r')}, r.geom${current} from ${kind.table} r where ${currentWhere}`,
  ];
}

/** What computed fields lean on, now or on a day. */
export const contextOf = (asOf?: string): ComputedContext => ({
  source: (kindName) => sourceOf(kindName, asOf),
  today: asOf ? `date '${asOf}'` : TODAY,
});

function fieldSql(viewer: Viewer, kind: Kind, field: Field, context: ComputedContext): Sql {
  const value = raw(field.computed ? field.computed(context) : `r.${columnOf(field.name)}`);
  const allowed = visibleField(viewer, kind, field);
  const shown = allowed.text === 'true' ? value : sql`case when ${allowed} then ${value} end`;
  return sql`${shown} as ${raw(`"${field.name}"`)}`;
}

/**
 * The rows of a kind that a user may see, with API field names, hidden values blank; for use as `from (…) v`.
 * Filters stand outside it, so nobody can search by a value they may not read.
 */
export function visibleRecords(kind: Kind, viewer: Viewer, asOf?: string, from: Sql = raw(sourceOf(kind.name, asOf))): Sql {
  const context = contextOf(asOf);
  const fields = join(
    kind.fields.map((field) => fieldSql(viewer, kind, field, context)),
    ', ',
  );
  return sql`select r.id, r.revision, r.sample, r.source, r.updated_at as "updatedAt", ${fields}, r.geom
    from ${from} r where ${visibleRow(viewer, kind)}`;
}
