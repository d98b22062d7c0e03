import { sqlTypeOf } from '../database/entities.js';
import { join, raw, rows, sql, type Runner, type Sql } from '../database/sql.js';
import { columnOf, storedFields, type Kind } from '../registry/field.js';

const APPROVED = sql`i.verdict in ('approved', 'approved_with_fixes') and not exists (select 1 from applied_items a where a.item_id = i.id)`;

const quoted = (name: string): string => `"${name}"`;

/** An item's data as columns of the right types. */
const typedData = (kind: Kind): Sql =>
  raw(
    `jsonb_to_record(i.data) as d(${storedFields(kind)
      .map((field) => `${quoted(field.name)} ${sqlTypeOf(field)}`)
      .join(', ')})`,
  );

const columns = (kind: Kind): Sql =>
  raw(
    storedFields(kind)
      .map((field) => columnOf(field.name))
      .join(', '),
  );

const insertNew = (kind: Kind, submissionId: number): Sql => sql`
  insert into ${raw(kind.table)} (${columns(kind)}, geom, sample, source, updated_at, created_at)
  select ${raw(
    storedFields(kind)
      .map((field) => `d.${quoted(field.name)}`)
      .join(', '),
  )}, i.geom, s.sample, s.source, registry_recorded_at(), registry_recorded_at()
  from submission_items i join submissions s on s.id = i.submission_id, ${typedData(kind)}
  where i.submission_id = ${submissionId} and i.change = 'new' and ${APPROVED} order by i.row_number, i.id`;

/** Only fields the file held are written: a file without a column says nothing about it. */
const updateChanged = (kind: Kind, submissionId: number): Sql => sql`
  update ${raw(kind.table)} r set ${join(
    storedFields(kind).map((field) =>
      raw(`${columnOf(field.name)} = case when i.data ? '${field.name}' then d.${quoted(field.name)} else r.${columnOf(field.name)} end`),
    ),
    ', ',
  )}, geom = coalesce(i.geom, r.geom), sample = r.sample and s.sample
  from submission_items i join submissions s on s.id = i.submission_id, ${typedData(kind)}
  where i.submission_id = ${submissionId} and i.change in ('changed', 'removed') and ${APPROVED} and r.id = i.record_id and r.revision = i.base_revision`;

const noteApplied = (kind: Kind, submissionId: number): Sql => sql`
  insert into applied_items (item_id, record_id, revision)
  select i.id, r.id, r.revision
  from submission_items i join ${raw(kind.table)} r on r.${raw(columnOf(kind.ownerField))} = i.owner and r.${raw(columnOf(kind.codeField))} = i.code
  where i.submission_id = ${submissionId} and i.change in ('new', 'changed', 'removed') and ${APPROVED}`;

/** Approved items whose record moved on since they were checked; their records are locked until the transaction ends. */
export async function findConflicts(on: Runner, kind: Kind, submissionId: number): Promise<number[]> {
  await rows(
    on,
    sql`select r.id from ${raw(kind.table)} r join submission_items i on i.record_id = r.id where i.submission_id = ${submissionId} order by r.id for update of r`,
  );
  const found = await rows<{ id: number }>(
    on,
    sql`select i.id from submission_items i left join ${raw(kind.table)} r on r.${raw(columnOf(kind.ownerField))} = i.owner and r.${raw(columnOf(kind.codeField))} = i.code
      where i.submission_id = ${submissionId} and i.change in ('new', 'changed', 'removed') and ${APPROVED} and r.revision is distinct from i.base_revision`,
  );
  return found.map((item) => item.id);
}

/** Who, for which submission and why: read by the history trigger. Local to the transaction. */
export const setAuthor = (on: Runner, userId: number, submissionId: number, reason: string | null, recordedAt?: string): Promise<unknown> =>
  rows(
    on,
    sql`select set_config('registry.user_id', ${String(userId)}, true), set_config('registry.submission_id', ${String(submissionId)}, true),
      set_config('registry.reason', ${reason ?? ''}, true), set_config('registry.recorded_at', ${recordedAt ?? ''}, true)`,
  );

/** Writes the approved items into the register. The only code that writes the four tables; must run inside a transaction. */
export async function applyApproved(on: Runner, kind: Kind, submissionId: number): Promise<void> {
  await rows(on, insertNew(kind, submissionId));
  await rows(on, updateChanged(kind, submissionId));
  await rows(on, noteApplied(kind, submissionId));
}
