import type { Geometry } from 'geojson';
import { useMemo, useState } from 'react';
import type { Kind, RegistryRecord } from '../api-types';
import type { Item } from '../submissions/types';
import { useKept } from './kept';
import { sameShape } from './shapes';
import { allTyped, differing, toSend, typedOf, type Typed, type TypedValues } from './typed';
import { fieldOf } from '../records/registry';

export interface Start {
  kind: Kind;
  record: RegistryRecord | null;
  item: Item | null;
  /** Whom a new record belongs to, where that is not to be chosen. */
  owner: string | null;
  retire: boolean;
  /** Where a new record is to be, if it was started from the map. */
  at: Geometry | null;
}

/** What stands in the form, what of it is new, and what of that the server has not seen. */
export function useFormState(key: string, start: Start) {
  const { kind, record, item } = start;
  const { kept, change, forget } = useKept(key);
  const [opened] = useState(kept.at);
  const { owner, retire, at } = start;
  const base = useMemo(() => baseOf({ kind, record, item, owner, retire }), [kind, record, item, owner, retire]);
  const values: TypedValues = { ...base, ...kept.typed };
  // An agreement's place follows from what it covers.
  const derived = kind.geometry.includes('GeometryCollection');
  const placeBefore = derived ? null : (item?.geometry ?? record?.geometry ?? null);
  const geometry = kept.geometry === undefined ? (placeBefore ?? at) : kept.geometry;
  const checked = kept.checked ?? (item ? { values: base, geometry: placeBefore } : null);
  const unchecked = checked ? differing(values, checked.values) : [];
  const placeUnchecked = checked !== null && kept.geometry !== undefined && !sameShape(geometry, checked.geometry);
  const isTyped = kept.at !== null && (differing(values, base).length > 0 || !sameShape(geometry, placeBefore) || kept.words !== '' || kept.day !== '');

  /** Fields and place for the server: of a change what differs, of a new record all that may be set. */
  function outgoing(): { values: Record<string, unknown>; geometry?: Geometry | null } {
    if (checked && item) return { values: pick(values, unchecked), ...(placeUnchecked ? { geometry } : {}) };
    if (record) {
      const changed = differing(values, allTyped(kind, record));
      const moved = !derived && !sameShape(geometry, record.geometry);
      return { values: pick(values, [kind.codeField, kind.ownerField, ...changed]), ...(moved ? { geometry } : {}) };
    }
    const settable = kind.fields.filter((field) => !field.computed && (!field.authorityOnly || !isEmpty(values[field.name]))).map((field) => field.name);
    return { values: pick(values, settable), ...(derived ? {} : { geometry }) };
  }

  return {
    values,
    geometry,
    kept,
    set: (name: string, value: Typed) => change({ typed: { ...kept.typed, [name]: value } }),
    setMany: (more: TypedValues) => change({ typed: { ...kept.typed, ...more } }),
    setGeometry: (next: Geometry | null) => change({ geometry: next }),
    setWords: (words: string) => change({ words }),
    setDay: (day: string) => change({ day }),
    setChecked: (seen: TypedValues, place: Geometry | null) => change({ checked: { values: seen, geometry: place }, at: null }),
    forget,
    /** When what stands here was typed, if it was brought back from before. */
    restored: kept.at === opened && isTyped ? opened : null,
    /** Something was typed that the register and the draft do not have. */
    typed: isTyped,
    /** The server has seen all that stands here. */
    isChecked: checked !== null && unchecked.length === 0 && !placeUnchecked,
    unchecked,
    placeUnchecked,
    outgoing,
  };
}

export type FormState = ReturnType<typeof useFormState>;

const isEmpty = (typed: Typed | undefined): boolean => toSend(typed) === null;
const pick = (values: TypedValues, names: string[]): Record<string, unknown> => Object.fromEntries(names.map((name) => [name, toSend(values[name])]));

/** The register's values, those of the draft over them. */
function baseOf({ kind, record, item, owner, retire }: Omit<Start, 'at'>): TypedValues {
  const end: TypedValues = retire && !item ? { status: kind.retired.status } : {};
  return {
    ...(owner ? { [kind.ownerField]: typedOf(fieldOf(kind, kind.ownerField)!, owner) } : {}),
    ...allTyped(kind, record ?? item?.before ?? {}),
    ...end,
    ...allTyped(kind, item?.data ?? {}),
  };
}
