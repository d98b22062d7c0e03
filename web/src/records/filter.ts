import type { Field, Kind, KindName } from '../api-types';
import { fieldOf } from './registry';

/** The filter is whatever in the address names a field of a kind, or one of these. */
export const COMMON = ['owner', 'unit', 'problem', 'within', 'q'];
export type Filter = ReadonlyMap<string, string[]>;

export function readFilter(params: URLSearchParams, kinds: Kind[]): Filter {
  const filter = new Map<string, string[]>();
  for (const [name, value] of params) {
    const field = name.split('.')[0]!;
    if (COMMON.includes(field) || kinds.some((kind) => fieldOf(kind, field))) filter.set(name, name === 'q' ? [value] : value.split(','));
  }
  return filter;
}

/**
 * The filter as a query for one kind; null when nothing of this kind can match (a status it does not know).
 * A field of another kind says nothing about this one.
 */
export function queryFor(kind: Kind, filter: Filter, extra: Record<string, string | null> = {}): URLSearchParams | null {
  const query = new URLSearchParams();
  for (const [name, values] of filter) {
    if (COMMON.includes(name)) query.set(name, values.join(','));
    else {
      const field = fieldOf(kind, name.split('.')[0]!);
      if (!field) continue;
      const known = field.codes ? values.filter((value) => field.codes!.some((code) => code.value === value)) : values;
      if (known.length === 0) return null;
      query.set(name, known.join(','));
    }
  }
  for (const [name, value] of Object.entries(extra)) if (value) query.set(name, value);
  return query;
}

/** The fields worth a place in the filter form, kind by kind. */
const MAIN: Record<KindName, string[]> = {
  'bts-stations': ['status', 'structure', 'technologies', 'zoneKinds', 'shared', 'inspectionOverdue'],
  'cable-segments': ['participants', 'status', 'method', 'overdue'],
  'post-office-sites': ['status', 'landStage'],
  'sharing-agreements': ['tenants', 'status', 'items', 'expired'],
};

/** Fields by whose year one chooses; of a date the year is asked for, from its first day to its last. */
const YEARS: Record<KindName, string[]> = {
  'bts-stations': ['builtOn', 'conversionPlannedFor'],
  'cable-segments': ['plannedYear', 'completedOn'],
  'post-office-sites': ['requestedOn'],
  'sharing-agreements': ['signedOn'],
};
export const yearFields = (kinds: Kind[]): Field[] => kinds.flatMap((kind) => YEARS[kind.name].flatMap((name) => fieldOf(kind, name) ?? []));

/** The value of a bound in the address for a year that was typed, and the year of such a value. */
export const boundOf = (field: Field, bound: 'min' | 'max', year: string): string =>
  field.type === 'date' ? `${year}-${bound === 'min' ? '01-01' : '12-31'}` : year;
export const yearOf = (value: string | undefined): string => value?.slice(0, 4) ?? '';

/** One entry for each name; codes that several kinds share under a name are put together. */
export function filterFields(kinds: Kind[]): Field[] {
  const fields = new Map<string, Field>();
  for (const kind of kinds) {
    for (const name of MAIN[kind.name]) {
      const field = fieldOf(kind, name);
      if (!field) continue;
      const had = fields.get(name);
      const codes = [...(had?.codes ?? []), ...(field.codes ?? [])].filter((code, index, all) => all.findIndex((one) => one.value === code.value) === index);
      fields.set(name, { ...field, codes: field.codes && codes });
    }
  }
  return [...fields.values()];
}
