import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '../support/client.js';
import { startMailServer, startReceiver, type MailServer, type Receiver } from '../support/post-box.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { openSql, type Sql } from '../support/sql.js';
import { inReview, people, station, step } from '../support/submitting.js';

let registry: Registry;
let sql: Sql;
let mail: MailServer;
let receiver: Receiver;
let viettel: Client;
let inspector: Client;

beforeAll(async () => {
  [mail, receiver] = await Promise.all([startMailServer(), startReceiver()]);
  registry = await startRegistry({
    env: { SMTP_URL: mail.url, MAIL_FROM: 'Sổ đăng ký <so@vi-du.vn>', PUBLIC_URL: 'https://so.vi-du.vn/', ALLOW_PRIVATE_WEBHOOKS: 'on' },
  });
  sql = await openSql(registry);
  [viettel, inspector] = (await people(registry.url, 'viettel', 'inspector')) as [Client, Client];
});
afterAll(async () => {
  await sql.close();
  await registry.stop();
  await Promise.all([mail.close(), receiver.close()]);
});

/** Waits for what comes of itself within some seconds. */
async function until<T>(look: () => Promise<T | undefined | false> | T | undefined | false): Promise<T> {
  for (const end = Date.now() + 15_000; Date.now() < end; await sleep(100)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error('it did not come within 15 s');
}

const returned = async (words = 'Thiếu giấy phép “xây dựng”'): Promise<number> => {
  const id = await inReview(viettel, inspector, 'bts-stations', [station()]);
  await step(inspector, id, 'return', { comment: words });
  return id;
};

/** The lines of a letter's text, which travels as quoted-printable or base64. */
function textOf(source: string): string {
  const [head, ...body] = source.split('\n\n');
  const text = body.join('\n\n');
  if (/transfer-encoding: base64/i.test(head!)) return Buffer.from(text, 'base64').toString();
  const bytes = text.replace(/=\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

describe('mail', () => {
  it('an address that is set gets a test letter', async () => {
    expect((await viettel.get('contact')).body).toEqual({ email: null, sendsMail: true });
    expect((await viettel.put('contact', { email: 'mang@viettel.example' })).body).toEqual({ email: 'mang@viettel.example', sendsMail: true });
    const letter = await until(() => mail.letters.at(-1));
    expect([letter.from, letter.to]).toEqual(['so@vi-du.vn', ['mang@viettel.example']]);
    expect(textOf(letter.source)).toMatch(/tin thử[^]*https:\/\/so\.vi-du\.vn\/connections[^]*This is a test/);
  });

  it('a notice comes by mail too, with what happened, the words and the way there, in both languages', async () => {
    const before = mail.letters.length;
    const id = await returned();
    const letter = await until(() => mail.letters[before]);
    expect(letter.to).toEqual(['mang@viettel.example']);
    expect(letter.source).toMatch(/^From: =\?UTF-8\?.*<so@vi-du.vn>$/m);
    expect(letter.source).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(letter.source).toMatch(/^Auto-Submitted: auto-generated$/m);
    const text = textOf(letter.source);
    expect(text).toContain(`đã trả lại hồ sơ số ${id} (Trạm BTS) để sửa.`);
    expect(text).toContain(`returned submission ${id} (BTS stations) to be mended.`);
    expect(text).toContain('“Thiếu giấy phép “xây dựng””');
    expect(text).toContain(`https://so.vi-du.vn/submissions/${id}`);
    await until(async () => (await sql.value(`select count(*) from deliveries where channel = 'email' and state <> 'sent'`)) === 0);
  });

  it('words cannot smuggle in headers or commands', async () => {
    const before = mail.letters.length;
    await returned('x\r\n.\r\nMAIL FROM:<evil@example.org>\r\nBcc: evil@example.org');
    const letter = await until(() => mail.letters[before]);
    await sleep(300);
    expect([letter.to, mail.letters.length]).toEqual([['mang@viettel.example'], before + 1]);
    expect(letter.source.split('\n\n')[0]).not.toContain('evil');
  });

  it.each(['không phải thư', 'a@b', 'a@example.org\r\nBcc: b@example.org', 7])('the address %j is refused', async (email) => {
    expect((await viettel.put('contact', { email })).status).toBe(422);
  });

  it('a mailbox that is not there is given up at once, a server that is busy is asked again', async () => {
    mail.refuse = '450 Busy';
    await returned();
    const waiting = await until(
      async () => (await sql.rows(`select * from deliveries where channel = 'email' and attempts = 1 and last_error is not null`))[0],
    );
    expect([waiting.state, waiting.last_error.en]).toEqual(['queued', 'The mail server answered 450.']);
    mail.refuse = '550 No such mailbox';
    await sql.rows(`update deliveries set next_try_at = now() where id = $1`, [waiting.id]);
    const dead = await until(async () => (await sql.rows(`select * from deliveries where id = $1 and state = 'dead'`, [waiting.id]))[0]);
    expect(dead.attempts).toBe(2);
    delete mail.refuse;
  });

  it('nothing is sent to one who took the address away', async () => {
    const before = mail.letters.length;
    await viettel.put('contact', { email: null });
    await returned();
    await sleep(3000);
    expect(mail.letters.length).toBe(before);
  });
});

describe('webhooks', () => {
  let secret: string;
  const signed = (headers: Record<string, unknown>, body: string): boolean => {
    const [, seconds, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-registry-signature'])) ?? [];
    const fresh = Math.abs(Date.now() / 1000 - Number(seconds)) < 60;
    return fresh && createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex') === mac;
  };

  it('the secret is told once; a test is sent at once', async () => {
    const set = await viettel.put('webhook', { url: receiver.url });
    expect([set.status, set.body.url, set.body.secret]).toEqual([200, receiver.url, expect.stringMatching(/^whsec_[\w-]{43}$/)]);
    secret = set.body.secret;
    expect(JSON.stringify((await viettel.get('webhook')).body)).not.toContain(secret);
    const { status, body } = await viettel.post('webhook/test');
    expect([status, body]).toEqual([200, expect.objectContaining({ event: 'test', state: 'sent', status: 204, attempts: 1, problem: null })]);
    const [call] = receiver.received;
    expect([call!.method, call!.path, call!.headers['content-type'], call!.headers['x-registry-event'], call!.headers['x-registry-delivery']]).toEqual([
      'POST',
      '/hook',
      'application/json',
      'test',
      body.id,
    ]);
    expect([signed(call!.headers, call!.body), signed(call!.headers, `${call!.body} `)]).toEqual([true, false]);
  });

  it('what happens to a submission is told with all that a program needs', async () => {
    const before = receiver.received.length;
    const id = await returned('Thiếu ảnh');
    const call = await until(() => receiver.received[before]);
    expect([call.headers['x-registry-event'], signed(call.headers, call.body)]).toEqual(['submission.returned', true]);
    expect(JSON.parse(call.body)).toMatchObject({
      id: call.headers['x-registry-delivery'],
      event: 'submission.returned',
      words: 'Thiếu ảnh',
      submission: { id, kind: 'bts-stations', state: 'returned', owner: { code: 'viettel', name: 'Viettel' }, counts: { total: 1 } },
      sentence: { vi: expect.stringContaining('đã trả lại'), en: expect.stringContaining('returned') },
      url: `https://so.vi-du.vn/submissions/${id}`,
    });
    const [last] = (await viettel.get('webhook')).body.deliveries;
    expect(last).toMatchObject({ event: 'submission.returned', submission: id, state: 'sent', status: 204, nextTryAt: null });
  });

  it('after a failure it is tried again, later and later, with the same number and a new signature', async () => {
    const before = receiver.received.length;
    receiver.status = 500;
    await returned();
    const first = await until(() => receiver.received[before]);
    const waiting = await until(async () => (await viettel.get('webhook')).body.deliveries.find((one: any) => one.state === 'queued' && one.status === 500));
    expect([waiting.attempts, waiting.problem.en, waiting.id]).toEqual([
      1,
      'The receiver answered HTTP 500; 2xx is needed.',
      first.headers['x-registry-delivery'],
    ]);
    expect(Date.parse(waiting.nextTryAt) - Date.now()).toBeGreaterThan(3_000);
    receiver.status = 200;
    await sql.rows(`update deliveries set next_try_at = now() where state = 'queued'`);
    const second = await until(() => receiver.received[before + 1]);
    expect([second.headers['x-registry-delivery'], second.body, signed(second.headers, second.body)]).toEqual([waiting.id, first.body, true]);
    await until(async () =>
      (await viettel.get('webhook')).body.deliveries.find((one: any) => one.id === waiting.id && one.state === 'sent' && one.attempts === 2),
    );
  });

  it('after ten tries it is given up', async () => {
    receiver.status = 503;
    const id = await returned();
    await sql.rows(`update deliveries set attempts = 9, next_try_at = now() where submission_id = $1 and state = 'queued'`, [id]);
    const dead = await until(async () => (await viettel.get('webhook')).body.deliveries.find((one: any) => one.submission === id && one.state === 'dead'));
    expect([dead.attempts, dead.nextTryAt, dead.status]).toEqual([10, null, 503]);
    receiver.status = 204;
  });

  it('a redirect is not followed', async () => {
    receiver.status = 302;
    const { body } = await viettel.post('webhook/test');
    expect([body.state, body.status, receiver.received.at(-1)!.path]).toEqual(['dead', 302, '/hook']);
    receiver.status = 204;
  });

  it('a receiver that does not answer is left after ten seconds', async () => {
    receiver.status = 0;
    const began = Date.now();
    const { body } = await viettel.post('webhook/test');
    expect([body.state, body.problem.en]).toEqual(['dead', 'There was no answer within 10 seconds.']);
    expect(Date.now() - began).toBeLessThan(15_000);
    receiver.status = 204;
  });

  it('a message that a killed server had in hand is sent by the next one', async () => {
    receiver.status = 500;
    const id = await returned();
    await until(async () => (await sql.rows(`select 1 from deliveries where submission_id = $1 and attempts = 1 and status = 500`, [id]))[0]);
    await sql.rows(`update deliveries set next_try_at = now() + interval '2 seconds' where submission_id = $1`, [id]);
    await sql.close();
    await registry.kill9();
    receiver.status = 204;
    const before = receiver.received.length;
    registry = await registry.again();
    sql = await openSql(registry);
    Object.assign(viettel, { url: registry.url });
    Object.assign(inspector, { url: registry.url });
    expect(JSON.parse((await until(() => receiver.received[before])).body).submission.id).toBe(id);
  });

  it('another organisation hears nothing of it, and taken away it is silent', async () => {
    const [vnpt] = await people(registry.url, 'vnpt');
    expect((await vnpt!.get('webhook')).body).toEqual({ url: null, createdAt: null, createdBy: null, deliveries: [] });
    expect([(await vnpt!.post('webhook/test')).status, (await vnpt!.del('webhook')).status]).toEqual([404, 404]);
    expect((await viettel.del('webhook')).status).toBe(204);
    const before = receiver.received.length;
    await returned();
    await sleep(3000);
    expect(receiver.received.length).toBe(before);
  });
});

describe('addresses that reach into the network', () => {
  let strict: Registry;
  let sender: Client;
  beforeAll(async () => {
    strict = await startRegistry();
    [sender] = (await people(strict.url, 'viettel')) as [Client];
  });

  it.each([
    ['http://example.org/', 'webhook-not-https'],
    ['https://127.0.0.1/', 'webhook-private-address'],
    ['https://2130706433/', 'webhook-private-address'],
    ['https://0x7f.1/', 'webhook-private-address'],
    ['https://localhost/', 'webhook-private-address'],
    ['https://169.254.169.254/latest/meta-data', 'webhook-private-address'],
    ['https://10.1.2.3/', 'webhook-private-address'],
    ['https://[::1]/', 'webhook-private-address'],
    ['https://[::ffff:10.0.0.1]/', 'webhook-private-address'],
    ['https://[fd00::1]/', 'webhook-private-address'],
    ['https://nobody.invalid/', 'webhook-unknown-host'],
    ['https://user:secret@example.org/', 'invalid'],
    ['ftp://example.org/', 'invalid'],
    ['javascript:alert(1)', 'invalid'],
  ])('%s: %s', async (url, code) => {
    const { status, body } = await sender.put('webhook', { url });
    expect([status, body.code]).toEqual([422, code]);
  });

  it('are refused again when the message is sent, whatever the name meant before', async () => {
    const port = new URL(receiver.url).port;
    const strictSql = await openSql(strict);
    for (const host of ['127.0.0.1', 'localhost']) {
      await strictSql.rows(
        `insert into webhooks (organization, url, secret, created_by) select 'viettel', $1, 'x', id from users where username = 'viettel'
          on conflict on constraint webhooks_pkey do update set url = excluded.url`,
        [`http://${host}:${port}/hook`],
      );
      const before = receiver.received.length;
      const { body } = await sender.post('webhook/test');
      expect([body.state, body.problem.en, receiver.received.length]).toEqual(['dead', expect.stringContaining('private network'), before]);
    }
    await strictSql.close();
  });

  it('without SMTP nothing is sent, and the page is told', async () => {
    expect((await sender.put('contact', { email: 'a@example.org' })).body).toEqual({ email: 'a@example.org', sendsMail: false });
  });
});
