import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Database = 'embedded' | 'postgis';

export const ROOT = resolve(fileURLToPath(import.meta.url), '../../..');

/** Everything the tests write lies here; tests/run.mjs makes it and removes it. */
export const TEST_FOLDER = process.env['REGISTRY_TEST_FOLDER'] || mkdtempSync(join(tmpdir(), 'registry-tests-'));

/** Where a running server leaves its process number, so that tests/run.mjs can end it when the test could not. */
export function runningFolder(): string {
  const folder = join(TEST_FOLDER, 'running');
  mkdirSync(folder, { recursive: true });
  return folder;
}
