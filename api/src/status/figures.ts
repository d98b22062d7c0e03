import { fieldOf, type Kind, type KindName } from '../registry/field.js';
import { kindNamed } from '../registry/kinds.js';
import { countsOf } from './more-figures.js';

/**
 * What is added up over rows `v`, of those where a condition holds. A row stands for `n` records that are alike in all that is asked here;
 * `metres` and `doneM` are their length in the unit, planned and done.
 */
export interface Measure {
  of: 'n' | 'metres' | 'doneM';
  where: string;
}

/** How a measure becomes SQL: added up record by record, or taken from sums. */
export type AddUp = (measure: Measure) => string;

/** The figures of a kind as a JSON object in SQL. */
type FiguresSql = (add: AddUp) => string;

const count = (add: AddUp, where = 'true'): string => `${add({ of: 'n', where })}::int`;

/** Metres to a decimal. */
const rounded = (metres: string): string => `round((${metres})::numeric, 1)::float8`;
const length = (add: AddUp, of: 'metres' | 'doneM', where = 'true'): string => rounded(add({ of, where }));

/** Counts by each code of a field, as a JSON object with every code in it. */
function countsBy(add: AddUp, kind: Kind, name: string, contains = false): string {
  const parts = fieldOf(kind, name)!.codes!.map(
    ({ value }) => `'${value}', ${count(add, contains ? `'${value}' = any(v."${name}")` : `v."${name}" = '${value}'`)}`,
  );
  return `json_build_object(${parts.join(', ')})`;
}

/** The further counts of a kind as parts of a `json_build_object`. */
const moreFigures = (add: AddUp, name: FigureName): string =>
  Object.entries(countsOf(name))
    .map(([figure, where]) => `, '${figure}', ${count(add, where)}`)
    .join('');

const STATIONS = kindNamed('bts-stations');
const SEGMENTS = kindNamed('cable-segments');
const SITES = kindNamed('post-office-sites');

const OPERATING = `v.status = 'operating'`;

const stationFigures: FiguresSql = (add) => `json_build_object('total', ${count(add)}, 'byStatus', ${countsBy(add, STATIONS, 'status')},
  'byStructure', ${countsBy(add, STATIONS, 'structure')}, 'byTechnology', ${countsBy(add, STATIONS, 'technologies', true)}, 'shared', ${count(add, 'v.shared')},
  'sharingRate', round(${count(add, `v.shared and ${OPERATING}`)}::numeric / nullif(${count(add, OPERATING)}, 0), 4)::float8,
  'bulkyInZones', ${count(add, `v.structure = 'bulky' and v.status <> 'dismantled' and v."zoneKinds" <> '{}'`)},
  'inspectionOverdue', ${count(add, 'v."inspectionOverdue"')}${moreFigures(add, 'stations')})`;

// Metres planned and done here: a segment that crosses a border counts on both sides by what lies there, and its work done in the same share.
const PLANNED = `v.status <> 'cancelled'`;

const methodFigures: FiguresSql = (add) =>
  fieldOf(SEGMENTS, 'method')!
    .codes!.map(({ value }) => {
      const method = `v.method = '${value}'`;
      return `'${value}', json_build_object('segments', ${count(add, method)}, 'plannedM', ${length(add, 'metres', `${PLANNED} and ${method}`)}, 'doneM', ${length(add, 'doneM', method)})`;
    })
    .join(', ');

const segmentFigures: FiguresSql = (add) => `json_build_object('segments', ${count(add)}, 'lengthM', ${length(add, 'metres')},
  'plannedM', ${length(add, 'metres', PLANNED)}, 'doneM', ${length(add, 'doneM')},
  'overdueM', ${rounded(`${add({ of: 'metres', where: 'v.overdue' })} - ${add({ of: 'doneM', where: 'v.overdue' })}`)},
  'byMethod', json_build_object(${methodFigures(add)}), 'byStatus', ${countsBy(add, SEGMENTS, 'status')}${moreFigures(add, 'cables')})`;

const agreementFigures: FiguresSql = (add) => `json_build_object('total', ${count(add)}, 'active', ${count(add, `v.status = 'active' and not v.expired`)})`;

const siteFigures: FiguresSql = (add) => `json_build_object('total', ${count(add)}, 'byStage', ${countsBy(add, SITES, 'landStage')},
  'byStatus', ${countsBy(add, SITES, 'status')}, 'blocked', ${count(add, `coalesce(v.obstacle, '') <> ''`)})`;

export type FigureName = 'stations' | 'cables' | 'agreements' | 'sites';

export interface Entry {
  name: FigureName;
  kind: KindName;
  figures: FiguresSql;
}

/** What is counted for each kind. */
export const FIGURES: Entry[] = [
  { name: 'stations', kind: 'bts-stations', figures: stationFigures },
  { name: 'cables', kind: 'cable-segments', figures: segmentFigures },
  { name: 'agreements', kind: 'sharing-agreements', figures: agreementFigures },
  { name: 'sites', kind: 'post-office-sites', figures: siteFigures },
];

const keyOf = ({ of, where }: Measure): string => `${of} ${where}`;

/** All that a kind's figures are made of, each once. */
export function measuresOf(kind: KindName): Measure[] {
  const found = new Map<string, Measure>();
  FIGURES.find((entry) => entry.kind === kind)!.figures((measure) => {
    found.set(keyOf(measure), measure);
    return '0';
  });
  return [...found.values()];
}

/** Where a measure stands among them, counted from one as SQL does. */
export const placeOf = (measures: Measure[], measure: Measure): number => measures.findIndex((one) => keyOf(one) === keyOf(measure)) + 1;
