import { raw, sql, type Sql } from '../database/sql.js';

/*
 * What is kept with a package, so that lists need not go through its items. Each way reads `items`, all of them once.
 */

const COUNTS = raw(`(
    select jsonb_build_object('total', count(*), 'new', count(*) filter (where change = 'new'), 'changed', count(*) filter (where change = 'changed'),
      'unchanged', count(*) filter (where change = 'unchanged'), 'kept', count(*) filter (where change = 'unchanged' and fixed_by is not null),
      'conflicting', count(*) filter (where change = 'conflicting'),
      'removed', count(*) filter (where change = 'removed'),
      'withErrors', count(*) filter (where severity = 3), 'withWarnings', count(*) filter (where severity = 2),
      'approved', count(*) filter (where verdict in ('approved', 'approved_with_fixes')), 'fixed', count(*) filter (where verdict = 'approved_with_fixes'),
      'returned', count(*) filter (where verdict = 'returned'),
      'rejected', count(*) filter (where verdict = 'rejected'), 'undecided', count(*) filter (where verdict is null and change <> 'unchanged'),
      'clean', count(*) filter (where verdict is null and change in ('new', 'changed', 'removed') and severity < 2))
    from items)`);

// Each item knows the smallest units it lies in; thousands lie in the same few sets of them. One that says nothing of its place lies where its record does.
const DISTRICTS = raw(`coalesce((
      select array_agg(distinct d.id order by d.id) from (
        select u.unit_id from (select distinct units from items) s cross join unnest(s.units) u(unit_id)
        union
        select p.unit_id from (select distinct record_id from items where placeless and record_id is not null) m
        cross join lateral (select a.revision from placements a where a.record_id = m.record_id order by a.revision desc limit 1) l
        join placements p on p.record_id = m.record_id and p.revision = l.revision) u
      join unit_lineage l on l.unit_id = u.unit_id join administrative_units d on d.id = l.ancestor_id and d.level = 'district'), '{}')`);

const update = (submissionId: number, what: Sql): Sql => sql`
  with items as materialized (select change, severity, verdict, fixed_by, units, record_id, geom is null as placeless from submission_items where submission_id = ${submissionId})
  update submissions set ${what} where id = ${submissionId}`;

/** Counts of a package's items. */
export const countItems = (submissionId: number): Sql => update(submissionId, sql`counts = ${COUNTS}`);

/** The same, and the districts they lie in: where items came, went or moved. */
export const summarise = (submissionId: number): Sql => update(submissionId, sql`counts = ${COUNTS}, districts = ${DISTRICTS}`);
