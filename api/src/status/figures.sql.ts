import type { Viewer } from '../access/viewer.js';
import { raw, sql, type Sql } from '../database/sql.js';
import { fieldOf, type Kind, type KindName } from '../registry/field.js';
import { kindNamed } from '../registry/kinds.js';
import { conditions } from '../registry/record-filter.js';
import type { RecordQuery } from '../registry/record-query.js';
import { visibleRecords } from '../registry/visible-records.js';
import { moreFigures } from './more-figures.js';

/** Counts by each code of a field, as a JSON object with every code in it. */
function countsBy(kind: Kind, name: string, contains = false): string {
  const parts = fieldOf(kind, name)!.codes!.map(
    ({ value }) => `'${value}', count(*) filter (where ${contains ? `'${value}' = any(v."${name}")` : `v."${name}" = '${value}'`})`,
  );
  return `json_build_object(${parts.join(', ')})`;
}

const sum = (of: string, where = 'true'): string => `round(coalesce(sum(${of}) filter (where ${where}), 0)::numeric, 1)::float8`;

const STATIONS = kindNamed('bts-stations');
const SEGMENTS = kindNamed('cable-segments');
const SITES = kindNamed('post-office-sites');

const stationFigures = `json_build_object('total', count(*), 'byStatus', ${countsBy(STATIONS, 'status')}, 'byStructure', ${countsBy(STATIONS, 'structure')},
  'byTechnology', ${countsBy(STATIONS, 'technologies', true)}, 'shared', count(*) filter (where v.shared),
  'sharingRate', round(count(*) filter (where v.shared and v.status = 'operating')::numeric / nullif(count(*) filter (where v.status = 'operating'), 0), 4)::float8,
  'bulkyInZones', count(*) filter (where v.structure = 'bulky' and v.status <> 'dismantled' and v."zoneKinds" <> '{}'),
  'inspectionOverdue', count(*) filter (where v."inspectionOverdue")${moreFigures('stations')})`;

/** Metres planned and done here: a segment that crosses a border counts on both sides by what lies there, and its work done in the same share. */
const PLANNED = `v.status <> 'cancelled'`;
const DONE = `v.metres * case when v.status = 'cancelled' then 0 when v."doneLengthM" is not null then least(v."doneLengthM" / nullif(v."drawnLengthM", 0), 1)
  when v.status = 'completed' then 1 else 0 end`;

const methodFigures = fieldOf(SEGMENTS, 'method')!
  .codes!.map(
    ({ value }) =>
      `'${value}', json_build_object('segments', count(*) filter (where v.method = '${value}'), 'plannedM', ${sum('v.metres', `${PLANNED} and v.method = '${value}'`)}, 'doneM', ${sum(DONE, `v.method = '${value}'`)})`,
  )
  .join(', ');

const segmentFigures = `json_build_object('segments', count(*), 'lengthM', ${sum('v.metres')}, 'plannedM', ${sum('v.metres', PLANNED)}, 'doneM', ${sum(DONE)},
  'overdueM', ${sum(`v.metres - ${DONE}`, 'v.overdue')}, 'byMethod', json_build_object(${methodFigures}), 'byStatus', ${countsBy(SEGMENTS, 'status')}${moreFigures('cables')})`;

const agreementFigures = `json_build_object('total', count(*), 'active', count(*) filter (where v.status = 'active' and not v.expired))`;

const siteFigures = `json_build_object('total', count(*), 'byStage', ${countsBy(SITES, 'landStage')}, 'byStatus', ${countsBy(SITES, 'status')},
  'blocked', count(*) filter (where coalesce(v.obstacle, '') <> ''))`;

export type FigureName = 'stations' | 'cables' | 'agreements' | 'sites';

/** What is counted for each kind. */
export const FIGURES: { name: FigureName; kind: KindName; figures: string }[] = [
  { name: 'stations', kind: 'bts-stations', figures: stationFigures },
  { name: 'cables', kind: 'cable-segments', figures: segmentFigures },
  { name: 'agreements', kind: 'sharing-agreements', figures: agreementFigures },
  { name: 'sites', kind: 'post-office-sites', figures: siteFigures },
];

/** Figures of one kind for each of the units, and for the whole choice (unit null). Same rows, same policy as the list. */
export function figuresOf(entry: (typeof FIGURES)[number], viewer: Viewer, query: RecordQuery, units: number[]): Sql {
  const kind = kindNamed(entry.kind);
  const wholeLength = raw(fieldOf(kind, 'drawnLengthM') ? 'c."drawnLengthM"' : 'null::float8');
  return sql`
    with chosen as materialized (select v.* from (${visibleRecords(kind, viewer, query.asOf)}) v where ${conditions(kind, query)})
    select v.unit, ${raw(entry.figures)} as figures
    from (select c.*, p.unit_id as unit, p.length_m as metres from chosen c join placements p on p.record_id = c.id and p.revision = c.revision
          where p.unit_id = any(${units}::int[])
          union all
          select c.*, null, ${wholeLength} from chosen c) v
    group by v.unit`;
}

/** The same figures over no rows at all. */
export const emptyFiguresOf = (entry: (typeof FIGURES)[number], viewer: Viewer): Sql =>
  sql`select ${raw(entry.figures)} as figures from (select c.*, null::float8 as metres from (${visibleRecords(kindNamed(entry.kind), viewer)}) c where false) v`;
