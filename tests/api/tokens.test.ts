import { Client, visitor } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { openSql, type Sql } from '../support/sql.js';
import { people, station } from '../support/submitting.js';

let registry: Registry;
let sql: Sql;
let by: Record<string, Client>;

beforeAll(async () => {
  registry = await startRegistry();
  sql = await openSql(registry);
  const names = ['viettel', 'vnpt', 'inspector', 'planner', 'officer.lapthach'];
  const clients = await people(registry.url, ...names);
  by = Object.fromEntries(names.map((name, n) => [name, clients[n]!]));
});
afterAll(() => sql.close());

const make = async (name: string, body: object = { name: 'Máy chủ' }): Promise<any> => (await by[name]!.post('tokens', body)).body;
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const asked = (secret: string) => visitor(registry.url).get('session', bearer(secret));

it('a token is told once, of which only the digest is kept', async () => {
  const made = await by['viettel']!.post('tokens', { name: 'Hệ thống Viettel', days: 30 });
  expect([made.status, made.body.secret, made.body.name]).toEqual([201, expect.stringMatching(/^registry_[\w-]{43}$/), 'Hệ thống Viettel']);
  const [listed] = (await by['viettel']!.get('tokens')).body.items;
  const { secret, ...rest } = made.body;
  expect(listed).toEqual(rest);
  expect(secret.startsWith(listed.hint)).toBe(true);
  expect(Math.round((Date.parse(listed.expiresAt) - Date.parse(listed.createdAt)) / 86_400_000)).toBe(30);
  const [kept] = await sql.rows(`select row_to_json(t)::text as text, length(token_hash) as bytes from api_tokens t where id = $1`, [listed.id]);
  expect([kept.text.includes(secret), kept.text.includes(secret.slice(-20)), kept.bytes]).toEqual([false, false, 32]);
});

it.each(['viettel', 'inspector', 'planner', 'officer.lapthach'])('%s works with one as with a session, without a cookie', async (name) => {
  const { secret, id } = await make(name);
  const answer = await asked(secret);
  expect([answer.body.user.username, answer.headers.getSetCookie()]).toEqual([name, []]);
  for (const path of ['kinds', 'bts-stations', 'submissions', 'accounts'])
    expect([path, (await visitor(registry.url).get(path, bearer(secret))).status]).toEqual([path, (await by[name]!.get(path)).status]);
  expect((await by[name]!.get('tokens')).body.items.find((token: any) => token.id === id).lastUsedAt).toMatch(/^20/);
});

it('a program sends records with it', async () => {
  const { secret } = await make('viettel');
  const sent = await visitor(registry.url).post('submissions', { kind: 'bts-stations', items: [station()] }, bearer(secret));
  expect([sent.status, sent.body.owner.code]).toEqual([201, 'viettel']);
});

it('counts for itself, whatever cookie comes along', async () => {
  const { secret } = await make('vnpt');
  expect((await by['viettel']!.get('session', bearer(secret))).body.user.username).toBe('vnpt');
  expect((await by['viettel']!.get('session', bearer('registry_wrong'))).body.code).toBe('bad-token');
});

it('makes, revokes and changes no connection', async () => {
  const { secret, id } = await make('viettel');
  const program = visitor(registry.url);
  const refused = [
    await program.post('tokens', { name: 'x' }, bearer(secret)),
    await program.del(`tokens/${id}`, bearer(secret)),
    await program.put('webhook', { url: 'https://example.org/' }, bearer(secret)),
    await program.del('webhook', bearer(secret)),
    await program.post('webhook/test', {}, bearer(secret)),
    await program.put('contact', { email: 'a@example.org' }, bearer(secret)),
  ];
  expect(refused.map(({ status, body }) => `${status} ${body.code}`)).toEqual(Array(6).fill('403 not-by-token'));
  expect((await program.get('tokens', bearer(secret))).status).toBe(200);
});

it('belongs to its user alone', async () => {
  const { id, secret } = await make('viettel');
  expect((await by['vnpt']!.get('tokens')).body.items.map((token: any) => token.id)).not.toContain(id);
  expect((await by['vnpt']!.del(`tokens/${id}`)).status).toBe(404);
  expect((await asked(secret)).status).toBe(200);
});

it.each([
  ['revoked', async (id: number) => void (await by['viettel']!.del(`tokens/${id}`))],
  ['expired', async (id: number) => void (await sql.rows(`update api_tokens set expires_at = now() where id = $1`, [id]))],
])('%s, it opens nothing, also where anyone may come, and says so in both languages', async (_, end) => {
  const { id, secret } = await make('viettel');
  expect((await asked(secret)).status).toBe(200);
  await end(id);
  for (const path of ['session', 'bts-stations', '/healthz']) {
    const { status, body } = await visitor(registry.url).get(path, bearer(secret));
    expect([status, body.code, body.detail, body.en.detail]).toEqual([
      401,
      'bad-token',
      expect.stringContaining('Mã truy cập'),
      expect.stringContaining('token'),
    ]);
  }
});

it('ends with its user', async () => {
  const { secret } = await make('planner');
  await sql.rows(`update users set disabled = true where username = 'planner'`);
  expect((await asked(secret)).status).toBe(401);
  await sql.rows(`update users set disabled = false where username = 'planner'`);
  expect((await asked(secret)).status).toBe(200);
});

it('a wrong one does not count as a failed sign-in', async () => {
  for (let n = 0; n < 15; n++) expect((await asked(`registry_guess${n}`)).status).toBe(401);
  expect((await visitor(registry.url).post('session', { username: 'viettel', password: 'sample' })).status).toBe(200);
});

it('there are twenty at most in use', async () => {
  const statuses = [];
  for (let n = 0; n < 21; n++) statuses.push((await by['officer.lapthach']!.post('tokens', { name: `t${n}` })).status);
  expect(statuses.at(-1)).toBe(409);
  const [last] = (await by['officer.lapthach']!.get('tokens')).body.items;
  await by['officer.lapthach']!.del(`tokens/${last.id}`);
  expect((await by['officer.lapthach']!.post('tokens', { name: 'one more' })).status).toBe(201);
});

it.each([{}, { name: '' }, { name: 'x', days: 0 }, { name: 'x', days: 731 }, { name: 'x', user: 'admin' }])('is not made of %j', async (body) => {
  expect((await by['viettel']!.post('tokens', body)).status).toBe(422);
});

it('of a sample account opens nothing without sample mode', async () => {
  const first = await startRegistry();
  const [viettel] = await people(first.url, 'viettel');
  const { secret } = (await viettel!.post('tokens', { name: 'x' })).body;
  await first.kill9();
  const strict = await startRegistry({ dataDir: first.dataDir, databaseUrl: first.databaseUrl, env: { SAMPLE_DATA: 'off' } });
  expect((await visitor(strict.url).get('session', bearer(secret))).status).toBe(401);
});

it('stands in the description of the API beside the cookie', async () => {
  const { components, security } = (await visitor(registry.url).get('/api/openapi.json')).body;
  expect(components.securitySchemes).toMatchObject({ cookie: { in: 'cookie', name: 'registry_session' }, token: { type: 'http', scheme: 'bearer' } });
  expect(security).toEqual([{ cookie: [] }, { token: [] }]);
});
