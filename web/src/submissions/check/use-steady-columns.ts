import { useState } from 'react';
import type { Kind } from '../../api-types';
import { gridColumns, inReadingOrder, inShownOrder, type GridColumn } from '../grid-columns';
import type { Item, Submission } from '../types';

/** The columns of the table. Their order is found with the first rows and then kept for as long as the step is open, however many problems are mended meanwhile. */
export function useSteadyColumns({ columns }: Submission, items: Item[], kind: Kind): GridColumn[] {
  const [shown, setShown] = useState<string[]>([]);
  const found = gridColumns(columns, items, kind);
  const ordered = shown.length ? inShownOrder(found, shown) : inReadingOrder(found, items, kind);
  const added = ordered.map(({ field }) => field).filter((field) => !shown.includes(field));
  // Without rows nothing is known of their problems yet.
  if (items.length > 0 && added.length > 0) setShown([...shown, ...added]);
  return ordered;
}
