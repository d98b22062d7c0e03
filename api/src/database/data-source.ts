import { types } from 'pg';
import { DataSource } from 'typeorm';
import { ENTITIES } from './entities.js';
import { MIGRATIONS } from './migrations/index.js';

const INT8 = 20;
const DATE = 1082;

/** The connection pool of the registry. `url` is all that tells one PostGIS from another. */
export function dataSourceFor(url: string): DataSource {
  // Ids stay far below 2^53; dates have no time of day and must not be shifted by a time zone.
  types.setTypeParser(INT8, Number);
  types.setTypeParser(DATE, (text) => text);
  const { searchParams } = new URL(url);
  const folder = searchParams.get('host');
  return new DataSource({
    type: 'postgres',
    // A folder in `host` is a Unix socket; the driver wants it as a field of its own.
    ...(folder ? { host: folder, port: 5432, database: new URL(url).pathname.slice(1), username: new URL(url).username } : { url }),
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'all',
    installExtensions: false,
    uuidExtension: 'pgcrypto',
    poolSize: 8,
    extra: { connectionTimeoutMillis: 15_000 },
  });
}
