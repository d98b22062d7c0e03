// `npm run bench [-- --stations 20000 --import 100000 --tiles 1000000 --search 1000000 --only postgis|embedded|tiles]`, or `-- --map 100000` for the map in a browser:
// how quick it is on this machine, each figure beside a yardstick measured in the same run.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, openAsBlob, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { ensureBuilt, ensureInstalled, ROOT } from '../../api/scripts/prepare.mjs';
import { findPostgis, startPostgis } from '../support/postgis.mjs';
import { importing, makeFiles as makeLargeFiles } from './importing.mjs';
import { mapping } from './map.mjs';
import { fill } from './million.mjs';
import { searching } from './search.mjs';
import { tiling } from './tiles.mjs';

const { values } = parseArgs({
  options: {
    stations: { type: 'string', default: '20000' },
    import: { type: 'string', default: '100000' },
    tiles: { type: 'string', default: '0' },
    map: { type: 'string' },
    search: { type: 'string', default: '0' },
    only: { type: 'string' },
  },
});
const STATIONS = Number(values.stations);
/** Rows of the one large file; 0 leaves it out. */
const IMPORTED = Number(values.import);
/** Stations of the register that tiles are asked of, on PostGIS; 0 leaves it out. */
const TILED = Number(values.tiles);
/** Stations on the map in a browser; with it nothing else is measured. */
const MAPPED = Number(values.map ?? 0);
/** Stations to search among, in a database of their own on real PostGIS; 0 leaves it out. */
const SEARCHED = Number(values.search);
const ROUNDS = 30;
const PAGE = 1000;
/** About a third of the province around Vĩnh Yên. */
const BBOX = '105.5,21.2,105.7,21.4';

const seconds = (since) => (performance.now() - since) / 1000;
const perSecond = (count, time) => `${Math.round(count / time).toLocaleString('en')}/s`;

const rss = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

ensureInstalled();
ensureBuilt();
const folder = mkdtempSync(join(tmpdir(), 'registry-bench-'));
chmodSync(folder, 0o711);
const table = [];
try {
  const large = values.only === 'tiles' || MAPPED ? null : await files();
  const bin = findPostgis();
  if (bin && values.only !== 'embedded') await onPostgis(bin, large);
  else if (values.only !== 'embedded') console.error('!!! No PostGIS here: only the embedded database is measured !!!');
  if (!['postgis', 'tiles'].includes(values.only)) await measure('embedded', undefined, large);
  console.log(`\n${STATIONS} stations, ${ROUNDS} rounds, Node ${process.version}\n`);
  console.table(table);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function onPostgis(bin, large) {
  const cluster = await startPostgis(bin, join(folder, 'cluster'));
  try {
    if (values.only !== 'tiles') await measure('postgis', await newDatabase(cluster.url, 'bench'), large);
    if (TILED > 0 && !MAPPED) await measureTiles(await newDatabase(cluster.url, 'tiles'));
    if (SEARCHED > 0 && !MAPPED) await searchIn(await newDatabase(cluster.url, 'search'));
  } finally {
    await cluster.stop();
  }
}

async function newDatabase(url, name) {
  await withClient(url, (client) => client.query(`create database ${name}`));
  return url.replace(/\/postgres$/, `/${name}`);
}

async function measureTiles(databaseUrl) {
  const server = await startServer(join(folder, 'data-tiles'), databaseUrl);
  try {
    await withClient(databaseUrl, (client) => tiling({ url: server.url, client, signIn, count: TILED, note: noteOf('postgis') }));
  } finally {
    server.child.kill('SIGTERM');
    await ended(server.child);
  }
}

async function searchIn(databaseUrl) {
  const server = await startServer(join(folder, 'data-search'), databaseUrl);
  const sql = (texts) =>
    withClient(databaseUrl, async (client) => {
      for (const text of texts) await client.query(text);
    });
  try {
    await searching({ url: server.url, signIn, rows: SEARCHED, sql, note: noteOf('postgis') });
  } finally {
    server.child.kill('SIGTERM');
    await ended(server.child);
  }
}

async function files() {
  makeFiles();
  return IMPORTED > 0 ? makeLargeFiles(ROOT, folder, IMPORTED) : null;
}

function makeFiles() {
  const args = ['dist/api/sample/main.js', '--stations', String(Math.max(STATIONS, 5001)), '--segments', '60', '--out', join(folder, 'sample')];
  const made = spawnSync(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  if (made.status !== 0) throw new Error('The sample script failed');
}

async function measure(database, databaseUrl, large) {
  const dataDir = join(folder, `data-${database}`);
  const server = await startServer(dataDir, databaseUrl);
  const sql = databaseUrl ?? `postgres://postgres@localhost/postgres?host=${encodeURIComponent(dataDir)}`;
  const note = noteOf(database);
  try {
    if (MAPPED) {
      await withClient(sql, (client) => fill(client, { stations: MAPPED, segments: MAPPED / 50, agreements: MAPPED / 100 }));
      return await mapping({ root: ROOT, url: server.url, signIn, count: MAPPED, note });
    }
    await operatorsFiles(server.url, note);
    await exporting(server, sql, note);
    await pages(server.url, sql, note);
    await status(server.url, note);
    // Else autovacuum clears away what one file left behind while the next one is timed.
    const settle = async () => databaseUrl && withClient(databaseUrl, (client) => client.query('vacuum analyze'));
    if (large) await importing({ url: server.url, pid: server.child.pid, signIn, files: large, rows: IMPORTED, note, databaseUrl, settle });
  } finally {
    server.child.kill('SIGTERM');
    await ended(server.child);
  }
}

function noteOf(database) {
  return (work, figure, yardstick = '', ratio = '') => {
    table.push({ database, work, figure, yardstick, ratio });
    console.error([database, work, figure, yardstick, ratio].filter(Boolean).join(' · '));
  };
}

/** A server that broke down by itself has ended already. */
function ended(child) {
  return child.exitCode === null && child.signalCode === null ? new Promise((done) => child.once('exit', done)) : undefined;
}

function startServer(dataDir, databaseUrl) {
  const env = { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, SAMPLE_DATA: 'accounts', LOG: 'error' };
  delete env.DATABASE_URL;
  if (databaseUrl) env.DATABASE_URL = databaseUrl;
  // As `npm start` and the container do.
  const child = spawn(process.execPath, ['--max-semi-space-size=64', 'dist/api/main.js'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${text}`)));
    child.stdout.on('data', (part) => {
      text += part;
      const url = /http:\/\/[\w.]+:\d+/.exec(text)?.[0];
      if (url) resolve({ url, child });
    });
  });
}

async function signIn(url, username) {
  const body = JSON.stringify({ username, password: 'sample' });
  const answer = await fetch(`${url}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const cookie = answer.headers.getSetCookie()[0].split(';')[0];
  const client = async (method, path, payload, more = {}) => {
    const json = payload && !(payload instanceof FormData);
    const headers = { cookie, ...more, ...(json && { 'content-type': 'application/json' }) };
    const response = await fetch(`${url}/api/v1/${path}`, { method, headers, ...(payload && { body: json ? JSON.stringify(payload) : payload }) });
    if (!response.ok && response.status !== 304) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  return Object.assign(client, { url, cookie });
}

/** Each operator's file through the whole path: read, checked, compared; then approved with history and placement. */
async function operatorsFiles(url, note) {
  const manifest = JSON.parse(readFileSync(join(folder, 'sample/manifest.json'), 'utf8')).filter((entry) => entry.kind === 'bts-stations');
  const inspector = await signIn(url, 'inspector');
  let [rows, reading, applying] = [0, 0, 0];
  for (const { file, submittedBy, crs } of manifest) {
    const operator = await signIn(url, submittedBy);
    const form = new FormData();
    form.append('kind', 'bts-stations');
    if (crs) form.append('crs', crs);
    form.append('file', await openAsBlob(join(folder, 'sample', file)), file);
    let start = performance.now();
    const { id, counts } = await (await operator('POST', 'submissions', form)).json();
    reading += seconds(start);
    rows += counts.total;
    await operator('POST', `submissions/${id}/submit`, { leaveOutErrors: true });
    await inspector('POST', `submissions/${id}/claim`);
    await inspector('POST', `submissions/${id}/decide`, { items: 'all', verdict: 'approved' });
    start = performance.now();
    await inspector('POST', `submissions/${id}/conclude`, {});
    applying += seconds(start);
  }
  note('import: read, check, compare', perSecond(rows, reading));
  note('approve: apply with history and placement', perSecond(rows, applying));
}

async function exporting({ url, child }, sqlUrl, note) {
  const planner = await signIn(url, 'planner');
  const before = process.platform === 'linux' ? rss(child.pid) : 0;
  let peak = before;
  const start = performance.now();
  const response = await planner('GET', 'bts-stations/export.geojson');
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.length;
    if (process.platform === 'linux') peak = Math.max(peak, rss(child.pid));
  }
  const time = seconds(start);
  const bare = await bareSeconds(sqlUrl, { limit: null });
  note('export GeoJSON', perSecond(STATIONS, time), `bare SQL ${perSecond(STATIONS, bare)}`, `${(time / bare).toFixed(2)} × its time`);
  note('export: size, memory growth', `${(bytes / 1e6).toFixed(1)} MB, ${Math.round(peak - before)} MB`);
}

/** The registry's own SQL for features, run once by a plain client. */
async function bareSeconds(sqlUrl, { limit, bbox, rounds = 1 }) {
  const query = await bareQuery(limit, bbox);
  return withClient(sqlUrl, async (client) => {
    const start = performance.now();
    for (let round = 0; round < rounds; round++) await client.query({ text: query.text, values: query.values, rowMode: 'array' });
    return seconds(start) / rounds;
  });
}

async function bareQuery(limit, bbox) {
  const from = (path) => import(join(ROOT, 'dist/api', path));
  const { featureSql } = await from('registry/features.service.js');
  const { chosen } = await from('registry/records.service.js');
  const { kindNamed } = await from('registry/kinds.js');
  const { sql } = await from('database/sql.js');
  const kind = kindNamed('bts-stations');
  const viewer = { id: 0, role: 'planner', organization: null, unit: null };
  const query = { equal: {}, min: {}, max: {}, bbox: bbox?.split(',').map(Number) };
  return sql`select ${featureSql(kind)} ${chosen(kind, viewer, query)} order by v.id ${limit ? sql`limit ${limit}` : sql``}`;
}

async function pages(url, sqlUrl, note) {
  const planner = await signIn(url, 'planner');
  const times = await timed(() => planner('GET', `bts-stations/features?bbox=${BBOX}&limit=${PAGE}`).then((response) => response.arrayBuffer()));
  const bare = (await bareSeconds(sqlUrl, { limit: PAGE, bbox: BBOX, rounds: ROUNDS })) * 1000;
  note(
    `bbox page of ${PAGE} features, median`,
    `${times.median.toFixed(1)} ms`,
    `bare SQL ${bare.toFixed(1)} ms`,
    `${(times.median / bare).toFixed(2)} × its time`,
  );
  note(`bbox page of ${PAGE} features, p95`, `${times.p95.toFixed(1)} ms`);
}

async function status(url, note) {
  const planner = await signIn(url, 'planner');
  for (const [name, query] of [
    ['9 districts', 'level=district'],
    ['136 communes', 'level=commune&unitsAsOf=2020-12-25'],
  ]) {
    const times = await timed(() => planner('GET', `status?${query}`).then((response) => response.arrayBuffer()));
    note(`status of ${name}, median`, `${times.median.toFixed(1)} ms`);
  }
}

async function timed(work) {
  const times = [];
  await work();
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { median: times[Math.floor(ROUNDS / 2)], p95: times[Math.floor(ROUNDS * 0.95)] };
}

async function withClient(url, work) {
  const folderOf = new URL(url).searchParams.get('host');
  const client = new pg.Client(folderOf ? { host: folderOf, port: 5432, user: 'postgres', database: 'postgres' } : url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
