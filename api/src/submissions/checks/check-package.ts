import { join, raw, sql, type Sql } from '../../database/sql.js';
import { rows, type Runner } from '../../database/sql.js';
import { columnOf, storedFields, type Kind } from '../../registry/field.js';
import { rulesFor } from './rules.js';

/** A register row `r` as the API names its fields, to be compared with what an item proposes. */
export const registerFields = (kind: Kind): Sql =>
  raw(
    `(select to_jsonb(f) from (select ${storedFields(kind)
      .map((field) => `r.${columnOf(field.name)} as "${field.name}"`)
      .join(', ')}) f)`,
  );

const isDerived = (kind: Kind): boolean => kind.geometry.includes('GeometryCollection');

/** Half a millionth of a degree is about 5 cm: a place converted twice is still the same place. */
const movedSql = sql`case when geometrytype(i.geom) = 'POINT' and geometrytype(r.geom) = 'POINT' then st_distance(i.geom, r.geom) > 0.0000005
  else not st_orderingequals(i.geom, r.geom) end`;

/**
 * Compares every item with the register: new, changed or unchanged, and against which revision.
 * A verdict was given on what the record was then: where the record has moved on, it has to be given again.
 */
function compare(kind: Kind, submissionId: number): Sql {
  const owner = raw(columnOf(kind.ownerField));
  const code = raw(columnOf(kind.codeField));
  return sql`update submission_items t set record_id = c.record_id, base_revision = c.revision, change = c.change,
      verdict = case when t.base_revision is not distinct from c.revision then t.verdict end
    from (select i.id, r.id as record_id, r.revision,
        case when r.id is null then 'new'
          when ${registerFields(kind)} || i.data <> ${registerFields(kind)} ${isDerived(kind) ? sql`` : sql`or (i.geom is not null and ${movedSql})`} then 'changed'
          else 'unchanged' end as change
      from submission_items i left join ${raw(kind.table)} r on r.${owner} = i.owner and r.${code} = i.code
      where i.submission_id = ${submissionId} and i.change <> 'removed') c
    where t.id = c.id and (t.record_id, t.base_revision, t.change) is distinct from (c.record_id, c.revision, c.change)`;
}

/** An agreement's place follows from what it covers. */
const derivePlace = (submissionId: number): Sql => sql`
  update submission_items i set geom = covered_geometry(i.owner,
    array(select jsonb_array_elements_text(case when jsonb_typeof(i.data -> 'stations') = 'array' then i.data -> 'stations' else '[]' end)),
    array(select jsonb_array_elements_text(case when jsonb_typeof(i.data -> 'segments') = 'array' then i.data -> 'segments' else '[]' end)))
  where i.submission_id = ${submissionId}`;

/** The items with `merged`: the record as it would be after approval, for rules about several fields of which a file may hold only some. */
const packageItems = (kind: Kind, submissionId: number): Sql => sql`
  select i.*, coalesce(${registerFields(kind)}, '{}') || i.data as merged
  from submission_items i left join ${raw(kind.table)} r on r.id = i.record_id where i.submission_id = ${submissionId}`;

const SEVERITY = { info: 1, warning: 2, error: 3 } as const;

/** Runs all rules over the package at once and writes what they find beside what was found while reading. */
function runRules(kind: Kind, submissionId: number): Sql {
  const found = rulesFor(kind)
    .filter((rule) => rule.find)
    .map(
      (rule) =>
        sql`select q.item_id, ${rule.id} as rule, ${SEVERITY[rule.severity]}::smallint as severity, q.path, null::jsonb as detail, q.vi, q.en from (${rule.find!({ kind, submissionId })}) q`,
    );
  return sql`
    with package_items as materialized (${packageItems(kind, submissionId)}),
    found as (${join(found, ' union all ')}
      union all
      select i.id, p ->> 'rule', (case p ->> 'severity' when 'error' then 3 when 'warning' then 2 else 1 end)::smallint, p ->> 'path',
        jsonb_build_object('column', p -> 'column', 'header', p -> 'header'), p -> 'message' ->> 'vi', p -> 'message' ->> 'en'
      from package_items i, jsonb_array_elements(i.read_problems) p)
    insert into item_findings (submission_id, item_id, rule, severity, path, detail, vi, en)
    select ${submissionId}, f.item_id, f.rule, f.severity, f.path, f.detail, f.vi, f.en from found f`;
}

const worstOf = (submissionId: number): Sql => sql`
  update submission_items t set severity = w.severity
  from (select i.id, coalesce(max(f.severity), 0) as severity from submission_items i left join item_findings f on f.item_id = i.id
    where i.submission_id = ${submissionId} group by i.id) w
  where t.id = w.id and t.severity <> w.severity`;

/** Counts of a package, kept with it so that lists need not count again. */
export const countItems = (submissionId: number): Sql => sql`
  update submissions s set counts = c.counts from (
    select jsonb_build_object('total', count(*), 'new', count(*) filter (where change = 'new'), 'changed', count(*) filter (where change = 'changed'),
      'unchanged', count(*) filter (where change = 'unchanged'), 'conflicting', count(*) filter (where change = 'conflicting'), 'removed', count(*) filter (where change = 'removed'),
      'withErrors', count(*) filter (where severity = 3), 'withWarnings', count(*) filter (where severity = 2),
      'approved', count(*) filter (where verdict in ('approved', 'approved_with_fixes')), 'returned', count(*) filter (where verdict = 'returned'),
      'rejected', count(*) filter (where verdict = 'rejected'), 'undecided', count(*) filter (where verdict is null and change <> 'unchanged')) as counts
    from submission_items where submission_id = ${submissionId}) c
  where s.id = ${submissionId}`;

/** Checks a whole package against the register and all rules. Safe to repeat: it gives the same findings for the same state. */
export async function checkPackage(on: Runner, kind: Kind, submissionId: number): Promise<void> {
  if (isDerived(kind)) await rows(on, derivePlace(submissionId));
  await rows(on, compare(kind, submissionId));
  await rows(on, sql`delete from item_findings where submission_id = ${submissionId}`);
  await rows(on, runRules(kind, submissionId));
  await rows(on, worstOf(submissionId));
  await rows(on, countItems(submissionId));
}
