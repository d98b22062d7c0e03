// `npm test`: everything, on a fresh machine. Node built-ins only, as nothing may be installed yet.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, ensureBuilt, ensureInstalled, requireNode } from '../api/scripts/prepare.mjs';
import { findChromium } from './support/chromium.mjs';
import { addFromDebian } from './support/debian.mjs';
import { findPostgis, startPostgis } from './support/postgis.mjs';
import { closingLine, readTotals } from './support/totals.mjs';

const inCi = process.env.CI === 'true';
const filters = process.argv.slice(2);
const children = new Set();
let interrupted = false;

requireNode();
ensureInstalled();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, interrupt);
const folder = mkdtempSync(join(tmpdir(), 'registry-tests-'));
let good = false;
try {
  good = await runAll();
} finally {
  const totals = readTotals(join(folder, 'totals.json'));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  console.log(`\n${closingLine(totals)}`);
  process.exitCode = good && totals.failed === 0 && totals.passed > 0 ? 0 : 1;
}

async function runAll() {
  if (onlyUnitTests()) return runJest({});
  ensureBuilt();
  const found = await findServices();
  const missing = Object.keys(found).filter((name) => !found[name]);
  for (const name of missing) console.error(`\n!!! ${name} is not here: ITS TESTS ARE LEFT OUT${inCi ? ', which CI does not accept' : ''} !!!\n`);
  return (await runWithServices(found)) && !(inCi && missing.length > 0);
}

/** Pure functions need neither build nor database nor browser. */
function onlyUnitTests() {
  const paths = filters.filter((filter) => !filter.startsWith('-'));
  return paths.length > 0 && paths.every((path) => /^(\.\/)?tests\/unit\b/.test(path));
}

async function findServices() {
  addFromDebian();
  return { PostGIS: findPostgis(), Chromium: findChromium() };
}

async function runWithServices({ PostGIS, Chromium }) {
  // The database's own user must be able to walk through to its part of the folder.
  chmodSync(folder, 0o711);
  const postgis = PostGIS && (await startPostgis(PostGIS, join(folder, 'postgis')));
  try {
    return await runJest({ REGISTRY_TEST_FOLDER: folder, REGISTRY_TEST_POSTGIS_URL: postgis?.url ?? '', CHROMIUM_PATH: Chromium ?? '' });
  } finally {
    killForgottenServers();
    await postgis?.stop();
  }
}

function runJest(env) {
  if (interrupted) return false;
  return run([join(ROOT, 'node_modules/jest/bin/jest.js'), '--config', 'tests/jest.config.mjs', ...filters], {
    ...process.env,
    ...env,
    REGISTRY_TEST_TOTALS: join(folder, 'totals.json'),
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`.trim(),
  });
}

/** Whether the program ended well. */
function run(args, env) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] });
    children.add(child);
    const guard = setInterval(() => endIfStuck(child), 1000);
    child.on('exit', (code) => {
      clearInterval(guard);
      children.delete(child);
      resolve(code === 0);
    });
  });
}

/** Jest waits for ever when a test has left a server or a connection open: once the totals are written it gets 15 s to end. */
function endIfStuck(child) {
  const totals = join(folder, 'totals.json');
  if (!existsSync(totals) || Date.now() - statSync(totals).mtimeMs < 15_000) return;
  console.error('Jest did not end: a test left something open, which counts as a failure.');
  child.kill('SIGKILL');
}

/** Stops the tests; the `finally` above then takes everything down. */
function interrupt(signal) {
  interrupted = true;
  for (const child of children) child.kill(signal);
}

/** Servers note their process in this folder while they run (tests/support/registry.ts); a test that was cut short leaves its note behind. */
function killForgottenServers() {
  const notes = join(folder, 'running');
  if (!existsSync(notes)) return;
  for (const name of readdirSync(notes)) {
    try {
      process.kill(Number(name), 'SIGKILL');
      console.error(`A server was left running by ${readFileSync(join(notes, name), 'utf8')}; it is stopped now.`);
    } catch {
      // It had ended by itself.
    }
  }
}
