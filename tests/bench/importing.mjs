// One operator's file of many stations, as CSV and as a workbook, through the whole path: read, checked, compared; approved and applied.
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { basename, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import excel from 'exceljs';

/** Of all stations the sample script makes, the largest operator has about this share. */
const SHARE = 0.36;
const LARGEST = 'viettel';

/** The web asks every two seconds how far a package is; asked twenty times a second, the server would spend a twentieth of its time on answering. */
const LOOK_EVERY_MS = 250;
/** The last step is short, and would be told as up to half as long again. */
const LOOK_AT_END_MS = 50;

const seconds = (since) => (performance.now() - since) / 1000;
const perSecond = (count, time) => `${Math.round(count / time).toLocaleString('en')}/s`;

/** Makes `rows` stations of one operator. @returns the CSV and the workbook */
export async function makeFiles(root, folder, rows) {
  const made = spawnSync(
    process.execPath,
    ['dist/api/sample/main.js', '--stations', String(Math.ceil(rows / SHARE)), '--segments', '60', '--out', join(folder, 'large')],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (made.status !== 0) throw new Error('The sample script failed');
  const manifest = JSON.parse(readFileSync(join(folder, 'large/manifest.json'), 'utf8'));
  const { file } = manifest.find((entry) => entry.kind === 'bts-stations' && entry.submittedBy === LARGEST);
  const csv = join(folder, `stations-${rows}.csv`);
  const xlsx = join(folder, `stations-${rows}.xlsx`);
  const count = await cut(join(folder, 'large', file), csv, xlsx, rows);
  if (count < rows) throw new Error(`Only ${count} of ${rows} stations were made`);
  return { csv, xlsx };
}

/** The first rows of a CSV, as CSV and as a workbook. The sample's cells hold no line breaks. */
async function cut(from, csv, xlsx, rows) {
  const workbook = new excel.stream.xlsx.WorkbookWriter({ filename: xlsx, useSharedStrings: true });
  const sheet = workbook.addWorksheet('Trạm BTS');
  const out = createWriteStream(csv);
  let count = -1;
  let separator;
  for await (const line of createInterface({ input: createReadStream(from), crlfDelay: Infinity })) {
    separator ??= line.includes(';') ? ';' : ',';
    if (!out.write(`${line}\r\n`)) await new Promise((done) => out.once('drain', done));
    sheet.addRow(cellsOf(line, separator)).commit();
    if (++count === rows) break;
  }
  await Promise.all([workbook.commit(), new Promise((done) => out.end(done))]);
  return count;
}

const cellsOf = (line, separator) => {
  const cells = line.match(separator === ';' ? /("([^"]|"")*"|[^;]*)(;|$)/g : /("([^"]|"")*"|[^,]*)(,|$)/g) ?? [];
  return cells
    .map((cell) =>
      cell
        .replace(/[;,]$/, '')
        .replace(/^"(.*)"$/, '$1')
        .replaceAll('""', '"'),
    )
    .map((text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text));
};

/** Reads, checks, compares. @returns the draft's id */
async function receive(pid, client, path, rows, note, name) {
  const watch = memoryOf(pid);
  const start = performance.now();
  const { id } = await sendFile(client, path);
  const sent = seconds(start);
  const phases = {};
  let submission;
  do {
    await sleep(submission?.work?.phase === 'checking' ? LOOK_AT_END_MS : LOOK_EVERY_MS);
    submission = await (await client('GET', `submissions/${id}`)).json();
    if (submission.work) phases[submission.work.phase] ??= seconds(start);
    if (submission.work?.state === 'failed') throw new Error(JSON.stringify(submission.work.problem));
  } while (submission.work);
  const time = seconds(start);
  const growth = watch.stop();
  note(
    `import ${name}, ${rows.toLocaleString('en')} rows: upload, read, all rules, compare`,
    perSecond(rows, time),
    `${time.toFixed(1)} s, of which upload ${sent.toFixed(1)} s, last checks ${(time - phases.checking).toFixed(1)} s; once it is there ${perSecond(rows, time - sent)}`,
  );
  note(`import ${name}: memory growth of the server`, growth);
  return { id, time, counts: submission.counts };
}

/**
 * As curl does: on two cores the server waits for a sender that takes its time, and `fetch` needs a third of a second more to put 35 MB into a form.
 * @returns what the server answers once it has all of it
 */
async function sendFile({ url, cookie }, path) {
  const boundary = `----${randomUUID()}`;
  const part = (disposition) => `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`;
  const head = Buffer.from(`${part('name="kind"')}bts-stations\r\n${part(`name="file"; filename="${basename(path)}"`)}`);
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const headers = {
    cookie,
    prefer: 'respond-async',
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': head.length + statSync(path).size + tail.length,
  };
  const sending = request(`${url}/api/v1/submissions`, { method: 'POST', headers });
  const answered = once(sending, 'response');
  sending.write(head);
  await pipeline(createReadStream(path, { highWaterMark: 1 << 18 }), sending, { end: false });
  sending.end(tail);
  const [response] = await answered;
  const body = await text(response);
  if (response.statusCode >= 300) throw new Error(`${path}: ${response.statusCode} ${body}`);
  return JSON.parse(body);
}

/** Looks at a process now and then. @returns what says how much it grew */
function memoryOf(pid) {
  if (process.platform !== 'linux') return { stop: () => 'not measured here' };
  const rss = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
  const before = rss();
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, rss())), 25);
  return {
    stop: () => {
      clearInterval(timer);
      return `${Math.round(peak - before)} MB`;
    },
  };
}

/** While the server works, how long does somebody else wait? */
async function whileWorking(client, work) {
  const waits = [];
  let over = false;
  const looking = (async () => {
    while (!over) {
      const start = performance.now();
      await (await client('GET', 'bts-stations?limit=20')).arrayBuffer();
      waits.push(performance.now() - start);
      await sleep(100);
    }
  })();
  const result = await work();
  over = true;
  await looking;
  waits.sort((a, b) => a - b);
  return { result, median: waits[Math.floor(waits.length / 2)], longest: waits.at(-1) };
}

/** The whole import of both files; `note` takes a line of the table, `settle` does what the database owes for the work before. */
export async function importing({ url, pid, signIn, files, rows, note, databaseUrl, settle }) {
  const [operator, inspector, planner] = await Promise.all([signIn(url, LARGEST), signIn(url, 'inspector'), signIn(url, 'planner')]);

  const book = await whileWorking(planner, () => receive(pid, operator, files.xlsx, rows, note, 'XLSX'));
  noteWaits(book, note);
  await operator('POST', `submissions/${book.result.id}/withdraw`, {});
  await settle();
  const sheet = await receive(pid, operator, files.csv, rows, note, 'CSV');
  await settle();
  if (databaseUrl) bareLoad(files.csv, databaseUrl, rows, sheet.time, note);
  const start = performance.now();
  await operator('POST', `submissions/${sheet.id}/submit`, { leaveOutErrors: true });
  await inspector('POST', `submissions/${sheet.id}/claim`);
  note('the sender sends it and the inspector takes it up', `${seconds(start).toFixed(1)} s`);
  const { result, ...waits } = await whileWorking(planner, () => approve(inspector, sheet.id));
  note(
    `approve ${rows.toLocaleString('en')}: verdicts, apply with history and placement`,
    perSecond(result.counts.approved, result.time),
    `${result.time.toFixed(1)} s, of which verdicts ${result.deciding.toFixed(1)} s`,
  );
  noteWaits(waits, note);
}

const noteWaits = ({ median, longest }, note) => note('a list of 20 asked meanwhile', `${Math.round(median)} ms median, ${Math.round(longest)} ms longest`);

async function approve(inspector, id) {
  const start = performance.now();
  await inspector('POST', `submissions/${id}/decide`, { items: 'all', verdict: 'approved' });
  const deciding = seconds(start);
  await inspector('POST', `submissions/${id}/conclude`, {});
  let submission;
  do {
    submission = await (await inspector('GET', `submissions/${id}`)).json();
    if (submission.work?.state === 'failed') throw new Error(JSON.stringify(submission.work.problem));
    if (submission.work) await sleep(LOOK_EVERY_MS);
  } while (submission.work);
  return { time: seconds(start), deciding, counts: submission.counts };
}

/** The yardstick: ogr2ogr puts the same CSV into a bare table, unread, unchecked. */
function bareLoad(csv, databaseUrl, rows, time, note) {
  const program = ['/usr/bin/ogr2ogr', '/usr/local/bin/ogr2ogr'].find(existsSync);
  if (!program) return note('ogr2ogr is not here', 'no yardstick for the import');
  const { hostname, port, username, password, pathname } = new URL(databaseUrl);
  const target = `PG:host=${hostname} port=${port} user=${username} password=${password} dbname=${pathname.slice(1)}`;
  const args = [
    '-f',
    'PostgreSQL',
    target,
    csv,
    '-nln',
    'bare_load',
    '-overwrite',
    '-oo',
    'X_POSSIBLE_NAMES=Kinh độ',
    '-oo',
    'Y_POSSIBLE_NAMES=Vĩ độ',
    '-a_srs',
    'EPSG:4326',
  ];
  const start = performance.now();
  const done = spawnSync(program, args, { env: { ...process.env, PG_USE_COPY: 'YES' }, encoding: 'utf8' });
  if (done.status !== 0) return note('ogr2ogr failed', done.stderr.slice(0, 100));
  const bare = seconds(start);
  note('ogr2ogr, the same CSV into a bare table', perSecond(rows, bare), `${bare.toFixed(1)} s`, `the import takes ${(time / bare).toFixed(1)} × its time`);
}
