import { seenByParties, visibleRow } from '../access/policy.js';
import type { Viewer } from '../access/viewer.js';
import { sql, type Sql } from '../database/sql.js';
import type { Kind } from '../registry/field.js';
import { conditions } from '../registry/record-filter.js';
import type { RecordQuery } from '../registry/record-query.js';
import { apiNames, columnNames, farName, isCounted, unfolded } from './facts.js';

/** Sums know whether the agreements in them are on a plan. */
export const visibleSum = (viewer: Viewer, kind: Kind): Sql => visibleRow(viewer, kind, sql`r.on_plan`);

/**
 * Whether a question can be answered from sums that tell these fields apart: it asks for the register
 * of today, by them only, and its answer does not hang on single records.
 */
export function canSum(kind: Kind, viewer: Viewer, query: RecordQuery, fields: string[]): boolean {
  const { equal, min, max, sort: _sort, limit: _limit, cursor: _cursor, ...rest } = query;
  return (
    isCounted(kind.name) &&
    seenByParties(viewer) &&
    Object.values(rest).every((value) => value === undefined) &&
    !Object.keys(min).length &&
    !Object.keys(max).length &&
    Object.keys(equal).every((name) => fields.includes(name))
  );
}

/** Whether all there is of a kind is asked for, by somebody who may see it all. */
export const isEverything = (kind: Kind, viewer: Viewer, { equal }: RecordQuery): boolean =>
  visibleSum(viewer, kind).text === 'true' && !Object.keys(equal).length;

/** A query's conditions on fields, without what narrows and orders the list. */
export const byFields = (kind: Kind, { equal }: RecordQuery): Sql => conditions(kind, { equal, min: {}, max: {} });

/** Far fact sets that the viewer may see and the query chooses, as `v` with `set_id` and the fields' names of the API. */
export const chosenSets = (kind: Kind, viewer: Viewer, query: RecordQuery): Sql => {
  const sets = unfolded(kind, sql`f.id as set_id`, sql`(select * from fact_sets where kind = ${farName(kind)}) f`, sql`f.facts`);
  return sql`
  (select v.* from (
    select r.set_id, ${apiNames(kind)} from (select x.set_id, ${columnNames(kind)} from ${sets} x) r where ${visibleSum(viewer, kind)}) v
  where ${byFields(kind, query)})`;
};
