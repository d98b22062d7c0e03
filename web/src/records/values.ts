import type { Field, Value } from '../api-types';
import { useWords } from '../text';
import { formatDate, formatLength, formatNumber } from '../text/format';
import { useRegistry } from './registry';

/** A field's value as people write it: labels of codes, short names of organisations, units. */
export function useValueWords() {
  const { say, pick } = useWords();
  const { organization } = useRegistry();

  return function words(field: Field | undefined, value: Value): string {
    if (value === null || value === undefined || value === '') return '';
    if (Array.isArray(value)) return value.map((one) => words(field, one)).join(', ');
    if (typeof value === 'boolean') return say(value ? 'yes' : 'no');
    if (!field) return String(value);
    if (field.type === 'date') return formatDate(String(value));
    if (field.type === 'year') return String(value);
    if (field.type.startsWith('organization')) return organization(String(value));
    if (field.type.startsWith('code')) return pick(field.codes?.find((code) => code.value === value)?.label) || String(value);
    if (typeof value === 'number') return withUnit(field, value);
    return String(value);
  };
}

/** Lengths of routes may be kilometres; heights are always metres. */
const withUnit = ({ name, unit }: Field, value: number): string => {
  if (unit === 'm' && /length/i.test(name)) return formatLength(value);
  if (unit === 'VND') return `${formatNumber(value)} đ`;
  return formatNumber(value, 2) + (unit ? ` ${unit}` : '');
};

export const isFilled = (value: unknown): boolean => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
