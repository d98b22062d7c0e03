import type { Reading, Submission } from './types';

/** What was said about the reading so far with something new: what is left out would be guessed again. */
export function readingWith({ reading }: Submission, change: Reading): Reading {
  const { columns, values, crs, order, sheet, complete } = { ...reading, ...change };
  return {
    ...(columns && { columns }),
    ...(values && { values }),
    ...(crs && { crs }),
    ...(order && { order }),
    ...(sheet && { sheet }),
    ...(complete !== undefined && { complete }),
  };
}
