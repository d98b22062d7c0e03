import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { signIn } from '../support/client.js';
import { DATABASE, startRegistry } from '../support/registry.js';
import { runServer } from '../support/server.js';
import { ROOT, TEST_FOLDER } from '../support/surroundings.js';
import { draft, itemsOf, station } from '../support/submitting.js';
import { copyTemplate, dropDatabase } from '../support/template.js';

// What is about one of the two databases only is not there for the other.
const onEmbedded = DATABASE === 'embedded' ? describe : () => undefined;
const onPostgis = DATABASE === 'postgis' ? describe : () => undefined;

/** Starts a server that must not start. @returns what it says: last a sentence in Vietnamese, then one in English. */
async function refusal(env: Record<string, string>): Promise<[vietnamese: string, english: string]> {
  const { code, output } = await runServer(env);
  expect(output).not.toMatch(/^ {4}at /m);
  expect(code).toBe(1);
  return output.trim().split('\n').slice(-2) as [string, string];
}

const folder = (): Promise<string> => mkdtemp(join(TEST_FOLDER, 'start-'));
const both = (text: string) => [expect.stringContaining(text), expect.stringContaining(text)];

// No database is opened, so once is enough.
onEmbedded('a wrong variable stops the start with a sentence naming it', () => {
  it.each([
    [{ PORT: 'abc' }, 'cần một số nguyên từ 0 đến 65535', 'must be a whole number from 0 to 65535'],
    [{ SAMPLE_DATA: 'maybe' }, 'cần on, accounts hoặc off', 'must be on, accounts or off'],
    [{ SESSION_HOURS: '0' }, 'cần số giờ', 'must be a number of hours'],
    [{ MAX_UPLOAD_MB: '1.5' }, 'cần số nguyên', 'must be a whole number'],
    [{ SECURE_COOKIES: 'yes' }, 'cần on hoặc off', 'must be on or off'],
    [{ PUBLIC_URL: 'so.vi-du.vn' }, 'địa chỉ người dùng mở', 'the address people open'],
    [{ BASE_MAP_URL: 'https://{s}.vi-du.vn/nen.png' }, 'một mẫu địa chỉ ảnh nền', 'a template like'],
    [{ HOST: '0.0.0.0', SAMPLE_DATA: 'on' }, 'mật khẩu công khai', 'public passwords'],
  ] as [Record<string, string>, string, string][])('%j', async (env, vi, en) => {
    const [name, value] = Object.entries(env)[0]!;
    expect(await refusal(env)).toEqual([
      expect.stringMatching(`^Biến ${name}="${value}".*${vi}`),
      expect.stringMatching(`^The variable ${name}="${value}".*${en}`),
    ]);
  });

  it.each(['mysql://u:secret@h/x', 'postgres://u:secret@127.0.0.1:99999/x', 'postgres://u:sec ret@', 'registry'])(
    'DATABASE_URL=%s, without its password on the screen',
    async (DATABASE_URL) => {
      const said = await refusal({ DATABASE_URL });
      expect(said).toEqual(both('DATABASE_URL'));
      expect(said.join()).not.toMatch(/sec ?ret/);
    },
  );

  it.each([
    ['smtp://u:secret@mail.vi-du.vn', 'MAIL_FROM'],
    ['u:secret@mail.vi-du.vn', 'SMTP_URL'],
  ])('SMTP_URL=%s, without its password on the screen', async (SMTP_URL, named) => {
    const said = await refusal({ SMTP_URL });
    expect(said).toEqual(both(named));
    expect(said.join()).not.toContain('secret');
  });
});

describe('what the surroundings do not give', () => {
  it('nobody answers at DATABASE_URL', async () => {
    const said = await refusal({ DATABASE_URL: 'postgres://registry:secret@127.0.0.1:1/telecom' });
    expect(said).toEqual([
      expect.stringMatching(/^Không kết nối được.*telecom.*127\.0\.0\.1.*biến DATABASE_URL.*ECONNREFUSED/),
      expect.stringMatching(/^Could not connect.*variable DATABASE_URL/),
    ]);
    expect(said.join()).not.toContain('secret');
  });

  it('the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => other.once('listening', done));
    const PORT = String((other.address() as AddressInfo).port);
    const DATA_DIR = await folder();
    const DATABASE_URL = await copyTemplate('accounts', DATABASE, DATA_DIR);
    const said = await refusal({ PORT, DATA_DIR, SAMPLE_DATA: 'accounts', ...(DATABASE_URL && { DATABASE_URL }) });
    expect(said).toEqual([expect.stringContaining(`Cổng ${PORT} đang được chương trình khác dùng`), expect.stringContaining(`Port ${PORT} is in use`)]);
    other.close();
    if (DATABASE_URL) await dropDatabase(DATABASE_URL);
  });
});

onEmbedded('the data folder', () => {
  it.each([
    ['lies under a file', 'file/data'],
    ['is a file', 'file'],
  ])('%s and cannot be written', async (_, path) => {
    const DATA_DIR = join(await folder(), path);
    await writeFile(join(DATA_DIR.slice(0, DATA_DIR.indexOf('/file')), 'file'), '');
    expect(await refusal({ DATA_DIR })).toEqual(both(`DATA_DIR="${DATA_DIR}"`));
  });

  it('is in use by another process, which is not disturbed', async () => {
    const registry = await startRegistry();
    const said = await refusal({ DATA_DIR: registry.dataDir, SAMPLE_DATA: 'accounts' });
    expect(said).toEqual([expect.stringMatching(/đang được một tiến trình khác.*DATA_DIR/), expect.stringMatching(/in use by another process.*DATA_DIR/)]);
    await signIn(registry.url, 'viettel');
    await registry.stop();
  });

  it('holds something that is no database', async () => {
    const DATA_DIR = await folder();
    await mkdir(join(DATA_DIR, 'postgres'));
    await writeFile(join(DATA_DIR, 'postgres/PG_VERSION'), '9.6\n');
    expect(await refusal({ DATA_DIR })).toEqual(both('DATA_DIR'));
  });

  it('takes the server with it when its database breaks down, with a sentence', async () => {
    const DATA_DIR = await folder();
    await copyTemplate('accounts', DATABASE, DATA_DIR);
    const NODE_OPTIONS = `--import ${pathToFileURL(join(ROOT, 'tests/support/lose-database.mjs')).href}`;
    const { code, output } = await runServer({ DATA_DIR, SAMPLE_DATA: 'accounts', NODE_OPTIONS });
    expect(code).toBe(1);
    // Whatever was asking it something at that moment may have logged so before.
    expect(output.trim().split('\n').slice(-2)).toEqual([
      expect.stringMatching(/dừng bất ngờ.*khởi động lại/),
      expect.stringMatching(/stopped unexpectedly.*start it again/),
    ]);
  });

  it('is let go of properly when the server is asked to end', async () => {
    const registry = await startRegistry();
    process.kill(registry.pid, 'SIGTERM');
    while (isRunning(registry.pid)) await sleep(50);
    // Both are taken away after the database is closed, not before.
    expect(['.s.PGSQL.5432', 'registry.lock'].filter((name) => existsSync(join(registry.dataDir, name)))).toEqual([]);
  });
});

onPostgis('the database', () => {
  const on = async (url: string, sql: string): Promise<void> => {
    const client = new pg.Client(url);
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };

  it('does not exist, or the password is wrong', async () => {
    const url = (await copyTemplate('empty', DATABASE, ''))!;
    await dropDatabase(url);
    expect(await refusal({ DATABASE_URL: url })).toEqual(both('DATABASE_URL'));
    expect(await refusal({ DATABASE_URL: url.replace(/:\w+@/, ':wrong@') })).toEqual(both('DATABASE_URL'));
  });

  it('has no PostGIS', async () => {
    // The machine has it, so the list of what can be installed is hidden behind one without it.
    const url = (await copyTemplate('empty', DATABASE, ''))!;
    await on(url, `create view public.pg_available_extensions as select * from pg_catalog.pg_available_extensions where name <> 'postgis'`);
    await on(url, `alter database ${new URL(url).pathname.slice(1)} set search_path = public, pg_catalog`);
    const said = await refusal({ DATABASE_URL: url });
    expect(said).toEqual([
      expect.stringMatching(/DATABASE_URL chưa có phần mở rộng postgis\. Cài gói PostGIS/),
      expect.stringMatching(/DATABASE_URL has no extension postgis\. Install/),
    ]);
    await dropDatabase(url);
  });

  it('is not ours to make tables in', async () => {
    const url = new URL((await copyTemplate('empty', DATABASE, ''))!);
    await on(url.href, `drop role if exists registry_guest; create role registry_guest login password 'guest'`);
    const guest = Object.assign(new URL(url), { username: 'registry_guest', password: 'guest' });
    expect(await refusal({ DATABASE_URL: guest.href })).toEqual(both('permission denied'));
    await dropDatabase(url.href);
  });
});

describe('a restart', () => {
  it('keeps the data, the sessions and the units, also after a kill', async () => {
    let registry = await startRegistry();
    const viettel = await signIn(registry.url, 'viettel');
    const id = await draft(viettel, 'bts-stations', [station({ code: 'KEPT' })]);
    const held = async () => [await itemsOf(viettel, id), (await viettel.get('post-office-sites')).body, (await viettel.get('units')).body.features.length];
    const before = await held();
    for (const stop of ['kill9', 'politely'] as const) {
      if (stop === 'kill9') await registry.kill9();
      registry = await registry.again();
      Object.assign(viettel, { url: registry.url });
      expect(await held()).toEqual(before);
    }
    expect(registry.output()).not.toMatch(/Loading|Preparing/);
  });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
