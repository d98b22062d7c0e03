import type { DataSource } from 'typeorm';
import type { Config } from '../config.js';
import { say, StartProblem } from '../start-problem.js';
import { dataSourceFor } from './data-source.js';
import { type EmbeddedDatabase, startEmbedded } from './embedded.js';

export interface OpenDatabase {
  dataSource: DataSource;
  close(): Promise<void>;
}

/** Opens the database of the configuration and brings its schema up to date. @throws StartProblem */
export async function openDatabase(config: Config, starting: Promise<EmbeddedDatabase> | undefined = startEmbedded(config)): Promise<OpenDatabase> {
  const embedded = await starting;
  const url = config.databaseUrl ?? embedded!.url;
  let dataSource = dataSourceFor(url, MIGRATING_CONNECTIONS);
  const close = async (): Promise<void> => {
    if (dataSource.isInitialized) await dataSource.destroy();
    await embedded?.close();
  };
  try {
    await dataSource.initialize().catch((error: Error) => fail(url, error));
    await requirePostgis(dataSource);
    await migrate(dataSource);
    // Settings that a migration gives the database hold for connections made after it.
    await dataSource.destroy();
    dataSource = await dataSourceFor(url).initialize();
  } catch (error) {
    await close();
    throw error;
  }
  return { dataSource, close };
}

function fail(url: string, error: Error): never {
  const { hostname, pathname } = new URL(url);
  throw new StartProblem(
    `Không kết nối được tới cơ sở dữ liệu ${pathname.slice(1)} trên ${hostname} (biến DATABASE_URL): ${error.message || (error as NodeJS.ErrnoException).code}.`,
    `Could not connect to the database ${pathname.slice(1)} on ${hostname} (variable DATABASE_URL): ${error.message || (error as NodeJS.ErrnoException).code}.`,
  );
}

/** PostGIS must be there or be installable; saying so beats the driver's error on the first geometry column. */
async function requirePostgis(dataSource: DataSource): Promise<void> {
  const needed = ['postgis', 'pg_trgm', 'unaccent'];
  const available = await dataSource.query<{ name: string }[]>(`select name from pg_available_extensions where name = any($1)`, [needed]);
  const missing = needed.filter((name) => !available.some((extension) => extension.name === name));
  if (missing.length === 0) return;
  throw new StartProblem(
    `Máy chủ PostgreSQL của DATABASE_URL chưa có phần mở rộng ${missing.join(', ')}. Cài gói PostGIS (ví dụ postgresql-15-postgis-3) rồi khởi động lại.`,
    `The PostgreSQL server of DATABASE_URL has no extension ${missing.join(', ')}. Install the PostGIS package (for example postgresql-15-postgis-3) and start again.`,
  );
}

const MIGRATION_LOCK = 7_305_112;

/** One holds the lock while the other works. */
const MIGRATING_CONNECTIONS = 2;

/** Runs what is not yet run; several processes starting at once take turns. */
async function migrate(dataSource: DataSource): Promise<void> {
  const turn = dataSource.createQueryRunner();
  try {
    await turn.query(`select pg_advisory_lock(${MIGRATION_LOCK})`);
    if (!(await dataSource.showMigrations())) return;
    say('Đang chuẩn bị các bảng dữ liệu…', 'Preparing the tables…');
    await dataSource.runMigrations();
  } catch (error) {
    throw new StartProblem(
      `Không cập nhật được cấu trúc cơ sở dữ liệu: ${(error as Error).message}. Dữ liệu chưa bị thay đổi.`,
      `The database structure could not be brought up to date: ${(error as Error).message}. No data was changed.`,
    );
  } finally {
    await turn.query(`select pg_advisory_unlock(${MIGRATION_LOCK})`).catch(() => undefined);
    await turn.release();
  }
}
