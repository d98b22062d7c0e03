import type { Viewer } from '../access/viewer.js';
import { raw, sql, type Sql } from '../database/sql.js';
import { fieldOf, type Kind } from '../registry/field.js';
import { kindNamed } from '../registry/kinds.js';
import { conditions, restOf, sourceFor } from '../registry/record-filter.js';
import type { RecordQuery } from '../registry/record-query.js';
import { visibleRecords } from '../registry/visible-records.js';
import { EVERYTHING } from '../sums/counting.sql.js';
import { derivedFacts, DONE_SHARE } from '../sums/facts.js';
import { canSumUnits, unitSums } from '../sums/unit-sums.sql.js';
import type { AddUp, Entry } from './figures.js';

const COLUMNS = { n: 'v.n', metres: 'v.metres', doneM: 'v.done_m' };
const oneByOne: AddUp = ({ of, where }) => `coalesce(sum(${COLUMNS[of]}) filter (where ${where}), 0)`;

/** An entry's figures over rows `v` that stand for single records. */
export const countedFigures = (entry: Entry): Sql => raw(entry.figures(oneByOne));

/** Figures of one kind for each of the units, and for the whole choice (unit null). Same rows, same policy as the list. `summed`: the sums may be used. */
export function figuresOf(entry: Entry, viewer: Viewer, query: RecordQuery, units: number[], summed: boolean): Sql {
  const kind = kindNamed(entry.kind);
  if (summed && canSumUnits(kind, viewer, query)) {
    const { from, add } = unitSums(kind, viewer, query, units);
    return sql`select v.unit, ${raw(entry.figures(add))} as figures from (${from}) v group by v.unit`;
  }
  return sql`select v.unit, ${countedFigures(entry)} as figures from (${records(kind, viewer, query, units)}) v group by v.unit`;
}

const isLong = (kind: Kind): boolean => fieldOf(kind, 'drawnLengthM') !== undefined;

/** What figures ask of a row `v` besides its fields, when it stands for itself only. */
export const singly = (kind: Kind): Sql => sql`1 as n, ${raw(isLong(kind) ? DONE_SHARE : 'null::float8')} as done_share ${derivedFacts(kind)}`;

function records(kind: Kind, viewer: Viewer, query: RecordQuery, units: number[]): Sql {
  const wholeLength = raw(isLong(kind) ? 'c."drawnLengthM"' : 'null::float8');
  return sql`
    with chosen as materialized (
      select v.*, ${singly(kind)} from (${visibleRecords(kind, viewer, query.asOf, sourceFor(kind, query))}) v where ${conditions(kind, restOf(query))})
    select c.*, p.unit_id as unit, p.length_m as metres, p.length_m * c.done_share as done_m
    from chosen c join placements p on p.record_id = c.id and p.revision = c.revision where p.unit_id = any(${units}::int[])
    union all
    select c.*, null, ${wholeLength}, ${wholeLength} * c.done_share from chosen c`;
}

/** The same figures over no rows at all. */
export const emptyFiguresOf = (entry: Entry): Sql => sql`
  select ${countedFigures(entry)} as figures
  from (select v.*, 1 as n, null::float8 as metres, null::float8 as done_m ${derivedFacts(kindNamed(entry.kind))} from (${visibleRecords(kindNamed(entry.kind), EVERYTHING)}) v where false) v`;
