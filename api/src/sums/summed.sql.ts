import { visibleRow } from '../access/policy.js';
import type { Viewer } from '../access/viewer.js';
import { sql, type Sql } from '../database/sql.js';
import type { Kind } from '../registry/field.js';
import { conditions } from '../registry/record-filter.js';
import type { RecordQuery } from '../registry/record-query.js';
import { apiNames, columnNames, factFields, factSets, isCounted, nearOnly } from './facts.js';

/** Whether a question can be answered from sums: it asks for the register of today, by facts only, and its answer does not hang on single records. */
export function canSum(kind: Kind, viewer: Viewer, query: RecordQuery, far = false): boolean {
  const { equal, min, max, sort: _sort, limit: _limit, cursor: _cursor, ...rest } = query;
  const facts = factFields(kind).filter((name) => !far || !nearOnly(kind).includes(name));
  return (
    isCounted(kind.name) &&
    // Whose sight ends at a unit's border is shown records, not sums.
    viewer.role !== 'district_officer' &&
    Object.values(rest).every((value) => value === undefined) &&
    !Object.keys(min).length &&
    !Object.keys(max).length &&
    Object.keys(equal).every((name) => facts.includes(name))
  );
}

/** Fact sets that the viewer may see and the query chooses, as `v` with `set_id` and the fields' names of the API. */
export const chosenSets = (kind: Kind, viewer: Viewer, query: RecordQuery, far = false): Sql => sql`
  (select v.* from (
    select r.set_id, ${apiNames(kind)} from (select x.set_id, ${columnNames(kind)} from ${factSets(kind, far)} x) r where ${visibleRow(viewer, kind)}) v
  where ${conditions(kind, { equal: query.equal, min: {}, max: {} })})`;
