import { rows, sql, type Runner, type Sql } from '../database/sql.js';

/** Those that were not read because their files could not be. */
export const UNREADABLE = sql`(select j.state from jobs j where j.submission_id = s.id order by j.id desc limit 1) = 'failed'`;

/**
 * Throws away submissions `s` that were never read. Answers kept for their requests would name what is not there any more: the same requests may make them anew.
 * @returns their uploads, to be forgotten once the transaction has ended
 */
export async function discardUnread(on: Runner, where: Sql): Promise<string[]> {
  const gone = await rows<{ upload: string | null; key: number | null }>(
    on,
    sql`delete from submissions s where s.state = 'receiving' and ${where} returning s.upload_id as upload, s.idempotency_key as key`,
  );
  const keys = gone.flatMap(({ key }) => key ?? []);
  if (keys.length) await rows(on, sql`delete from idempotency_keys where id = any(${keys}::bigint[]) and status is not null`);
  return gone.flatMap(({ upload }) => upload ?? []);
}
