import type { Cell, SourceRow, SourceTable } from '../formats/format.js';
import type { Runner } from '../database/sql.js';
import { guessSystem, type Order } from '../geo/coordinates.js';
import { loadSystem } from '../geo/load-system.js';
import { codeOfSrid, USUAL_METRES, type CoordinateSystem, type SystemCode } from '../geo/systems.js';
import type { Kind, Text } from '../registry/field.js';
import { fold } from '../registry/fold.js';
import { nameOfUse, type ColumnMeaning } from './reading/columns.js';
import { coordinateSample } from './reading/positions.js';
import { storable, textOf } from './reading/words.js';
import type { UnderstoodColumn } from './submission.js';
import { likeliestZone } from './zone.js';

export interface DecidedSystem {
  code: SystemCode;
  order: 'xy' | 'yx';
  guessed: boolean;
  /** A zone that only custom speaks for, until somebody confirms it. */
  assumed: boolean;
  reason: Text;
  /** Whether the file holds coordinates at all. */
  found: boolean;
}

const SAMPLE_VALUES = 3;

const sampleOf = (cell: Cell | undefined): string => storable(textOf(cell).trim());

/** What each column was understood as, with a few of its values, so that a person can see at a glance whether it is right. */
export function describeColumns(table: SourceTable, meanings: ColumnMeaning[], firstRows: SourceRow[]): UnderstoodColumn[] {
  return meanings.map((meaning, index) => ({
    header: storable(meaning.header),
    letter: table.columns[index]!.letter,
    field: fieldNameOf(meaning),
    use: nameOfUse(meaning.use),
    by: meaning.by,
    label: labelOf(meaning),
    samples: [...new Set(firstRows.map((row) => sampleOf(row.cells[index])).filter((text) => text !== ''))].slice(0, SAMPLE_VALUES),
  }));
}

function fieldNameOf({ use }: ColumnMeaning): string | null {
  if (!use) return null;
  return 'field' in use ? use.field.name : 'geometry';
}

const COORDINATE_LABELS: Record<string, Text> = {
  x: { vi: 'Tọa độ X', en: 'X coordinate' },
  y: { vi: 'Tọa độ Y', en: 'Y coordinate' },
  lon: { vi: 'Kinh độ', en: 'Longitude' },
  lat: { vi: 'Vĩ độ', en: 'Latitude' },
  both: { vi: 'Tọa độ', en: 'Coordinates' },
  wkt: { vi: 'Hình dạng (WKT)', en: 'Geometry (WKT)' },
};

function labelOf({ use }: ColumnMeaning): Text | null {
  if (!use) return null;
  if ('field' in use) return use.field.label;
  return COORDINATE_LABELS['coordinate' in use ? use.coordinate : use.geometry] ?? null;
}

export interface GivenSystem {
  crs?: SystemCode;
  order?: Order;
}

/**
 * The coordinate system to read with: the one given, the one the file or its headers name, or the one its numbers and places speak for.
 * @throws Problem 422 for a system nobody knows.
 */
export async function decideSystem(
  on: Runner,
  kind: Kind,
  table: Pick<SourceTable, 'crs'>,
  meanings: ColumnMeaning[],
  firstRows: SourceRow[],
  given: GivenSystem = {},
): Promise<{ crs: DecidedSystem; system: CoordinateSystem }> {
  const named = table.crs ? codeOfSrid(table.crs) : zoneInHeaders(meanings);
  const code = given.crs ?? named;
  const known = code && (await loadSystem(on, code));
  const sample = coordinateSample(meanings, firstRows);
  let guess = guessSystem(sample?.pairs ?? [], sample?.headers, known);
  // Only what was guessed to be the usual zone is in doubt.
  if (!known && guess.code === USUAL_METRES.code) guess = await likeliestZone(on, kind, meanings, firstRows, guess);
  const system = known ?? (await loadSystem(on, guess.code));
  const reason = given.crs ? chosen(system) : named ? namedInFile(system) : guess.reason;
  return { crs: { ...guess, order: given.order ?? guess.order, reason, found: sample !== null }, system };
}

const chosen = ({ label }: CoordinateSystem): Text => ({ vi: `Người gửi chọn ${label.vi}.`, en: `The sender chose ${label.en}.` });
const namedInFile = ({ label }: CoordinateSystem): Text => ({ vi: `Tệp ghi ${label.vi}.`, en: `The file names ${label.en}.` });

/** "X (VN-2000, KTT 104°45')" says the zone. */
const ZONES: [RegExp, SystemCode][] = [
  [/\b105 ?00\b/, 'EPSG:5897'],
  [/\b104 ?45\b/, 'EPSG:9208'],
  [/\b106 ?00\b/, 'EPSG:9211'],
];

function zoneInHeaders(meanings: ColumnMeaning[]): SystemCode | undefined {
  const headers = meanings
    .filter(({ use }) => use && 'coordinate' in use && use.coordinate !== 'lon' && use.coordinate !== 'lat')
    .map(({ header }) => fold(header));
  return ZONES.find(([zone]) => headers.some((header) => zone.test(header)))?.[1];
}
