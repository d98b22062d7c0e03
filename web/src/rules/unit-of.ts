import type { Text } from '../api-types';

/** A threshold's unit: a symbol, which is the same in every language, or a word. */
export const unitOf = (unit: string | Text, pick: (text: Text) => string): string => (typeof unit === 'string' ? unit : pick(unit));
