import { createHash } from 'node:crypto';
import { access, constants, mkdir, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Config } from '../config.js';
import { say, StartProblem } from '../start-problem.js';

export interface EmbeddedDatabase {
  /** A `postgres://` address that the rest of the registry treats like any other. */
  url: string;
  close(): Promise<void>;
}

// The path of a Unix socket holds at most 107 bytes (104 on macOS).
const LONGEST_SOCKET_PATH = 100;

/** Begins to open the embedded PostGIS where the configuration names no server. What goes wrong is told to whoever awaits it, however late. */
export function startEmbedded({ databaseUrl, dataDir }: Config): Promise<EmbeddedDatabase> | undefined {
  if (databaseUrl) return undefined;
  say(`Đang mở cơ sở dữ liệu PostGIS nhúng trong ${dataDir} (lần đầu mất khoảng 20 giây)…`, 'Opening the embedded PostGIS (about 20 seconds the first time)…');
  const opening = openEmbedded(dataDir);
  opening.catch(() => undefined);
  return opening;
}

/**
 * Starts the embedded PostGIS on a data folder.
 * @throws StartProblem if the folder cannot be written or another process uses it.
 */
export async function openEmbedded(dataDir: string): Promise<EmbeddedDatabase> {
  await makeWritable(dataDir);
  const sockets = await socketFolder(dataDir);
  const lock = await holdLock(join(sockets, 'registry.lock'), dataDir);
  const socket = join(sockets, '.s.PGSQL.5432');
  await rm(socket, { force: true });
  // In a thread of its own a long query does not freeze the web server.
  const worker = new Worker(new URL('./embedded-worker.js', import.meta.url), { workerData: { folder: join(dataDir, 'postgres'), socket } });
  await answer(worker, 'ready', dataDir);
  let closing = false;
  worker.once('exit', () => closing || lost(dataDir));
  return {
    // Its one session is handed from client to client between messages, so two at once would read each other's prepared statements.
    url: `postgres://postgres@localhost/postgres?host=${encodeURIComponent(sockets)}&connections=1`,
    close: async () => {
      closing = true;
      worker.postMessage('close');
      await answer(worker, 'closed', dataDir).catch(() => undefined);
      await worker.terminate();
      await rm(socket, { force: true });
      await new Promise((done) => lock.close(done));
    },
  };
}

async function makeWritable(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartProblem(
      `Không ghi được vào thư mục dữ liệu DATA_DIR="${folder}" (${(error as NodeJS.ErrnoException).code}). Chọn thư mục khác hoặc cấp quyền ghi.`,
      `The data folder DATA_DIR="${folder}" cannot be written (${(error as NodeJS.ErrnoException).code}). Choose another folder or give write permission.`,
    );
  }
}

/** The data folder itself, or for a long path a short private folder that always belongs to it. */
async function socketFolder(dataDir: string): Promise<string> {
  if (Buffer.byteLength(join(dataDir, '.s.PGSQL.5432')) <= LONGEST_SOCKET_PATH) return dataDir;
  const short = join(tmpdir(), `registry-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`);
  await mkdir(short, { recursive: true, mode: 0o700 });
  return short;
}

/** A listening socket is the lock: unlike a file with a process id, it cannot outlive its process and be mistaken for another's. */
async function holdLock(path: string, dataDir: string): Promise<Server> {
  const held = await listen(path);
  if (held) return held;
  if (await answers(path)) throw inUse(dataDir);
  await rm(path, { force: true });
  const second = await listen(path);
  if (!second) throw inUse(dataDir);
  return second;
}

const inUse = (dataDir: string): StartProblem =>
  new StartProblem(
    `Thư mục dữ liệu "${dataDir}" đang được một tiến trình khác của sổ đăng ký dùng. Dừng tiến trình đó hoặc đặt DATA_DIR khác.`,
    `The data folder "${dataDir}" is in use by another process of the registry. Stop that process or set another DATA_DIR.`,
  );

const listen = (path: string): Promise<Server | null> =>
  new Promise((done, fail) => {
    const server = createServer((client) => client.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? done(null) : fail(error)));
    server.listen(path, () => done(server.unref()));
  });

const answers = (path: string): Promise<boolean> =>
  new Promise((done) => {
    const client = connect(path, () => done(true));
    client.once('error', () => done(false));
    client.once('connect', () => client.destroy());
  });

/** Without its database the registry could only refuse; whoever watches over it starts it anew. */
function lost(dataDir: string): never {
  const { message } = new StartProblem(
    `Cơ sở dữ liệu nhúng trong "${dataDir}" dừng bất ngờ nên sổ đăng ký dừng theo. Dữ liệu đã lưu vẫn còn: hãy khởi động lại; nếu vẫn dừng, báo quản trị viên.`,
    `The embedded database in "${dataDir}" stopped unexpectedly, and so does the registry. What was saved is safe: start it again; if it stops again, tell the administrator.`,
  );
  console.error(message);
  process.exit(1);
}

const answer = (worker: Worker, word: string, dataDir: string): Promise<void> =>
  new Promise((done, fail) => {
    worker.on('message', (message) => message === word && done());
    worker.once('exit', () => done());
    worker.once('error', (error) =>
      fail(
        new StartProblem(
          `Không mở được cơ sở dữ liệu nhúng trong "${dataDir}": ${error.message}. Khôi phục thư mục từ bản sao lưu, hoặc đặt DATA_DIR khác.`,
          `The embedded database in "${dataDir}" could not be opened: ${error.message}. Restore the folder from a backup, or set another DATA_DIR.`,
        ),
      ),
    );
  });
