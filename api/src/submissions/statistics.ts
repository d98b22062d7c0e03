import type { DataSource } from 'typeorm';
import { row, sql, type Runner } from '../database/sql.js';

/** Those of the wide columns would take four times as long and serve nothing. */
const COLUMNS = 'id, submission_id, row_number, code, owner, change, record_id, severity, verdict';

/** Takes a sample of all packages' items, unless somebody else is at it: autovacuum gives way only after a second. */
export const sampleItems = (database: DataSource): Promise<unknown> => database.query(`analyze (skip_locked) submission_items (${COLUMNS})`);

/** Makes sure, after that, that the planner knows about how many items a package has. It would take those of a new one for a handful, and pick nested loops. */
export async function knowItems(database: DataSource, submissionId: number, items: number): Promise<void> {
  if (items < FEW || (await believed(database, submissionId)) * NEARLY > items) return;
  await database.query(`analyze submission_items (${COLUMNS})`);
}

/** Among these any plan is quick. */
const FEW = 500;
/** So many times fewer lead to the same plans. */
const NEARLY = 4;

/** How many items the planner thinks a package has. */
async function believed(on: Runner, submissionId: number): Promise<number> {
  const found = await row<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
    on,
    sql`explain (format json) select from submission_items where submission_id = ${submissionId}`,
  );
  return found!['QUERY PLAN'][0].Plan['Plan Rows'];
}
