import type { Viewer } from '../access/viewer.js';
import { raw, sql, type Sql } from '../database/sql.js';
import { columnOf, type Kind } from '../registry/field.js';
import type { RecordQuery } from '../registry/record-query.js';
import { measuresOf, placeOf, type AddUp } from '../status/figures.js';
import { byFields, canSum, isEverything, visibleSum } from './summed.sql.js';

/** Lengths are kept in millionths of a metre: whole numbers are taken out of a sum again without a rest. */
const PER_METRE = 1_000_000;
export const inMillionths = (metres: Sql): Sql => sql`round((${metres}) * ${raw(String(PER_METRE))})::bigint`;

/** Whether the condition of each measure holds, over a row `v` of facts. */
export const holdsSql = (kind: Kind): Sql =>
  raw(
    `array[${measuresOf(kind.name)
      .map(({ where }) => `coalesce(${where}, false)`)
      .join(', ')}]`,
  );

const ADDED = { n: 'g.n', metres: 'g.metres', doneM: 'g.done' };

/** Each measure over rows `g` with the `holds` of their fact set. */
export const sumsSql = (kind: Kind): Sql =>
  raw(
    `array[${measuresOf(kind.name)
      .map(({ of }, n) => `coalesce(sum(${ADDED[of]}) filter (where g.holds[${n + 1}]), 0)`)
      .join(', ')}]::bigint[]`,
  );

/** Sums of units are told apart by what the policy and the status ask for: whose the records are, with whom they are shared, their status, whether they are on a plan. */
export const canSumUnits = (kind: Kind, viewer: Viewer, query: RecordQuery): boolean => canSum(kind, viewer, query, [kind.ownerField, 'status']);

const kept = (kind: Kind, units: number[]): Sql =>
  sql`select nullif(s.unit_id, 0) as unit, s.sums, s.owner, s.status, s.tenants, s.on_plan from unit_sums s where s.kind = ${kind.name} and s.unit_id = any(${[0, ...units]}::int[])`;

/** Rows `v` of sums that the viewer may see and the query chooses, by unit and (unit null) for the whole. */
function chosenSums(kind: Kind, viewer: Viewer, query: RecordQuery, units: number[]): Sql {
  // Most people ask for all there is, which is kept in a row of its own.
  if (isEverything(kind, viewer, query)) return sql`select s.unit, s.sums from (${kept(kind, units)}) s where s.owner = '' and s.status = ''`;
  const owner = raw(columnOf(kind.ownerField));
  return sql`select v.unit, v.sums from (
      select r.unit, r.sums, r.status, r.${owner} as ${raw(`"${kind.ownerField}"`)}
      from (select s.unit, s.sums, s.status, s.tenants, s.on_plan, s.owner as ${owner} from (${kept(kind, units)}) s where s.status <> '') r where ${visibleSum(viewer, kind)}) v
    where ${byFields(kind, query)}`;
}

/** Those rows, and how measures are read from them. */
export function unitSums(kind: Kind, viewer: Viewer, query: RecordQuery, units: number[]): { from: Sql; add: AddUp } {
  const measures = measuresOf(kind.name);
  return {
    from: chosenSums(kind, viewer, query, units),
    add: (measure) => {
      const sum = `coalesce(sum(v.sums[${placeOf(measures, measure)}]), 0)`;
      return measure.of === 'n' ? sum : `${sum} / ${PER_METRE}.0`;
    },
  };
}
