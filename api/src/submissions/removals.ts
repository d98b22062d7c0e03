import { raw, rows, sql, type Runner, type Sql } from '../database/sql.js';
import { columnOf, type Kind } from '../registry/field.js';

/**
 * Where the owner says "this is my complete list for these units", its records there that the file does not name are proposed as removed.
 * Removed means retired: the record stays, with its history and the agreements that point at it, in the status its kind ends in.
 * What was proposed before and still is keeps its number, and with it what an inspector said to it. What was left out by hand is not proposed: neither a
 * record whose row waits outside, nor a removal that was not meant.
 */
export async function proposeRemovals(on: Runner, kind: Kind, submissionId: number, owner: string, units: number[] | null): Promise<void> {
  if (units) await rows(on, removals(kind, submissionId, owner, units));
  else
    for (const table of ['submission_items', 'left_out_items'])
      await rows(on, sql`delete from ${raw(table)} where submission_id = ${submissionId} and row_number < 0`);
}

/** Rows of the file have numbers from 1, so these get numbers below 0. */
function removals(kind: Kind, submissionId: number, owner: string, units: number[]): Sql {
  const { status } = kind.retired;
  const code = raw(`r.${columnOf(kind.codeField)}`);
  return sql`
    with wanted as materialized (
      select r.id, r.revision, ${code} as code, r.geom,
        array(select p.unit_id from placements p join smallest_units u on u.id = p.unit_id where p.record_id = r.id and p.revision = r.revision) as units
      from ${raw(kind.table)} r
      where r.${raw(columnOf(kind.ownerField))} = ${owner} and r.status <> ${status}
        and exists (select 1 from placements p where p.record_id = r.id and p.revision = r.revision and p.unit_id = any(${units}::int[]))
        and not exists (select 1 from submission_items i where i.submission_id = ${submissionId} and i.row_number > 0 and i.code = ${code} and i.owner = ${owner})
        and not exists (select 1 from left_out_items l where l.submission_id = ${submissionId} and l.code = ${code} and l.item ->> 'owner' = ${owner})),
    proposed as materialized (select i.id, i.record_id, i.base_revision, i.row_number from submission_items i where i.submission_id = ${submissionId} and i.row_number < 0),
    gone as (delete from submission_items i using proposed p where i.id = p.id and not exists (select 1 from wanted w where w.id = p.record_id)),
    moved as (
      update submission_items i set base_revision = w.revision, geom = w.geom, units = w.units, revision = i.revision + 1
      from proposed p join wanted w on w.id = p.record_id where i.id = p.id and w.revision <> p.base_revision)
    insert into submission_items (submission_id, row_number, code, owner, change, record_id, base_revision, data, geom, srid, units)
    select ${submissionId}, coalesce((select min(row_number) from (select row_number from proposed union all select row_number from left_out_items
        where submission_id = ${submissionId} and row_number < 0) n), 0) - row_number() over (order by w.id), w.code, ${owner}, 'removed', w.id, w.revision,
      jsonb_build_object(${kind.codeField}::text, w.code, ${kind.ownerField}::text, ${owner}::text, 'status', ${status}::text), w.geom, 4326, w.units
    from wanted w where not exists (select 1 from proposed p where p.record_id = w.id)`;
}
