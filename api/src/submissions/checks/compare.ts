import { raw, sql, type Sql } from '../../database/sql.js';
import { columnOf, storedFields, type Kind } from '../../registry/field.js';
import { within, type Scope } from './scope.js';

/** A register row `r` as the API names its fields, to be compared with what an item proposes. */
export const registerFields = (kind: Kind): Sql =>
  raw(
    `(select to_jsonb(f) from (select ${storedFields(kind)
      .map((field) => `r.${columnOf(field.name)} as "${field.name}"`)
      .join(', ')}) f)`,
  );

/** An agreement lies where the records lie that it covers; nobody sends its place. */
export const isDerived = (kind: Kind): boolean => kind.geometry.includes('GeometryCollection');

/** Half a millionth of a degree is about 5 cm: a place converted twice is still the same place. */
export const movedSql = sql`case when geometrytype(i.geom) = 'POINT' and geometrytype(r.geom) = 'POINT' then st_distance(i.geom, r.geom) > 0.0000005
  else not st_orderingequals(i.geom, r.geom) end`;

/** Whether an item `i` says anything else than the register's row `r`. */
export const differs = (kind: Kind): Sql => sql`((select f.now || i.data <> f.now from (select ${registerFields(kind)} as now offset 0) f)
  ${isDerived(kind) ? sql`` : sql`or (i.geom is not null and ${movedSql})`})`;

/**
 * Compares items with the register: what they change, and against which revision.
 *
 * While the sender works on a package (`follows`) it is compared with the register as it is. From then on an item keeps the revision that it was sent
 * against: where the record has moved on it is in conflict and waits for a new verdict, for a verdict was given on what the record was then.
 * Only items are looked into that were edited or whose record changed since the last time, and only rows with another outcome are written.
 */
export function compare(kind: Kind, scope: Scope, follows: boolean): Sql {
  const owner = raw(columnOf(kind.ownerField));
  const code = raw(columnOf(kind.codeField));
  // Who mends a code points the item at another record, and sees the comparison with that one.
  const pointed = follows ? sql`true` : sql`i.to_compare is not distinct from 'identity'`;
  return sql`update submission_items t set record_id = c.record_id, base_revision = c.new_base, change = c.new_change, to_compare = null,
      verdict = case when t.base_revision is not distinct from c.new_base and (c.new_change <> 'conflicting' or t.change = 'conflicting') then t.verdict end
    from (
      select s.*, case when s.new_change = 'conflicting' then s.base_revision when s.pointed or (s.new_change = 'unchanged' and s.change <> 'unchanged') then s.revision
          else s.base_revision end as new_base
      from (
        select i.id, i.change, i.base_revision, i.record_id as old_record, i.to_compare, r.id as record_id, r.revision, m.pointed, case
            when not m.pointed and i.change = 'conflicting' then 'conflicting'
            when not m.moved and i.to_compare is null and i.change <> 'conflicting' then i.change
            when not m.pointed and i.change = 'unchanged' and i.to_compare is null then 'unchanged'
            -- Somebody else may have written the very same: it is based on that now, and there is nothing to decide.
            when not m.pointed and m.moved and r.id is not null and not ${differs(kind)} then 'unchanged'
            when not m.pointed and m.moved then 'conflicting'
            when r.id is null and i.base_revision is not null and i.change in ('removed', 'conflicting') then 'conflicting'
            when r.id is null then 'new'
            when not ${differs(kind)} then 'unchanged'
            when i.change = 'removed' then 'removed'
            else 'changed' end as new_change
        from submission_items i left join ${raw(kind.table)} r on r.${owner} = i.owner and r.${code} = i.code
        cross join lateral (select ${pointed} as pointed, (r.id, r.revision) is distinct from (i.record_id, i.base_revision) as moved) m
        where ${within(scope)} offset 0) s) c
    where t.id = c.id and (c.old_record, c.base_revision, c.change, c.to_compare) is distinct from (c.record_id, c.new_base, c.new_change, null)`;
}

export const derivePlace = (scope: Scope): Sql => sql`
  update submission_items t set geom = c.geom
  from (select i.id, covered_geometry(i.owner,
      array(select jsonb_array_elements_text(case when jsonb_typeof(i.data -> 'stations') = 'array' then i.data -> 'stations' else '[]' end)),
      array(select jsonb_array_elements_text(case when jsonb_typeof(i.data -> 'segments') = 'array' then i.data -> 'segments' else '[]' end))) as geom
    from submission_items i where ${within(scope)}) c
  where t.id = c.id and t.geom is distinct from c.geom`;
