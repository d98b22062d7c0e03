import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { postgis as whole } from '@electric-sql/pglite-postgis';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { existsSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { wholeRequests } from './whole-requests.js';

/** PostGIS inside this worker thread, spoken to over a Unix socket like any server. */
const { folder, socket } = workerData as { folder: string; socket: string };

/** Packed by api/scripts/slim-postgis.mjs; whoever compiles in another way gets the whole of it. */
const slim = new URL('./postgis.tar.gz', import.meta.url);
const postgis: typeof whole = existsSync(slim) ? { ...whole, setup: async (...given) => ({ ...(await whole.setup(...given)), bundlePath: slim }) } : whole;

const database = await PGlite.create({ dataDir: folder, extensions: { postgis, pg_trgm, unaccent } });
const server = new PGLiteSocketServer({ db: wholeRequests(database), path: socket, maxConnections: 64 });
await server.start();

parentPort!.on('message', async () => {
  await server.stop();
  await database.close();
  parentPort!.postMessage('closed');
  parentPort!.close();
});
parentPort!.postMessage('ready');
