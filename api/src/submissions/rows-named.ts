import { rows, sql, type Runner, type Sql } from '../database/sql.js';
import type { Text } from '../registry/field.js';

const MOST = 20;

/**
 * Names the first items that a problem speaks of: by the row of the file, and records that the file does not name by their code.
 * @param where a condition on items `i`
 * @returns for instance “hàng 3, 5; mã VT-7”; null if there are none
 */
export async function rowsNamed(on: Runner, where: Sql): Promise<Text | null> {
  const found = await rows<{ row: number; code: string | null }>(
    on,
    sql`select i.row_number as row, i.code from submission_items i where ${where} order by i.row_number < 0, i.row_number limit ${MOST + 1}`,
  );
  if (!found.length) return null;
  const shown = found.slice(0, MOST);
  const numbers = shown.filter(({ row }) => row > 0).map(({ row }) => row);
  const codes = shown.filter(({ row }) => row < 0).map(({ code }) => code);
  const inWords = (row: string, code: string): string =>
    [numbers.length && `${row} ${numbers.join(', ')}`, codes.length && `${code} ${codes.join(', ')}`].filter(Boolean).join('; ') +
    (found.length > MOST ? ', …' : '');
  return { vi: inWords('hàng', 'mã'), en: inWords('row', 'code') };
}
