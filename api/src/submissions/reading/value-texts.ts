import type { Cell, SourceRow } from '../../formats/format.js';
import { partsReader, type Part } from './choices.js';
import type { ColumnMeaning } from './columns.js';
import type { ReadingOptions } from './rows.js';
import { storable, textOf } from './words.js';
import { valueReader } from './values.js';

/** A text of a column of codes or organisations, how often it stands there, and the code it was understood as. */
export interface ValueText {
  field: string;
  text: string;
  count: number;
  code: string | null;
}

export interface ValueTexts {
  add(rows: SourceRow[]): void;
  /** What was not understood first, then the commonest. */
  all(): ValueText[];
}

const MOST_TEXTS = 200;

interface Column {
  index: number;
  field: string;
  partsOf: (cell: string) => Part[];
  /** Cells repeat: each is taken apart once. */
  cells: Map<string, Counted>;
  /** What the cell before said: many columns say the same in row after row. */
  last: string | undefined;
  counted: Counted | undefined;
}

interface Counted {
  times: number;
}

/** Collects the distinct texts of the columns of codes and organisations while a file is read. */
export function valueTexts(columns: ColumnMeaning[], options: Pick<ReadingOptions, 'organizations' | 'values' | 'authority'>): ValueTexts {
  const collected = columns.flatMap(({ use }, index): Column[] => {
    if (!use || !('field' in use) || (use.field.authorityOnly && !options.authority)) return [];
    const { field } = use;
    const partsOf = partsReader(field, options.organizations, options.values?.[field.name]);
    if (!partsOf) return [];
    const read = valueReader(field, options.organizations, options.values?.[field.name]);
    const isNothing = (cell: string): boolean => {
      const reading = read(cell);
      return 'value' in reading && reading.value === null;
    };
    return [{ index, field: field.name, partsOf: (cell) => (isNothing(cell) ? [] : partsOf(cell)), cells: new Map(), last: undefined, counted: undefined }];
  });
  return {
    add(rows) {
      for (const { cells } of rows) for (const column of collected) count(column, cells[column.index]);
    },
    all: () => collected.flatMap(textsIn),
  };
}

/** A column with more spellings than this is no column of codes. */
const MOST_CELLS = 10_000;

function count(column: Column, cell: Cell | undefined): void {
  const text = typeof cell === 'string' ? cell : textOf(cell);
  if (text !== column.last) {
    column.last = text;
    column.counted = column.cells.get(text);
    if (!column.counted && text.trim() !== '' && column.cells.size < MOST_CELLS) column.cells.set(text, (column.counted = { times: 0 }));
  }
  if (column.counted) column.counted.times++;
}

function textsIn({ field, partsOf, cells }: Column): ValueText[] {
  const found = new Map<string, ValueText>();
  for (const [cell, { times: count }] of cells)
    for (const { text, code } of partsOf(cell)) {
      const known = found.get(text);
      if (known) known.count += count;
      else found.set(text, { field, text: storable(text), count, code });
    }
  return [...found.values()].sort((a, b) => Number(a.code !== null) - Number(b.code !== null) || b.count - a.count).slice(0, MOST_TEXTS);
}
