import type { Viewer } from '../access/viewer.js';
import { raw, sql, type Sql } from '../database/sql.js';
import { fieldOf, type Kind, type KindName } from '../registry/field.js';
import { kindNamed } from '../registry/kinds.js';
import { conditions } from '../registry/record-filter.js';
import type { RecordQuery } from '../registry/record-query.js';
import { visibleRecords } from '../registry/visible-records.js';
import { EVERYTHING } from '../sums/counting.sql.js';
import { derivedFacts, DONE_SHARE } from '../sums/facts.js';
import { canSum, chosenSets } from '../sums/summed.sql.js';
import { count, moreFigures } from './more-figures.js';

/** Counts by each code of a field, as a JSON object with every code in it. */
function countsBy(kind: Kind, name: string, contains = false): string {
  const parts = fieldOf(kind, name)!.codes!.map(({ value }) => `'${value}', ${count(contains ? `'${value}' = any(v."${name}")` : `v."${name}" = '${value}'`)}`);
  return `json_build_object(${parts.join(', ')})`;
}

const sum = (of: string, where = 'true'): string => `round(coalesce(sum(${of}) filter (where ${where}), 0)::numeric, 1)::float8`;

const STATIONS = kindNamed('bts-stations');
const SEGMENTS = kindNamed('cable-segments');
const SITES = kindNamed('post-office-sites');

const stationFigures = `json_build_object('total', ${count()}, 'byStatus', ${countsBy(STATIONS, 'status')}, 'byStructure', ${countsBy(STATIONS, 'structure')},
  'byTechnology', ${countsBy(STATIONS, 'technologies', true)}, 'shared', ${count('v.shared')},
  'sharingRate', round(${count(`v.shared and v.status = 'operating'`)}::numeric / nullif(${count(`v.status = 'operating'`)}, 0), 4)::float8,
  'bulkyInZones', ${count(`v.structure = 'bulky' and v.status <> 'dismantled' and v."zoneKinds" <> '{}'`)},
  'inspectionOverdue', ${count('v."inspectionOverdue"')}${moreFigures('stations')})`;

// Metres planned and done here: a segment that crosses a border counts on both sides by what lies there, and its work done in the same share.
const PLANNED = `v.status <> 'cancelled'`;

const methodFigures = fieldOf(SEGMENTS, 'method')!
  .codes!.map(
    ({ value }) =>
      `'${value}', json_build_object('segments', ${count(`v.method = '${value}'`)}, 'plannedM', ${sum('v.metres', `${PLANNED} and v.method = '${value}'`)}, 'doneM', ${sum('v.done_m', `v.method = '${value}'`)})`,
  )
  .join(', ');

const segmentFigures = `json_build_object('segments', ${count()}, 'lengthM', ${sum('v.metres')}, 'plannedM', ${sum('v.metres', PLANNED)}, 'doneM', ${sum('v.done_m')},
  'overdueM', ${sum('v.metres - v.done_m', 'v.overdue')}, 'byMethod', json_build_object(${methodFigures}), 'byStatus', ${countsBy(SEGMENTS, 'status')}${moreFigures('cables')})`;

const agreementFigures = `json_build_object('total', ${count()}, 'active', ${count(`v.status = 'active' and not v.expired`)})`;

const siteFigures = `json_build_object('total', ${count()}, 'byStage', ${countsBy(SITES, 'landStage')}, 'byStatus', ${countsBy(SITES, 'status')},
  'blocked', ${count(`coalesce(v.obstacle, '') <> ''`)})`;

export type FigureName = 'stations' | 'cables' | 'agreements' | 'sites';

interface Entry {
  name: FigureName;
  kind: KindName;
  figures: string;
}

/** What is counted for each kind. */
export const FIGURES: Entry[] = [
  { name: 'stations', kind: 'bts-stations', figures: stationFigures },
  { name: 'cables', kind: 'cable-segments', figures: segmentFigures },
  { name: 'agreements', kind: 'sharing-agreements', figures: agreementFigures },
  { name: 'sites', kind: 'post-office-sites', figures: siteFigures },
];

/** Figures of one kind for each of the units, and for the whole choice (unit null). Same rows, same policy as the list. `summed`: the sums may be used. */
export function figuresOf(entry: Entry, viewer: Viewer, query: RecordQuery, units: number[], summed: boolean): Sql {
  const kind = kindNamed(entry.kind);
  const counted = summed && canSum(kind, viewer, query);
  return sql`select v.unit, ${raw(entry.figures)} as figures from (${counted ? sums(kind, viewer, query, units) : records(kind, viewer, query, units)}) v group by v.unit`;
}

const sums = (kind: Kind, viewer: Viewer, query: RecordQuery, units: number[]): Sql => sql`
  select c.*, nullif(s.unit_id, 0) as unit, s.n::int as n, s.length_m::float8 as metres, s.done_m::float8 as done_m
  from ${chosenSets(kind, viewer, query)} c join unit_sums s on s.set_id = c.set_id where s.unit_id = any(${[0, ...units]}::int[])`;

const isLong = (kind: Kind): boolean => fieldOf(kind, 'drawnLengthM') !== undefined;

/** What figures ask of a row `v` besides its fields, when it stands for itself only. */
export const singly = (kind: Kind): Sql => sql`1 as n, ${raw(isLong(kind) ? DONE_SHARE : 'null::float8')} as done_share ${derivedFacts(kind)}`;

function records(kind: Kind, viewer: Viewer, query: RecordQuery, units: number[]): Sql {
  const wholeLength = raw(isLong(kind) ? 'c."drawnLengthM"' : 'null::float8');
  return sql`
    with chosen as materialized (
      select v.*, ${singly(kind)} from (${visibleRecords(kind, viewer, query.asOf)}) v where ${conditions(kind, query)})
    select c.*, p.unit_id as unit, p.length_m as metres, p.length_m * c.done_share as done_m
    from chosen c join placements p on p.record_id = c.id and p.revision = c.revision where p.unit_id = any(${units}::int[])
    union all
    select c.*, null, ${wholeLength}, ${wholeLength} * c.done_share from chosen c`;
}

/** The same figures over no rows at all. */
export const emptyFiguresOf = (entry: Entry): Sql => sql`
  select ${raw(entry.figures)} as figures
  from (select v.*, 1 as n, null::float8 as metres, null::float8 as done_m ${derivedFacts(kindNamed(entry.kind))} from (${visibleRecords(kindNamed(entry.kind), EVERYTHING)}) v where false) v`;
