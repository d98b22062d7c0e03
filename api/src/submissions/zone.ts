import { sql, type Runner } from '../database/sql.js';
import type { SourceRow } from '../formats/format.js';
import type { GuessedSystem } from '../geo/coordinates.js';
import { readCoordinate } from '../geo/ordinates.js';
import { SYSTEMS, type CoordinateSystem } from '../geo/systems.js';
import type { Kind, Text } from '../registry/field.js';
import type { ColumnMeaning } from './reading/columns.js';
import { coordinateSample } from './reading/positions.js';
import { textOf } from './reading/words.js';
import { declaredFields, tryReadings, type TriedReading } from './try-readings.js';

/** Enough to tell zones apart, few enough to be looked up before the file is read. */
const SAMPLE_ROWS = 300;
/** One zone must speak for this much more of the rows than another before it is taken. */
const CLEARLY = 0.2;

/**
 * The zone of a file in metres whose system nobody named. Numbers fit every zone, but in one only do the places lie in the
 * districts and communes that the rows declare, or in the province at all.
 */
export async function likeliestZone(on: Runner, kind: Kind, columns: ColumnMeaning[], firstRows: SourceRow[], guess: GuessedSystem): Promise<GuessedSystem> {
  const points = firstRows.slice(0, SAMPLE_ROWS).flatMap((row) => pointOf(kind, columns, row));
  if (!points.length) return guess;
  const zones = SYSTEMS.filter(({ unit }) => unit === 'metres').map((system) => ({ system, order: guess.order }));
  const tried = await tryReadings(
    on,
    sql`select p.id, p.a, p.b, true as outside, p.district, p.commune
      from unnest(${points.map((_, id) => id)}::int[], ${points.map(({ a }) => a)}::float8[], ${points.map(({ b }) => b)}::float8[],
        ${points.map(({ district }) => district)}::text[], ${points.map(({ commune }) => commune)}::text[]) p(id, a, b, district, commune)`,
    zones,
  );
  const declared = points.reduce((sum, { district, commune }) => sum + Number(district !== '') + Number(commune !== ''), 0);
  const usual = tried.find(({ system }) => system.code === guess.code)!;
  const better = likelier(usual, tried, declared, points.length);
  const zone = better ?? (declared && usual.agreeing / declared >= 0.5 ? usual : null);
  return zone ? { ...guess, code: zone.system.code, assumed: false, reason: reasonFor(zone, usual, declared, points.length) } : guess;
}

/** The reading that agrees clearly better with what the rows declare; where they declare nothing, the one that brings clearly more of them into the province. */
export function likelier(now: TriedReading, tried: TriedReading[], declared: number, points: number): TriedReading | null {
  const shareOf = (one: TriedReading): number => (declared ? one.agreeing / declared : one.allInside / points);
  const best = tried.reduce((a, b) => (shareOf(b) > shareOf(a) ? b : a), now);
  return shareOf(best) - shareOf(now) >= CLEARLY ? best : null;
}

interface Point {
  a: number;
  b: number;
  district: string;
  commune: string;
}

function pointOf(kind: Kind, columns: ColumnMeaning[], row: SourceRow): Point[] {
  const [pair] = coordinateSample(columns, [row])?.pairs ?? [];
  const [a, b] = (pair ?? []).map((cell) => (typeof cell === 'number' || typeof cell === 'string' ? readCoordinate(cell) : null));
  if (!a || !b) return [];
  const { district, commune } = declaredFields(kind);
  return [{ a: a.grouped ?? a.value, b: b.grouped ?? b.value, district: declaredIn(columns, row, district), commune: declaredIn(columns, row, commune) }];
}

function declaredIn(columns: ColumnMeaning[], row: SourceRow, field: string | null): string {
  const index = columns.findIndex(({ use }) => use !== null && 'field' in use && use.field.name === field);
  return index < 0 ? '' : textOf(row.cells[index]).replaceAll('\0', '').trim();
}

function reasonFor(zone: TriedReading, usual: TriedReading, declared: number, points: number): Text {
  const { vi, en } = zone.system.label;
  if (!declared)
    return {
      vi: `${vi}: ${zone.allInside}/${points} vị trí xem thử nằm trong tỉnh (${usual.system.label.vi}: ${usual.allInside}).`,
      en: `${en}: ${zone.allInside} of ${points} places tried lie in the province (${usual.system.label.en}: ${usual.allInside}).`,
    };
  const other = zone === usual ? { vi: '', en: '' } : against(usual.system, usual.agreeing);
  return {
    vi: `${vi}: ${zone.agreeing}/${declared} tên huyện, xã khai báo đúng với vị trí${other.vi}.`,
    en: `${en}: ${zone.agreeing} of ${declared} declared districts and communes are where the places lie${other.en}.`,
  };
}

const against = ({ label }: CoordinateSystem, agreeing: number): Text => ({
  vi: `; đọc theo ${label.vi} chỉ có ${agreeing}`,
  en: `; read as ${label.en} only ${agreeing} are`,
});
