import type { DataSource } from 'typeorm';
import { rows, type Runner, type Sql } from '../database/sql.js';

/** Sessions of the pool that belong to one piece of work until it ends. */
export interface Sessions {
  runners: Runner[];
  /** Gives them back as they came. */
  close(): Promise<void>;
}

/** @param begin what each session does first, such as tables of its own; `end` takes those away again */
export async function openSessions(database: DataSource, count: number, begin: Sql[], end: Sql[]): Promise<Sessions> {
  const sessions = Array.from({ length: count }, () => database.createQueryRunner());
  const each = (statements: Sql[]) =>
    Promise.allSettled(
      sessions.map(async ({ manager }) => {
        for (const statement of statements) await rows(manager, statement);
      }),
    );
  const close = async (): Promise<void> => {
    await each(end);
    await Promise.allSettled(sessions.map((session) => session.release()));
  };
  const failed = (await each(begin)).find((one) => one.status === 'rejected');
  if (!failed) return { runners: sessions.map(({ manager }) => manager), close };
  await close();
  throw failed.reason;
}
