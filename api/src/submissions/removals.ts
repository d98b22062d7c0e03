import { raw, rows, sql, type Runner, type Sql } from '../database/sql.js';
import { columnOf, type Kind } from '../registry/field.js';

/**
 * Where the owner says "this is my complete list for these units", its records there that the file does not name are proposed as removed.
 * Removed means retired: the record stays, with its history and the agreements that point at it, in the status its kind ends in.
 */
export async function proposeRemovals(on: Runner, kind: Kind, submissionId: number, owner: string, units: number[] | null): Promise<void> {
  await rows(on, sql`delete from submission_items where submission_id = ${submissionId} and row_number < 0`);
  if (units) await rows(on, removals(kind, submissionId, owner, units));
}

/** Rows of the file have numbers from 1, so these get numbers below 0. */
function removals(kind: Kind, submissionId: number, owner: string, units: number[]): Sql {
  const { status } = kind.retired;
  const code = raw(`r.${columnOf(kind.codeField)}`);
  return sql`
    insert into submission_items (submission_id, row_number, code, owner, change, record_id, base_revision, data, geom, srid, units)
    select ${submissionId}, -row_number() over (order by r.id), ${code}, ${owner}, 'removed', r.id, r.revision,
      jsonb_build_object(${kind.codeField}::text, ${code}, ${kind.ownerField}::text, ${owner}::text, 'status', ${status}::text), r.geom, 4326,
      array(select p.unit_id from placements p join smallest_units u on u.id = p.unit_id where p.record_id = r.id and p.revision = r.revision)
    from ${raw(kind.table)} r
    where r.${raw(columnOf(kind.ownerField))} = ${owner} and r.status <> ${status}
      and exists (select 1 from placements p where p.record_id = r.id and p.revision = r.revision and p.unit_id = any(${units}::int[]))
      and not exists (select 1 from submission_items i where i.submission_id = ${submissionId} and i.row_number > 0 and i.code = ${code} and i.owner = ${owner})`;
}
