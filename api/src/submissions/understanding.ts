import type { Cell, SourceRow, SourceTable } from '../formats/format.js';
import { guessSystem } from '../geo/coordinates.js';
import { systemNamed, systemOfSrid, type SystemCode } from '../geo/systems.js';
import type { Text } from '../registry/field.js';
import type { ColumnMeaning } from './reading/columns.js';
import { coordinateSample } from './reading/positions.js';
import type { UnderstoodColumn } from './submission.js';

export interface DecidedSystem {
  code: SystemCode;
  order: 'xy' | 'yx';
  guessed: boolean;
  reason: Text;
  /** Whether the file holds coordinates at all. */
  found: boolean;
}

const SAMPLE_VALUES = 3;

const textOf = (cell: Cell | undefined): string => (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? '').trim());

/** What each column was understood as, with a few of its values, so that a person can see at a glance whether it is right. */
export function describeColumns(table: SourceTable, meanings: ColumnMeaning[], firstRows: SourceRow[]): UnderstoodColumn[] {
  return meanings.map((meaning, index) => ({
    header: meaning.header,
    letter: table.columns[index]!.letter,
    field: fieldNameOf(meaning),
    label: labelOf(meaning),
    samples: [...new Set(firstRows.map((row) => textOf(row.cells[index])).filter((text) => text !== ''))].slice(0, SAMPLE_VALUES),
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

/** The coordinate system to read with: the one given, the one the file names, or the one its numbers speak for. */
export function decideSystem(table: SourceTable, meanings: ColumnMeaning[], firstRows: SourceRow[], given?: SystemCode): DecidedSystem {
  const named = table.crs ? systemOfSrid(table.crs) : undefined;
  const sample = coordinateSample(meanings, firstRows);
  const guess = guessSystem(sample?.pairs ?? [], sample?.headers);
  const found = sample !== null;
  if (given) return { code: given, order: guess.order, guessed: false, reason: chosenBy(given), found };
  if (named) return { code: named.code, order: guess.order, guessed: false, reason: namedIn(named.code), found };
  return { ...guess, found };
}

const chosenBy = (code: SystemCode): Text => ({ vi: `Người gửi chọn ${systemNamed(code).label.vi}.`, en: `The sender chose ${systemNamed(code).label.en}.` });
const namedIn = (code: SystemCode): Text => ({ vi: `Tệp ghi ${systemNamed(code).label.vi}.`, en: `The file names ${systemNamed(code).label.en}.` });
