import { types } from 'pg';
import { DataSource } from 'typeorm';
import { ENTITIES } from './entities.js';
import { MIGRATIONS } from './migrations/index.js';

const INT8 = 20;
const DATE = 1082;

const CONNECTIONS = 8;
const PATIENCE_MS = 15_000;
/** A session that is closed takes with it what it has loaded and prepared; in a quiet office minutes pass between two questions. */
const IDLE_MS = 30 * 60_000;
/** A server with a single session makes its clients take turns, and one may have to wait for a long piece of work. */
const PATIENCE_IN_LINE_MS = 180_000;

/**
 * The connection pool of the registry. `url` is all that tells one PostGIS from another; `connections` in it says how many the server can
 * keep apart, where that is not the usual number.
 */
export function dataSourceFor(url: string, connections?: number): DataSource {
  // Ids stay far below 2^53; dates have no time of day and must not be shifted by a time zone.
  types.setTypeParser(INT8, Number);
  types.setTypeParser(DATE, (text) => text);
  const { searchParams } = new URL(url);
  const folder = searchParams.get('host');
  const most = Number(searchParams.get('connections') ?? CONNECTIONS);
  return new DataSource({
    type: 'postgres',
    // A folder in `host` is a Unix socket; the driver wants it as a field of its own.
    ...(folder ? { host: folder, port: 5432, database: new URL(url).pathname.slice(1), username: new URL(url).username } : { url }),
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'all',
    installExtensions: false,
    uuidExtension: 'pgcrypto',
    poolSize: connections ?? most,
    extra: { connectionTimeoutMillis: most === 1 ? PATIENCE_IN_LINE_MS : PATIENCE_MS, idleTimeoutMillis: IDLE_MS },
  });
}

/** How many sessions all share. */
export const sessionsOf = ({ options }: DataSource): number => (options.type === 'postgres' && options.poolSize) || CONNECTIONS;

/** Whether all share one session, as on the embedded database: nobody gets an answer while a statement of somebody else runs. */
export const takesTurns = (database: DataSource): boolean => sessionsOf(database) === 1;
