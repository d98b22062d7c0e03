// A registry of one's own for a test file: the built server in its own process, on its own database, talked to by HTTP.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer } from './server.js';
import { type Database, TEST_FOLDER } from './surroundings.js';
import { copyTemplate, dropDatabase } from './template.js';

declare const REGISTRY_TEST_DATABASE: Database | undefined;

/** The database this run of the test file is about: set by tests/jest.config.mjs for each project. */
export const DATABASE: Database =
  (typeof REGISTRY_TEST_DATABASE === 'undefined' ? undefined : REGISTRY_TEST_DATABASE) ??
  (process.env['REGISTRY_TEST_DATABASE'] as Database | undefined) ??
  'embedded';

export interface RegistryOptions {
  database?: Database;
  /** true: with the sample operators' files; false (and usual, as quicker): accounts, boundaries and facts only. */
  sample?: boolean;
  /** An empty database instead of a prepared one; takes 20 s on the embedded one. */
  fresh?: boolean;
  env?: Record<string, string>;
  /** With these, starts again on the data of an earlier registry. */
  dataDir?: string;
  databaseUrl?: string;
}

export interface Registry {
  url: string;
  pid: number;
  database: Database;
  dataDir: string;
  databaseUrl?: string;
  /** All that the server wrote to its output so far. */
  output(): string;
  /** Ends the server politely and throws its data away. Done by itself after the last test of the file. */
  stop(): Promise<void>;
  /** SIGKILL: no chance to tidy up. The data stay; see `again`. */
  kill9(): Promise<void>;
  /** A new server on the same data; the old one is ended politely if it still runs. */
  again(): Promise<Registry>;
}

const running = new Set<Registry>();

// Also when a test failed before it came to its own `stop`. Outside Jest (the benchmark) whoever starts it stops it.
if (typeof afterAll === 'function') {
  afterAll(async () => {
    for (const registry of running) await registry.stop();
  });
}

export async function startRegistry(options: RegistryOptions = {}): Promise<Registry> {
  const place = await placeFor(options);
  const server = await startServer({ ...place, ...options.env });
  const { DATA_DIR: dataDir, DATABASE_URL: databaseUrl } = place;
  const database = options.database ?? DATABASE;
  const registry: Registry = {
    url: server.url,
    pid: server.pid,
    database,
    dataDir,
    databaseUrl,
    output: server.output,
    async stop() {
      if (!running.delete(registry)) return;
      await server.end('SIGTERM');
      await throwAway(dataDir, databaseUrl);
    },
    kill9: () => server.end('SIGKILL'),
    async again() {
      running.delete(registry);
      await server.end('SIGTERM');
      return startRegistry({ ...options, database, dataDir, databaseUrl });
    },
  };
  running.add(registry);
  return registry;
}

type Place = { DATA_DIR: string; DATABASE_URL?: string; SAMPLE_DATA: string };

async function placeFor({ database = DATABASE, sample = false, fresh = false, dataDir, databaseUrl }: RegistryOptions): Promise<Place> {
  const SAMPLE_DATA = sample ? 'on' : 'accounts';
  if (dataDir) return { DATA_DIR: dataDir, DATABASE_URL: databaseUrl, SAMPLE_DATA };
  const folder = await mkdtemp(join(TEST_FOLDER, `${database}-`));
  return { DATA_DIR: folder, DATABASE_URL: await copyTemplate(fresh ? 'empty' : SAMPLE_DATA, database, folder), SAMPLE_DATA };
}

async function throwAway(dataDir: string, databaseUrl?: string): Promise<void> {
  if (databaseUrl) await dropDatabase(databaseUrl);
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
}
