// A PostgreSQL with PostGIS of its own for one test run, thrown away afterwards.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

// Safe against a crash of the server under test, which is all the tests cut off; not against a power cut.
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  jit: 'off',
  shared_buffers: '128MB',
  max_connections: '200',
  listen_addresses: '127.0.0.1',
};

// Plain "C" would not know that Đ and đ are one letter in two cases.
const LOCALE = process.platform === 'linux' ? 'C.UTF-8' : 'en_US.UTF-8';

/** The folder of PostgreSQL's programs, of the newest one here that has PostGIS; undefined where there is none. */
export function findPostgis() {
  return [...debianFolders(), pgConfig('--bindir')].find((bin) => bin && existsSync(join(bin, 'initdb')) && hasPostgis(bin));
}

function debianFolders() {
  const base = '/usr/lib/postgresql';
  if (!existsSync(base)) return [];
  return readdirSync(base)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(base, version, 'bin'));
}

function hasPostgis(bin) {
  const share = pgConfig('--sharedir', join(bin, 'pg_config'));
  return existsSync(join(share, 'extension/postgis.control'));
}

function pgConfig(what, program = 'pg_config') {
  return spawnSync(program, [what], { encoding: 'utf8' }).stdout?.trim() ?? '';
}

/** Starts a cluster in `folder`; `url` leads to its database "postgres". */
export async function startPostgis(bin, folder) {
  const password = randomBytes(16).toString('hex');
  const port = await freePort();
  createCluster(bin, folder, password);
  const server = startServer(bin, folder, port);
  const url = `postgres://registry:${password}@127.0.0.1:${port}/postgres`;
  await untilReady(bin, port, server);
  return { url, stop: () => stopServer(server) };
}

function createCluster(bin, folder, password) {
  mkdirSync(folder, { mode: 0o700 });
  const passwordFile = `${folder}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const owner = ownUser();
  if (owner) for (const path of [folder, passwordFile]) chownSync(path, owner.uid, owner.gid);
  const args = [
    '-D',
    join(folder, 'data'),
    '-U',
    'registry',
    '-E',
    'UTF8',
    `--locale=${LOCALE}`,
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--no-sync',
    '--no-instructions',
  ];
  const [program, ...rest] = asOwnUser([join(bin, 'initdb'), ...args]);
  const made = spawnSync(program, rest, { encoding: 'utf8', cwd: '/' });
  rmSync(passwordFile);
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error}`);
}

function startServer(bin, folder, port) {
  const settings = { ...SETTINGS, port, unix_socket_directories: folder };
  const args = ['-D', join(folder, 'data'), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const [program, ...rest] = asOwnUser([join(bin, 'postgres'), ...args]);
  // Detached, so that Ctrl-C in the terminal does not take the database away from tests that are still closing.
  const server = spawn(program, rest, { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/', detached: true });
  server.log = '';
  server.stderr.on('data', (text) => (server.log = (server.log + text).slice(-5000)));
  return server;
}

async function untilReady(bin, port, server) {
  for (let tries = 0; tries < 300; tries++) {
    if (server.exitCode !== null) break;
    if (spawnSync(join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]).status === 0) return;
    await sleep(100);
  }
  server.kill('SIGINT');
  throw new Error(`PostgreSQL did not start: ${server.log}`);
}

function stopServer(server) {
  if (server.exitCode !== null) return undefined;
  return new Promise((resolve) => {
    server.on('exit', resolve);
    // PostgreSQL's "immediate" shutdown: nothing here is worth a checkpoint.
    server.kill('SIGQUIT');
  });
}

/** PostgreSQL refuses to run as root, so it runs as the user its package made, or as nobody. */
function ownUser() {
  if (process.getuid?.() !== 0) return null;
  const id = (flag, name) => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout);
  const name = spawnSync('id', ['postgres']).status === 0 ? 'postgres' : 'nobody';
  return { uid: id('-u', name), gid: id('-g', name) };
}

/** On Linux the database also ends when this process is killed outright: the kernel sends it SIGINT. */
function asOwnUser(command) {
  const owner = ownUser();
  const become = owner ? [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'] : [];
  if (process.platform !== 'linux' || !existsSync('/usr/bin/setpriv')) return command;
  return ['/usr/bin/setpriv', ...become, '--pdeathsig=INT', ...command];
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
