// Whatever is sent in, the answer is a package or a sentence, soon, and the register stays as it was.
import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { KIND_NAMES } from '../../api/src/registry/field.js';
import { packed, unpacked, type Part } from '../support/archives.js';
import type { Answer, Client } from '../support/client.js';
import { cut, flip, graft, insert, mangled, repeat, replace, type Mangle } from '../support/mangling.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { openSql, type Sql } from '../support/sql.js';
import { itemsOf, people, register, segment, station, step } from '../support/submitting.js';
import { COVERED, asFile, noise, toJson, wildRows } from '../support/wild.js';

/** Another one is given by hand to look further; fast-check prints it when a test fails. */
const SEED = Number(process.env['MANGLED_SEED'] ?? 20201225);
/** For each file, and for each sender in a run. */
const RUNS = Number(process.env['MANGLED_RUNS'] ?? 1);
const SLOWEST_MS = 60_000;

const FIXTURES = fileURLToPath(new URL('../fixtures/files/', import.meta.url));
const files = new Map(readdirSync(FIXTURES).map((name) => [name, readFileSync(FIXTURES + name)]));

const SENDERS = ['viettel', 'vnpt', 'mobifone'];
let registry: Registry;
let database: Sql;
let senders: Client[];
let inspector: Client;

beforeAll(async () => {
  registry = await startRegistry();
  database = await openSql(registry);
  [inspector, ...senders] = (await people(registry.url, 'inspector', ...SENDERS)) as [Client, ...Client[]];
  for (const [n, sender] of senders.entries())
    await register(sender, inspector, 'bts-stations', [station({ code: COVERED, geometry: { type: 'Point', coordinates: [105.6001 + n * 0.01, 21.3001] } })]);
});
afterAll(() => database?.close());

/** How something is sent: the bytes, what they are called, and by which of the ways in. */
interface Sending {
  name: string;
  content: Content;
  kind: string | undefined;
  way: Way;
  isAsync: boolean;
}

/** Bytes that fast-check prints by what they were made of. */
type Content = () => Buffer | Promise<Buffer>;
const content = (make: Content, of: () => string): Content => Object.assign(make, { [fc.toStringMethod]: of });
const plain = (text: string): Content =>
  content(
    () => Buffer.from(text),
    () => text,
  );

const WAYS = {
  form: async ({ name, content, kind, isAsync }: Sending, sender: Client) =>
    sender.upload('submissions', { ...(kind && { kind }) }, { name, content: await content() }, preferring(isAsync)),
  pieces: async ({ name, content, kind, isAsync }: Sending, sender: Client) => {
    const bytes = await content();
    const announced = await sender.post('uploads', { fileName: name, size: bytes.length });
    if (announced.status !== 201) return announced;
    const half = Math.ceil(bytes.length / 2);
    for (let from = 0; from < bytes.length; from += half) {
      const headers = { 'content-type': 'application/octet-stream', 'upload-offset': String(from) };
      const piece = await sender.fetch('PATCH', `uploads/${announced.body.id}`, { body: bytes.subarray(from, from + half) as unknown as BodyInit, headers });
      if (piece.status !== 200) throw new Error(`a piece was refused: ${await piece.text()}`);
    }
    return sender.post('submissions', { kind, upload: announced.body.id }, preferring(isAsync));
  },
  json: async ({ content, isAsync }: Sending, sender: Client) => raw(sender, await content(), 'application/json', isAsync),
  torn: async ({ content, isAsync }: Sending, sender: Client) => raw(sender, await content(), 'multipart/form-data; boundary=giua', isAsync),
};
type Way = keyof typeof WAYS;

const preferring = (isAsync: boolean): Record<string, string> => (isAsync ? { prefer: 'respond-async' } : {});

async function raw(sender: Client, bytes: Buffer, type: string, isAsync: boolean): Promise<Answer> {
  const answer = await sender.fetch('POST', 'submissions', { body: bytes as unknown as BodyInit, headers: { 'content-type': type, ...preferring(isAsync) } });
  return { status: answer.status, body: await answer.json(), headers: answer.headers };
}

/** The package that came of it, once nothing is under way any more; null when it was refused, with words. */
async function outcome(sending: Sending, sender: Client): Promise<any> {
  const until = Date.now() + SLOWEST_MS;
  const answer = await WAYS[sending.way](sending, sender);
  if (answer.status >= 300) return inWords(answer);
  for (;;) {
    const { body } = await sender.get(`submissions/${answer.body.id}`);
    if (!body.work) return body;
    if (body.work.state === 'failed') return dropped(body, sender);
    if (Date.now() > until) throw new Error(`package ${body.id} has not come to an end: ${JSON.stringify(body.work)}`);
    await wait(50);
  }
}

const isSentence = (text: unknown): boolean => typeof text === 'string' && /\S \S/.test(text);

function inWords({ status, body }: Answer): null {
  if (status >= 500 || ![body.detail, body.en?.detail].every(isSentence)) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  return null;
}

/** A package that could not be read to its end says why, goes no further, and is gone once it is given up. */
async function dropped({ id, work }: any, sender: Client): Promise<null> {
  const { problem } = work;
  if (problem.status >= 500 || ![problem.vi, problem.en].every(isSentence)) throw new Error(`package ${id} failed: ${JSON.stringify(problem)}`);
  expect((await sender.post(`submissions/${id}/submit`)).status).toBe(409);
  expect((await inspector.get(`submissions/${id}`)).status).toBe(404);
  expect((await sender.post(`submissions/${id}/cancel`)).status).toBe(204);
  return null;
}

/** All that the register holds, as far as it can be told by counting. */
const state = (): Promise<unknown> =>
  database.rows(`select (select count(*) from bts_stations) as stations, (select count(*) from sharing_agreements) as agreements,
    (select count(*) from cable_segments) as segments, (select count(*) from post_office_sites) as sites, (select count(*) from record_versions) as versions,
    (select max(valid_from) from record_versions) as last`);

/** Packages that are not what they say: still under way, or with other rows than their totals. */
const torn = (): Promise<unknown[]> =>
  database.rows(`select s.id, s.state, s.counts, count(i.id) as rows from submissions s left join submission_items i on i.submission_id = s.id
    where s.state = 'receiving' or exists (select 1 from jobs j where j.submission_id = s.id and j.state in ('queued', 'running'))
    group by s.id
    union all
    select s.id, s.state, s.counts, count(i.id) from submissions s left join submission_items i on i.submission_id = s.id where s.state <> 'receiving' group by s.id
      having count(i.id) = 0 or (s.counts ->> 'total')::int <> count(i.id)
        or (select sum((s.counts ->> change)::int) from unnest(array['new', 'changed', 'unchanged', 'conflicting', 'removed']) change) <> count(i.id)`);

/** Sends by several senders at once. @returns their packages */
async function sent(sendings: Sending[]): Promise<any[]> {
  const before = await state();
  const known = await packages();
  const written = registry.output().length;
  const came = await Promise.allSettled(sendings.map((sending, n) => outcome(sending, senders[n]!)));
  expect(registry.output().slice(written)).not.toMatch(/ERROR/);
  for (const one of came) if (one.status === 'rejected') throw one.reason;
  const kept = came.map((one) => (one as PromiseFulfilledResult<any>).value);
  expect(await state()).toEqual(before);
  expect(await torn()).toEqual([]);
  expect(await packages()).toEqual(new Set([...known, ...kept.flatMap((one) => one?.id ?? [])]));
  expect((await inspector.get('/readyz')).status).toBe(200);
  return kept;
}

const packages = async (): Promise<Set<number>> => new Set((await database.rows('select id from submissions')).map(({ id }) => id));

async function check<T>(values: fc.Arbitrary<T>, numRuns: number, property: (value: T) => Promise<unknown>): Promise<void> {
  // Every test has its own, or all files would be damaged in the same way.
  const seed = [...expect.getState().currentTestName!].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)!) % 1_000_003, SEED);
  const whole = fc.asyncProperty(values, async (value) => void (await property(value)));
  // A smaller example would be looked for among packages that are there by now.
  await fc.assert(whole, { numRuns, seed, endOnFailure: true });
}

/** Little damage mostly, so that much of it is found only deep inside. */
const damage = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: flip },
    { weight: 3, arbitrary: insert },
    { weight: 2, arbitrary: repeat },
    { weight: 1, arbitrary: fc.oneof(cut, replace, graft(files)) },
  ),
  { minLength: 1, maxLength: 3 },
);
const mangledContent = (bytes: Buffer, steps: Mangle[]): Content =>
  content(
    () => mangled(bytes, steps),
    () => fc.stringify(steps),
  );
/** Most fixtures hold stations. */
const kind = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('bts-stations', undefined) }, { weight: 1, arbitrary: fc.constantFrom(...KIND_NAMES) });
const WHOLE_ARCHIVES = ['titles-merged-header.xlsx', 'formulas.xlsx', 'foreign.xlsx', 'several-sheets.xlsx', 'pictures.kmz', 'csv.zip'];
const anyWay = fc.constantFrom<Way>('form', 'pieces');
const ENDINGS = [
  '',
  '.',
  '.pdf',
  '.CSV',
  '.xlsx',
  '.geojson',
  '.kmz',
  '.gpkg',
  '.dxf',
  '.zip',
  '.shp',
  '.json',
  '.csv\0',
  '.csv\ud800',
  '/../x.csv',
  `${'x'.repeat(300)}.csv`,
  '.🗼',
];

const ending = fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(...ENDINGS) });

/** Three ways of damaging the same file, sent at once. */
function threeOf(name: string, damaged: fc.Arbitrary<Content>): fc.Arbitrary<Sending[]> {
  const one = fc.record({ content: damaged, ending, kind, way: anyWay, isAsync: fc.boolean() }).map(({ ending, ...rest }): Sending => ({
    name: ending === null ? name : name.replace(/\.[^.]*$/, ending),
    ...rest,
  }));
  return fc.array(one, { minLength: 3, maxLength: 3 });
}

describe('a mangled file', () => {
  it.each([...files.keys()].map((name) => [name]))('%s', (name) =>
    check(
      threeOf(
        name,
        damage.map((steps) => mangledContent(files.get(name)!, steps)),
      ),
      RUNS,
      sent,
    ),
  );
});

/** Archives hardly ever survive damage, so here it is done to what is in them. Those that GDAL reads take too long for it. */
describe('a mangled part of an archive', () => {
  it.each(WHOLE_ARCHIVES.map((name) => [name]))('%s', async (name) => {
    const parts = await unpacked(FIXTURES + name);
    const damaged = fc.tuple(fc.nat(parts.length - 1), damage).map(([which, steps]) =>
      content(
        () => packed(parts.map(([path, bytes], index): Part => [path, index === which ? mangled(bytes, steps) : bytes])),
        () => `${parts[which]![0]} ${fc.stringify(steps)}`,
      ),
    );
    await check(threeOf(name, damaged), RUNS, sent);
  });
});

describe('a mangled request', () => {
  const items = toJson({ kind: 'bts-stations', note: 'Trạm mới', items: [station(), station(), station()] });
  const form = [
    '--giua',
    'content-disposition: form-data; name="kind"',
    '',
    'bts-stations',
    '--giua',
    'content-disposition: form-data; name="file"; filename="tram.csv"',
    'content-type: text/csv',
    '',
    files.get('comma-bom.csv')!.toString(),
    '--giua--',
    '',
  ].join('\r\n');

  it.each<[Way, string]>([
    ['json', items],
    ['torn', form],
  ])('%s', async (way, body) => {
    const request = damage.map((steps): Sending => ({ name: '', content: mangledContent(Buffer.from(body), steps), kind: undefined, way, isAsync: false }));
    await check(fc.tuple(request, request, request), 8 * RUNS, sent);
  });

  it.each(['tệp\0.csv', '\ud800.csv', '🗼.csv', '..\\..\\x.csv', '<b>.csv', '%00%2e.csv'])('a file called %j', async (name) => {
    const called = (way: Way): Sending => ({
      name,
      content: plain(`Mã trạm,Tên trạm\n${way}-${name.length},Trạm\n`),
      kind: 'bts-stations',
      way,
      isAsync: false,
    });
    expect(await sent([called('form'), called('pieces')])).toHaveLength(2);
  });

  it.each([
    ['NUL', '\0'],
    ['half a pair', '\ud800'],
    ['too much', 'x'.repeat(5001)],
    ['right to left', '\u202e'],
  ])('words and names with %s', async (_, text) => {
    const said = (more: object): Sending => ({
      name: '',
      content: plain(JSON.stringify({ kind: 'bts-stations', items: [station()], ...more })),
      kind: undefined,
      way: 'json',
      isAsync: false,
    });
    expect(await sent([said({ note: text }), said({ sheet: text }), said({ onBehalfOf: text })])).toHaveLength(3);
    expect(await sent([said({ note: `a ${text}` }), said({ crs: text }), said({ [text]: text })])).toHaveLength(3);
  });
});

describe('a file that breaks after its first thousands of rows', () => {
  const rowOf = (n: number): string =>
    `{"type":"Feature","geometry":{"type":"Point","coordinates":[105.${55_000 + n},21.3001]},"properties":{"code":"L-${n}","name":"Trạm ${n}","heightM":30}}`;
  it.each([false, true])('is not there at all, whether its sender waits or not (%p)', async (isAsync) => {
    const text = `${Array.from({ length: 4500 }, (_, n) => rowOf(n)).join('\n')}\n${rowOf(4500).slice(0, 40)}`;
    expect(await sent([{ name: 'dai.geojsonl', content: plain(text), kind: 'bts-stations', way: 'form', isAsync }])).toEqual([null]);
  });
});

describe('wild rows', () => {
  const sending = fc.record({ name: fc.constantFrom(...Object.keys(asFile)), way: fc.constantFrom<Way>('form', 'pieces', 'json'), isAsync: fc.boolean() });
  const wild = fc.tuple(wildRows, sending).map(([rows, { name, way, isAsync }]) => {
    const make = () => Buffer.from(way === 'json' ? toJson({ kind: rows.kind.name, items: rows.rows }) : asFile[name]!(rows));
    const sending: Sending = { name, content: content(make, () => fc.stringify(rows.rows)), kind: rows.kind.name, way, isAsync };
    return { count: rows.rows.length, sending };
  });

  it('too long a code and a place beyond all systems are errors of their rows, not of the package', async () => {
    const far = segment({}, [
      [105.47, 21.38],
      [105.42, 1e308],
    ]);
    const body = { kind: 'cable-segments', items: [segment({ code: noise(40_000, 1) }), far, segment()] };
    const [one] = await sent([{ name: '', content: plain(JSON.stringify(body)), kind: undefined, way: 'json', isAsync: false }]);
    expect(one.counts).toMatchObject({ total: 3, new: 3, withErrors: 2 });
  });

  it('every one is in the package, or there is none', async () => {
    await check(fc.tuple(wild, wild, wild), 14 * RUNS, async (three) => {
      const kept = await sent(three.map((one) => one.sending));
      expect(kept.map((one) => one && one.counts.total)).toEqual(kept.map((one, n) => one && three[n]!.count));
    });
  });

  it('the inspector approves what may be approved: the register grows by so much and no more', async () => {
    await check(fc.tuple(wild, fc.boolean()), 20 * RUNS, async ([{ sending }, onlyClean]) => {
      const [one] = await sent([sending]);
      if (one) await concluded(one.id, onlyClean);
    });
    for (const name of KIND_NAMES) expect((await (await inspector.fetch('GET', `${name}/export.geojson`)).json()) as object).toHaveProperty('features');
    expect((await inspector.get('status?level=district')).status).toBe(200);
  });
});

/** Submits what has no errors, approves it and concludes. */
async function concluded(id: number, onlyClean: boolean): Promise<void> {
  const [sender] = senders as [Client];
  const [before] = (await state()) as [Record<string, number>];
  const submitted = await sender.post(`submissions/${id}/submit`, { leaveOutErrors: true });
  if (submitted.status !== 200) return void inWords(submitted);
  await step(inspector, id, 'claim');
  const approved = await inspector.post(`submissions/${id}/decide`, { items: onlyClean ? 'clean' : 'all', verdict: 'approved' });
  if (approved.status !== 200) inWords(approved);
  const rest = await inspector.post(`submissions/${id}/decide`, { items: 'all', verdict: 'rejected', reason: 'other', comment: 'Không rõ' });
  if (rest.status !== 200) inWords(rest);
  const answer = await inspector.post(`submissions/${id}/conclude`);
  if (answer.status !== 200) inWords(answer);
  const items = answer.status === 200 ? (await itemsOf(inspector, id)).filter((item) => item.applied) : [];
  const [after] = (await state()) as [Record<string, number>];
  const grown = (...names: string[]): number => names.reduce((sum, name) => sum + after[name]! - before[name]!, 0);
  expect(items).toHaveLength(answer.status === 200 ? answer.body.counts.approved : 0);
  expect(grown('stations', 'agreements', 'segments', 'sites')).toBe(items.filter((item) => item.change === 'new').length);
  expect(grown('versions')).toBe(items.length);
}

it('tells of a form that was cut off inside its file, and keeps nothing of it', async () => {
  const before = await database.value(`select count(*)::int from uploads`);
  const body = '--giua\r\nContent-Disposition: form-data; name="file"; filename="tram.csv"\r\n\r\nMã trạm;Tên trạm\r\nA-1;Trạm';
  const answer = await senders[0]!.fetch('POST', 'submissions', { body, headers: { 'content-type': 'multipart/form-data; boundary=giua' } });
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'broken-form']);
  expect(await database.value(`select count(*)::int from uploads`)).toBe(before);
});
