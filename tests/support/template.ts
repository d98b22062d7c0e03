// Preparing a database takes 5 to 60 s, copying a prepared one a fraction of a second: it is prepared once in a test run, when first asked for.
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, cp, lstat, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startServer } from './server.js';
import { type Database, TEST_FOLDER } from './surroundings.js';

export type Content = 'empty' | 'accounts' | 'on';

/** Puts a copy of the prepared data into `folder` or a new database, whose URL is the answer. */
export async function copyTemplate(content: Content, database: Database, folder: string): Promise<string | undefined> {
  const name = content === 'empty' ? undefined : await prepared(content, database);
  if (database === 'postgis') return createDatabase(`test_${randomBytes(6).toString('hex')}`, name);
  if (name) await cp(join(TEST_FOLDER, name), folder, { recursive: true, mode: constants.COPYFILE_FICLONE, filter: isNoSocket });
  return undefined;
}

/** The name of the template, made now if this is the first to ask; others, also in other processes, wait for it. */
async function prepared(content: Content, database: Database): Promise<string> {
  const name = `template_${database}_${content}`;
  const result = join(TEST_FOLDER, `${name}.result`);
  if (await isFirst(join(TEST_FOLDER, `${name}.lock`))) await writeFile(result, await prepare(name, content, database));
  while (!(await exists(result))) await sleep(100);
  const trouble = await readFile(result, 'utf8');
  if (trouble) throw new Error(trouble);
  return name;
}

/** Starts a server on an empty database and stops it again; the answer is what went wrong, if anything. */
async function prepare(name: string, content: Content, database: Database): Promise<string> {
  const folder = join(TEST_FOLDER, name);
  try {
    await mkdir(folder);
    const DATABASE_URL = database === 'postgis' ? await createDatabase(name) : undefined;
    const server = await startServer({ DATA_DIR: folder, DATABASE_URL, SAMPLE_DATA: content });
    await server.end('SIGTERM');
    return '';
  } catch (error) {
    return `Could not prepare ${name}: ${(error as Error).message}`;
  }
}

async function isFirst(lock: string): Promise<boolean> {
  return mkdir(lock).then(
    () => true,
    () => false,
  );
}

/** A server that was killed leaves its sockets, which cannot be copied. */
async function isNoSocket(path: string): Promise<boolean> {
  return !(await lstat(path)).isSocket();
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function createDatabase(name: string, template = 'template0'): Promise<string> {
  await onServer(`create database ${name} template ${template}`);
  return urlOf(name);
}

export async function dropDatabase(url: string): Promise<void> {
  await onServer(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client(urlOf('postgres'));
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function urlOf(name: string): string {
  const url = new URL(process.env['REGISTRY_TEST_POSTGIS_URL'] ?? 'postgres://127.0.0.1/');
  url.pathname = `/${name}`;
  return url.href;
}
