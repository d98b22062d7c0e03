import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DATABASE } from '../support/registry.js';
import { ROOT, TEST_FOLDER } from '../support/surroundings.js';
import { copyTemplate, dropDatabase } from '../support/template.js';

const run = promisify(execFile);

// The one that all tests copy: made from an empty database by all migrations, with data in it.
describe('the structure of a database', () => {
  let seen: Record<'up' | 'drift' | 'down' | 'upAgain' | 'driftAgain', string[]> & { history: { versions: number; past: number; sum: string }[] };

  beforeAll(async () => {
    const folder = await mkdtemp(join(TEST_FOLDER, 'migrations-'));
    const url = await copyTemplate('accounts', DATABASE, folder);
    const place = url ? { DATABASE_URL: url } : { DATA_DIR: folder };
    const { stdout } = await run(process.execPath, [join(ROOT, 'tests/support/drift.mjs')], { env: { PATH: process.env['PATH'], ...place }, maxBuffer: 1e8 });
    seen = JSON.parse(stdout.trim().split('\n').at(-1)!);
    if (url) await dropDatabase(url);
  });

  it('is there after all migrations, and as the entities say', () => {
    expect(seen.up).toEqual(
      expect.arrayContaining(['table bts_stations', 'table sharing_agreements', 'table cable_segments', 'table post_office_sites', 'table submissions']),
    );
    expect(seen.drift).toEqual([]);
  });

  it('shows the same history whichever way it is kept', () => {
    const [before, apart, again] = seen.history;
    expect(before!.past).toBeGreaterThan(2);
    expect(before!.versions).toBeGreaterThan(before!.past);
    expect(apart).toEqual(before);
    expect(again).toEqual(before);
  });

  it('goes without a rest and comes again as it was', () => {
    expect(seen.down).toEqual([]);
    expect(seen.upAgain).toEqual(seen.up);
    expect(seen.driftAgain).toEqual([]);
  });
});
