// A look past the API into the database of a running registry, for what triggers and constraints promise.
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Registry } from './registry.js';

const INT8 = 20;
pg.types.setTypeParser(INT8, Number);

export interface Sql {
  rows<Row = any>(text: string, values?: unknown[]): Promise<Row[]>;
  /** The first column of the first row. */
  value<Value = any>(text: string, values?: unknown[]): Promise<Value>;
  /** In one transaction, in the name of a user, as the registry writes records. */
  as<Row = any>(username: string, text: string, values?: unknown[]): Promise<Row[]>;
  /** In a transaction that is undone at the end, whatever was done in it. */
  undone<Result>(work: () => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

export async function openSql(registry: Pick<Registry, 'databaseUrl' | 'dataDir'>): Promise<Sql> {
  const client = new pg.Client(addressOf(registry));
  // The registry may go first.
  client.on('error', () => undefined);
  await client.connect();
  const rows = async (text: string, values?: unknown[]): Promise<any[]> => (await client.query(text, values)).rows;
  const within = async <Result>(end: 'commit' | 'rollback', work: () => Promise<Result>): Promise<Result> => {
    await client.query('begin');
    const result = await work().catch(async (error: unknown) => {
      await client.query('rollback');
      throw error;
    });
    await client.query(end);
    return result;
  };
  return {
    rows,
    // A test knows what it asked for.
    value: async (text, values) => Object.values((await rows(text, values))[0] ?? {})[0] as never,
    as: (username, text, values) =>
      within('commit', async () => {
        await client.query(`select set_config('registry.user_id', id::text, true) from users where username = $1`, [username]);
        return rows(text, values);
      }),
    undone: (work) => within('rollback', work),
    close: () => client.end(),
  };
}

/** The database of a registry, for what takes an address as the server does. */
export const urlOf = ({ databaseUrl, dataDir }: Pick<Registry, 'databaseUrl' | 'dataDir'>): string =>
  databaseUrl ?? `postgres://postgres@localhost/postgres?host=${encodeURIComponent(socketFolder(dataDir))}&connections=1`;

function addressOf({ databaseUrl, dataDir }: Pick<Registry, 'databaseUrl' | 'dataDir'>): pg.ClientConfig {
  if (databaseUrl) return { connectionString: databaseUrl };
  return { host: socketFolder(dataDir), port: 5432, user: 'postgres', database: 'postgres' };
}

/** As the registry itself does it: the path of a Unix socket may not be long. */
function socketFolder(dataDir: string): string {
  if (Buffer.byteLength(join(dataDir, '.s.PGSQL.5432')) <= 100) return dataDir;
  return join(tmpdir(), `registry-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`);
}
