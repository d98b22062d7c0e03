import { fieldOf } from '../registry/field.js';
import type { KindName } from '../registry/field.js';
import { kindNamed } from '../registry/kinds.js';

/** What people write for a code: its Vietnamese label, or the synonym of that number. */
export function labelsOf(kind: KindName, field: string, synonym?: number): (value: string) => string {
  const codes = fieldOf(kindNamed(kind), field)?.codes ?? [];
  const texts = new Map(codes.map(({ value, label, synonyms }) => [value, (synonym !== undefined && synonyms?.[synonym]) || label.vi]));
  return (value) => texts.get(value)!;
}

export const yesNo = (value: boolean): string => (value ? 'Có' : 'Không');
