import { setTimeout as wait } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { join, raw, row, rows, sql, type Sql } from '../database/sql.js';
import { puttingDown, unnested, type ApprovedItems } from './apply.js';

/**
 * Puts down where records lie that another session is about to write, and what of them is searched. Until that session commits nobody finds it, as both
 * are only ever asked for together with their record; `forgetAhead` belongs into its transaction, so that what was put down for nothing can be told from the rest.
 */
export async function placeAhead(database: DataSource, submissionId: number, parts: ApprovedItems[], left: Iterable<Sql>): Promise<void> {
  await discardAhead(database, submissionId);
  await announce(database, submissionId, parts);
  await database.transaction(async (manager) => {
    await rows(manager, lockAhead(submissionId));
    for (const statement of left) await rows(manager, statement);
  });
}

/**
 * The same before that session begins, for a database with one connection: part by part, with pauses in which others have their turn. The transaction that
 * writes the records, in which nobody has, is so much shorter.
 */
export async function placeInTurns(database: DataSource, submissionId: number, parts: ApprovedItems[], pauseMs: number): Promise<void> {
  await announce(database, submissionId, parts);
  for (const statement of parts.flatMap(puttingDown)) {
    await rows(database, statement);
    await wait(pauseMs);
  }
}

const announce = (database: DataSource, submissionId: number, parts: ApprovedItems[]): Promise<unknown> =>
  rows(
    database,
    sql`insert into placed_ahead (submission_id, records) select ${submissionId}, range_agg(int8range(p.record_id, p.record_id, '[]'))
      from (${join(
        parts.map((part) => sql`select record_id from ${unnested(part)} u(item_id, record_id)`),
        ' union all ',
      )}) p`,
  );

/** Takes away what a session put down that came to no end, after waiting for it if it is still at it. */
export async function discardAhead(database: DataSource, submissionId: number): Promise<void> {
  await database.transaction(async (manager) => {
    if (!(await row(manager, lockAhead(submissionId)))) return;
    for (const table of ['placements', 'record_texts'])
      await rows(
        manager,
        sql`delete from ${raw(table)} p using placed_ahead a, unnest(a.records) r where a.submission_id = ${submissionId} and p.record_id >= lower(r) and p.record_id < upper(r)`,
      );
    await rows(manager, forgetAhead(submissionId));
  });
}

/** What was put down stays: its records are there. */
export const forgetAhead = (submissionId: number): Sql => sql`delete from placed_ahead where submission_id = ${submissionId} returning 1`;

const lockAhead = (submissionId: number): Sql => sql`select 1 from placed_ahead where submission_id = ${submissionId} for update`;
