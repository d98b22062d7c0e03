import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FileProblem } from '../../../api/src/formats/format.js';
import type { Cell, SourceRow, SourceTable } from '../../../api/src/formats/format.js';
import { openTable, type OpenOptions } from '../../../api/src/formats/formats.js';

export const FIXTURES = fileURLToPath(new URL('../../fixtures/files/', import.meta.url));
export const fixtureNames = (): string[] => readdirSync(FIXTURES);
export const openFixture = (name: string, options?: OpenOptions): Promise<SourceTable> => openTable(FIXTURES + name, name, options);

export async function rowsOf(table: SourceTable): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const batch of table.rows) rows.push(...batch);
  return rows;
}

const shownCell = (cell: Cell): string => (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? ''));

/** Rows as short text: '2: VPC0001|42.5'. */
export const shownRows = (rows: SourceRow[]): string[] => rows.map(({ row, cells }) => `${row}: ${cells.map(shownCell).join('|')}`);

/** Header and rows as short text. */
export async function shownTable(table: SourceTable): Promise<string[]> {
  return [table.columns.map(({ header }) => header).join('|'), ...shownRows(await rowsOf(table))];
}

/** The problem's words in Vietnamese; anything but a FileProblem fails the test. */
export async function problemOf(reading: Promise<unknown>): Promise<string> {
  const error = await reading.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof FileProblem)) throw error ?? new Error('no problem at all');
  return error.text.vi;
}
