import { Client, signIn, visitor } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { openSql } from '../support/sql.js';
import { draft, station } from '../support/submitting.js';

let registry: Registry;
beforeAll(async () => {
  registry = await startRegistry();
});

const asked = (client: Client) => client.get('session').then((answer) => answer.body.user?.username ?? 'nobody');

describe('signing in and out', () => {
  it('tells who one is, for whom and where', async () => {
    expect(await asked(visitor(registry.url))).toBe('nobody');
    const { body } = await (await signIn(registry.url, 'officer.lapthach')).get('session');
    expect(body.user).toEqual({
      username: 'officer.lapthach',
      displayName: expect.any(String),
      role: 'district_officer',
      organization: null,
      unit: { id: expect.any(Number), code: '246', name: 'Huyện Lập Thạch' },
    });
    expect((await (await signIn(registry.url, 'Viettel')).get('session')).body.user).toMatchObject({
      role: 'operator',
      organization: { code: 'viettel', name: 'Viettel' },
      unit: null,
    });
    expect(body).toMatchObject({ sampleData: true, authority: { vi: expect.any(String), en: expect.any(String) } });
    expect(body.sampleAccounts).toHaveLength(9);
  });

  it('keeps the session in a cookie that no script and no other site gets', async () => {
    const answer = await visitor(registry.url).post('session', { username: 'viettel', password: 'sample' });
    const [value, ...attributes] = answer.headers.getSetCookie()[0]!.split('; ');
    expect(value).toMatch(/^registry_session=[\w-]{43}$/);
    expect(attributes.sort()).toEqual(['HttpOnly', 'Max-Age=43200', 'Path=/', 'SameSite=Strict']);
    expect(JSON.stringify(answer.body)).not.toContain(value!.split('=')[1]);
  });

  it('ends the session for good when one signs out', async () => {
    const answer = await visitor(registry.url).post('session', { username: 'viettel', password: 'sample' });
    const cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!;
    const user = (): Promise<string> =>
      visitor(registry.url)
        .get('session', { cookie })
        .then(({ body }) => body.user?.username ?? 'nobody');
    expect(await user()).toBe('viettel');
    expect((await visitor(registry.url).del('session', { cookie })).status).toBe(204);
    expect(await user()).toBe('nobody');
  });

  it('says the same of a wrong password and of an unknown user, in both languages', async () => {
    const [wrong, unknown] = await Promise.all(
      ['viettel', 'nobody.here'].map(async (username) => (await visitor(registry.url).post('session', { username, password: 'guess' })).body),
    );
    expect(wrong).toEqual({ ...unknown, requestId: expect.any(String) });
    expect(wrong).toMatchObject({
      status: 401,
      code: 'wrong-password',
      title: 'Chưa đăng nhập',
      en: { title: 'Not signed in', detail: expect.stringContaining('password is wrong') },
    });
    expect(wrong.detail).toContain('mật khẩu không đúng');
  });

  it.each([
    [{}],
    [{ username: 'viettel' }],
    [{ username: 'viettel', password: 'sample', role: 'administrator' }],
    [{ username: ['viettel'], password: 'sample' }],
  ])('does not take %j', async (body) => {
    expect((await visitor(registry.url).post('session', body)).status).toBe(422);
  });

  it('stores passwords as argon2id, and of a session only its digest', async () => {
    const client = await signIn(registry.url, 'viettel');
    const sql = await openSql(registry);
    const hashes = await sql.rows(`select password_hash as hash from users where not disabled`);
    expect(hashes.map(({ hash }) => hash.split('$').slice(1, 4).join(' '))).toEqual(Array(9).fill('argon2id v=19 m=19456,t=2,p=1'));
    expect(await sql.value(`select min(length(token_hash)) = 32 and max(length(token_hash)) = 32 from sessions`)).toBe(true);
    await sql.rows(`update sessions set expires_at = now() - interval '1 second'`);
    expect(await asked(client)).toBe('nobody');
    await sql.close();
  });
});

describe('requests that other sites make a browser send', () => {
  const FOREIGN: Record<string, string>[] = [
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: 'http://evil.example' },
  ];

  it.each(FOREIGN)('%j are refused and change nothing', async (headers) => {
    const viettel = await signIn(registry.url, 'viettel');
    const total = () => viettel.get('submissions').then(({ body }) => body.total);
    const before = await total();
    const refused = await viettel.post('submissions', { kind: 'bts-stations', items: [station()] }, headers);
    expect([refused.status, refused.body.code]).toEqual([403, 'cross-site']);
    expect([(await viettel.del('session', headers)).status, await asked(viettel), await total()]).toEqual([403, 'viettel', before]);
    expect((await visitor(registry.url).post('session', { username: 'viettel', password: 'sample' }, headers)).headers.getSetCookie()).toEqual([]);
  });

  it.each<Record<string, string>>([{ 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }, {}])(
    '%j are taken, as they are our own',
    async (headers) => {
      const viettel = await signIn(registry.url, 'viettel');
      expect((await viettel.post('submissions', { kind: 'bts-stations', items: [station()] }, headers)).status).toBe(201);
    },
  );
});

describe('what a page may do', () => {
  it.each(['/', '/records', '/api/v1/session', '/api/v1/nothing-here', '/api/v1/bts-stations', '/healthz'])(
    '%s may talk to nobody else and run nothing inline',
    async (path) => {
      const { headers } = await visitor(registry.url).fetch('GET', path);
      const policy = headers.get('content-security-policy')!;
      const sources = policy.split(/;\s*/).flatMap((directive) => directive.split(' ').slice(1));
      expect(sources.filter((source) => !/^('self'|'none'|'nonce-[0-9a-f]{32}'|data:|blob:)$/.test(source))).toEqual([]);
      expect(policy).toMatch(/default-src 'self'.*script-src 'self'.*object-src 'none'.*base-uri 'none'.*frame-ancestors 'none'/);
      expect(policy).not.toMatch(/(script|default|connect)-src[^;]*(data:|blob:)/);
      expect([headers.get('x-content-type-options'), headers.get('x-frame-options'), headers.get('referrer-policy')]).toEqual([
        'nosniff',
        'SAMEORIGIN',
        'no-referrer',
      ]);
    },
  );

  it('the page holds the nonce of its own answer, a new one each time', async () => {
    const nonces = [];
    for (let n = 0; n < 2; n++) {
      const { body, headers } = await visitor(registry.url).get<string>('/');
      const [, nonce] = /style-src 'self' 'nonce-(\w+)'/.exec(headers.get('content-security-policy')!)!;
      expect([body.includes(nonce!), body.includes('__CSP_NONCE__')]).toEqual([true, false]);
      nonces.push(nonce);
    }
    expect(nonces[0]).not.toBe(nonces[1]);
  });
});

describe('guessing passwords', () => {
  // Behind a proxy that tells addresses, so that one machine can be several here.
  let guarded: Registry;
  beforeAll(async () => {
    guarded = await startRegistry({ env: { TRUST_PROXY: 'on' } });
  });

  const attempt = async (username: string, password: string, address: string) =>
    (await visitor(guarded.url).post('session', { username, password }, { 'x-forwarded-for': address })).status;

  it('ends after ten failures for the user everywhere, while others behind the same address still get in', async () => {
    for (let n = 0; n < 10; n++) expect(await attempt(n % 2 ? 'viettel' : 'VIETTEL', `guess ${n}`, '10.0.0.1')).toBe(401);
    expect(await attempt('viettel', 'sample', '10.0.0.1')).toBe(429);
    expect(await attempt('viettel', 'sample', '10.0.0.2')).toBe(429);
    expect(await attempt('vnpt', 'sample', '10.0.0.1')).toBe(200);
  });

  it('ends after a hundred failures for the address, whatever the user', async () => {
    for (let n = 0; n < 90; n++) expect(await attempt(`nobody${n}`, 'guess', '10.0.0.1')).toBe(401);
    expect(await attempt('vnpt', 'sample', '10.0.0.1')).toBe(429);
    expect(await attempt('vnpt', 'sample', '10.0.0.2')).toBe(200);
  });

  it('says for how long, in both languages', async () => {
    const { body } = await visitor(guarded.url).post('session', { username: 'viettel', password: 'x' }, { 'x-forwarded-for': '10.0.0.3' });
    expect([body.status, body.code, body.title, body.en.title]).toEqual([429, 'too-many-sign-ins', 'Quá nhiều lần thử', 'Too many tries']);
    expect([body.detail, body.en.detail]).toEqual([expect.stringContaining('15 phút'), expect.stringContaining('15 minutes')]);
  });

  it('is possible again after a quarter of an hour', async () => {
    const sql = await openSql(guarded);
    await sql.rows(`update sign_in_failures set failed_at = failed_at - interval '16 minutes'`);
    await sql.close();
    expect(await attempt('viettel', 'sample', '10.0.0.1')).toBe(200);
  });

  it('is not quicker with many tries at once', async () => {
    const statuses = await Promise.all(Array.from({ length: 40 }, (_, n) => attempt('mobifone', `guess ${n}`, `10.0.1.${n}`)));
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
  });
});

it('without sample mode the sample accounts open nothing, and an administrator’s password is told once', async () => {
  const first = await startRegistry();
  const viettel = await signIn(first.url, 'viettel');
  await draft(viettel, 'bts-stations', [station()]);
  await first.kill9();
  const { dataDir, databaseUrl } = first;
  const strict = await startRegistry({ dataDir, databaseUrl, env: { SAMPLE_DATA: 'off', SECURE_COOKIES: 'on' } });
  Object.assign(viettel, { url: strict.url });
  expect(await asked(viettel)).toBe('nobody');
  expect((await visitor(strict.url).post('session', { username: 'viettel', password: 'sample' })).status).toBe(401);
  expect((await visitor(strict.url).get('session')).body).toMatchObject({ sampleData: false, sampleAccounts: [] });

  const [, password] = /administrator, mật khẩu: ([\w-]{16})/.exec(strict.output())!;
  const answer = await visitor(strict.url).post('session', { username: 'administrator', password });
  expect([answer.body.user.role, answer.headers.getSetCookie()[0]!.includes('; Secure')]).toEqual(['administrator', true]);
  expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=\d{7,}/);

  const again = await strict.again();
  expect(again.output()).not.toMatch(/mật khẩu|password/);
  expect((await visitor(again.url).post('session', { username: 'administrator', password })).status).toBe(200);
});
