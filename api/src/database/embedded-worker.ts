import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { postgis } from '@electric-sql/pglite-postgis';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { parentPort, workerData } from 'node:worker_threads';
import { wholeRequests } from './whole-requests.js';

/** PostGIS inside this worker thread, spoken to over a Unix socket like any server. */
const { folder, socket } = workerData as { folder: string; socket: string };

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
