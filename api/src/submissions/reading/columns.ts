import { fieldOf, type Field, type Kind, type KindName } from '../../registry/field.js';
import { fold } from '../../registry/fold.js';
import { KINDS } from '../../registry/kinds.js';
import { COORDINATE_NAMES, NOT_DATA, WKT_NAMES, systemsTakenOut, upperOf, variantsOf } from './headers.js';
import { similar } from './similar.js';

export type CoordinateUse = 'x' | 'y' | 'lon' | 'lat' | 'both';
export type ColumnUse = { field: Field } | { coordinate: CoordinateUse } | { geometry: 'wkt' };

/** How it came to a column's use: said by hand, said for an earlier file, by its name, by another name for it, or by a name that is nearly it. */
export type UnderstoodBy = 'chosen' | 'remembered' | 'exact' | 'synonym' | 'similar' | null;

export interface ColumnMeaning {
  header: string;
  /** Null: left aside. With `by` set it was meant to be; without, nobody knows what it is. */
  use: ColumnUse | null;
  by: UnderstoodBy;
}

/** Header -> field name, 'x', 'y', 'lon', 'lat', 'both', 'wkt', or null to leave the column aside. Headers are compared folded. */
export type ColumnChoices = Record<string, string | null>;

const COORDINATE_USES: CoordinateUse[] = ['x', 'y', 'lon', 'lat', 'both'];

/** A use by the name it has in requests; undefined when the kind has no such use. */
export function useNamed(kind: Kind, name: string): ColumnUse | undefined {
  const field = fieldOf(kind, name);
  if (field) return field.computed ? undefined : { field };
  if (name === 'wkt') return takesWkt(kind) ? { geometry: 'wkt' } : undefined;
  const coordinate = COORDINATE_USES.find((use) => use === name);
  return coordinate && takesPoints(kind) ? { coordinate } : undefined;
}

/** The opposite of `useNamed`. */
export function nameOfUse(use: ColumnUse | null): string | null {
  if (!use) return null;
  return 'field' in use ? use.field.name : 'coordinate' in use ? use.coordinate : use.geometry;
}

const takesPoints = (kind: Kind): boolean => kind.geometry.includes('Point');
const takesWkt = (kind: Kind): boolean => !kind.geometry.includes('GeometryCollection');

/** What each column of a file is for; every field and every ordinate is used at most once, what was said by hand before all names, an exact name before a synonym. */
export function understandColumns(kind: Kind, headers: string[], chosen: ColumnChoices = {}, remembered: ColumnChoices = {}): ColumnMeaning[] {
  const work = new Understanding(kind, headers);
  work.assignChoices(chosen, 'chosen');
  work.assignChoices(remembered, 'remembered');
  work.leaveAside();
  work.assignFields();
  if (takesPoints(kind)) work.assignCoordinates();
  if (takesWkt(kind)) work.assignWkt();
  work.assignSimilar();
  return work.meanings;
}

/** Which ordinate of a place a use gives: 'x' and 'lon' are the same. */
const slotOf = (use: ColumnUse): string => ('field' in use ? use.field.name : 'geometry' in use ? 'wkt' : (SLOTS[use.coordinate] ?? use.coordinate));
const SLOTS: Partial<Record<CoordinateUse, string>> = { lon: '(first)', x: '(first)', lat: '(second)', y: '(second)' };

class Understanding {
  readonly meanings: ColumnMeaning[];
  private readonly taken = new Set<string>();
  private readonly variants: string[][];

  constructor(
    private readonly kind: Kind,
    headers: string[],
  ) {
    this.meanings = headers.map((header) => ({ header, use: null, by: null }));
    this.variants = headers.map(variantsOf);
  }

  private assign(index: number, use: ColumnUse, by: UnderstoodBy): void {
    if (this.taken.has(slotOf(use))) return;
    this.taken.add(slotOf(use));
    this.meanings[index] = { ...this.meanings[index]!, use, by };
  }

  /** Columns nobody has said or found anything of yet. */
  private open(): number[] {
    return this.meanings.flatMap(({ by }, index) => (by === null ? [index] : []));
  }

  assignChoices(choices: ColumnChoices, by: 'chosen' | 'remembered'): void {
    const wanted = new Map(Object.entries(choices).map(([header, name]) => [fold(header), name]));
    for (const index of this.open()) {
      const name = wanted.get(this.variants[index]![0]!);
      if (name === undefined) continue;
      const use = name === null ? null : useNamed(this.kind, name);
      if (use) this.assign(index, use, by);
      else if (name === null) this.meanings[index]!.by = by;
    }
  }

  /** Running numbers, the column in which our own report tells what was found, and what an export of ours had calculated. */
  leaveAside(): void {
    const calculated = new Set(this.kind.fields.flatMap(({ computed, name, label }) => (computed ? [name, label.vi, label.en].map(fold) : [])));
    for (const index of this.open()) {
      const header = this.variants[index]![0]!;
      if (NOT_DATA.has(header) || calculated.has(header)) this.meanings[index]!.by = 'exact';
    }
  }

  /** Names and labels, then synonyms; first of whole headers, then of what is left of them without brackets, units and the like. */
  assignFields(): void {
    const { names, synonyms } = namesOf(this.kind);
    const most = Math.max(0, ...this.variants.map((variants) => variants.length));
    for (let rank = 0; rank < most; rank++)
      for (const known of [names, synonyms])
        for (const index of this.open()) {
          const field = known.get(this.variants[index]![rank] ?? '')?.find(({ name }) => !this.taken.has(name));
          if (field && (rank === 0 || this.suitsUpper(index, field))) this.assign(index, { field }, rank === 0 && known === names ? 'exact' : 'synonym');
        }
  }

  /** "Giấy phép xây dựng / Ngày cấp" is not the day of an inspection: what stands above speaks of another field. */
  private suitsUpper(index: number, field: Field): boolean {
    const upper = fold(upperOf(this.meanings[index]!.header) ?? '');
    const { names, synonyms } = namesOf(this.kind);
    const above = names.get(upper) ?? synonyms.get(upper);
    if (!above || above.includes(field)) return true;
    const words = fold(field.label.vi).split(' ');
    return upper.split(' ').some((word) => words.includes(word));
  }

  /** Files often hold both lon/lat and X/Y: only one pair is read, degrees first because their system is not in doubt. */
  assignCoordinates(): void {
    if (['both', 'wkt'].some((slot) => this.taken.has(slot))) return;
    const half = this.meanings.find(({ use }) => use && 'coordinate' in use);
    const pairs: CoordinateUse[][] = half ? [OTHERS[(half.use as { coordinate: CoordinateUse }).coordinate] ?? []] : [['lon', 'lat'], ['x', 'y'], ['both']];
    const at = (use: CoordinateUse): number => this.open().find((index) => this.isNamed(index, COORDINATE_NAMES[use])) ?? -1;
    const found = pairs.find((pair) => pair.every((use) => at(use) >= 0)) ?? pairs.find((pair) => pair.some((use) => at(use) >= 0)) ?? [];
    const places = found.map((use) => ({ use, index: at(use) })).filter(({ index }) => index >= 0);
    for (const { use, index } of places)
      this.assign(index, { coordinate: use }, COORDINATE_NAMES[use].includes(this.variants[index]![0]!) ? 'exact' : 'synonym');
  }

  assignWkt(): void {
    const index = this.open().find((at) => this.isNamed(at, WKT_NAMES));
    if (index !== undefined) this.assign(index, { geometry: 'wkt' }, 'synonym');
  }

  private isNamed(index: number, names: string[]): boolean {
    return this.variants[index]!.some((variant) => names.includes(systemsTakenOut(variant)));
  }

  /** Typing errors, where only one field can be meant. */
  assignSimilar(): void {
    const { names, synonyms } = namesOf(this.kind);
    for (const index of this.open()) {
      const fields = similar(this.variants[index]!, [...names, ...synonyms]);
      if (fields.length === 1) this.assign(index, { field: fields[0]! }, 'similar');
    }
  }
}

/** The other ordinate of a pair of which one was chosen by hand. */
const OTHERS: Partial<Record<CoordinateUse, CoordinateUse[]>> = { lon: ['lat'], lat: ['lon'], x: ['y'], y: ['x'] };

type Names = Map<string, Field[]>;
const known = new Map<KindName, { names: Names; synonyms: Names }>();

/** Folded names and labels, and synonyms with all their variants, of the fields a file may fill. */
function namesOf(kind: Kind): { names: Names; synonyms: Names } {
  let found = known.get(kind.name);
  if (!found) {
    const fields = kind.fields.filter((field) => !field.computed);
    found = {
      names: index(fields, ({ name, label }) => [fold(name), fold(label.vi), fold(label.en)]),
      synonyms: index(fields, ({ synonyms = [], label }) => [...synonyms.map(fold), ...[...synonyms, label.vi].flatMap(variantsOf)]),
    };
    known.set(kind.name, found);
  }
  return found;
}

function index(fields: Field[], textsOf: (field: Field) => string[]): Names {
  const names: Names = new Map();
  for (const field of fields) for (const text of new Set(textsOf(field))) if (text) names.set(text, [...(names.get(text) ?? []), field]);
  return names;
}

const LEAST_SCORE = 0.25;

/**
 * The kind most of whose required fields, and most of the file's headers, are recognised. Null when none is plainly meant: where any kind scores too little,
 * or no header speaks louder for the best than for the next best, as with nothing but a name and a description.
 */
export function guessKind(headers: string[]): KindName | null {
  const [best, next] = KINDS.map((kind) => ({ kind: kind.name, ...scoreOf(kind, headers) })).sort((a, b) => b.score - a.score);
  if (!best || best.score < LEAST_SCORE || best.score === next?.score) return null;
  return best.voices.some((voice, at) => voice > (next?.voices[at] ?? 0)) ? best.kind : null;
}

/** How surely a header is a field, by how it was understood. */
const VOICES: Partial<Record<NonNullable<UnderstoodBy>, number>> = { exact: 2, synonym: 1 };

/** @returns from 0 to 1, and for each header how loud it speaks for this kind */
function scoreOf(kind: Kind, headers: string[]): { score: number; voices: number[] } {
  const columns = understandColumns(kind, headers);
  const sure = columns.filter(({ use, by }) => use && by !== 'similar');
  const required = kind.fields.filter((field) => field.required);
  const found = required.filter((field) => sure.some(({ use }) => use && 'field' in use && use.field === field));
  const counted = columns.filter(({ use, by }) => use || !by).length;
  const voices = columns.map(({ use, by }) => (use && by && VOICES[by]) || 0);
  return { score: counted ? (found.length / required.length + sure.length / counted) / 2 : 0, voices };
}
