import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileProblem } from '../../../api/src/formats/format.js';
import { openTable } from '../../../api/src/formats/formats.js';
import { GDAL_WORKER } from '../../../api/src/formats/gdal/gdal.js';
import { useSourceOfGdalWorker } from '../../support/gdal.js';
import { cut, flip, mangled, repeat, replace } from '../../support/mangling.js';
import { packed, unpacked, type Part } from '../../support/archives.js';
import { FIXTURES, fixtureNames, rowsOf } from './reading.js';

useSourceOfGdalWorker();

const folder = mkdtempSync(join(tmpdir(), 'mangled-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** GDAL starts anew for every file. */
const THROUGH_GDAL = /^(?:shp-|mif-|tab|two-layers|segments)/;
const RUNS = 20;
const RUNS_WITH_GDAL = 2;
const SLOWEST_MS = 20_000;
GDAL_WORKER.timeLimitMs = 60_000;

const WHOLE_ARCHIVES = [
  'titles-merged-header.xlsx',
  'formulas.xlsx',
  'foreign.xlsx',
  'pictures.kmz',
  'csv.zip',
  'shp-utf8.zip',
  'shp-tcvn3.zip',
  'tab.zip',
  'mif-1258.zip',
  'two-layers.gpkg.zip',
];

const mangles = fc.array(fc.oneof(flip, flip, cut, replace, repeat), { minLength: 1, maxLength: 3 });

/** What came of reading: a table, a problem with words in both languages, or whatever else was thrown. */
async function outcome(name: string, bytes: Buffer): Promise<unknown> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  try {
    await rowsOf(await openTable(path, name));
    return 'a table';
  } catch (error) {
    return error instanceof FileProblem && error.text.vi && error.text.en ? 'a problem' : error;
  }
}

function readable(came: unknown): void {
  if (came !== 'a table' && came !== 'a problem') throw came;
}

describe('mangled bytes give a table or a FileProblem, soon', () => {
  test.each(fixtureNames().map((name) => [name]))('%s', async (name) => {
    const bytes = readFileSync(FIXTURES + name);
    await fc.assert(
      fc.asyncProperty(mangles, async (steps) => {
        const began = performance.now();
        const came = await outcome(name, mangled(bytes, steps));
        readable(came);
        if (!THROUGH_GDAL.test(name)) expect(performance.now() - began).toBeLessThan(SLOWEST_MS);
      }),
      { numRuns: THROUGH_GDAL.test(name) ? 1 : RUNS },
    );
  });
});

/** Packed parts hardly ever survive damage to the archive around them, so here they are damaged before they are packed. */
describe('mangled parts of an archive give a table or a FileProblem', () => {
  test.each(WHOLE_ARCHIVES.map((name) => [name]))('%s', async (name) => {
    const parts = await unpacked(FIXTURES + name);
    await fc.assert(
      fc.asyncProperty(fc.nat(parts.length - 1), mangles, async (which, steps) => {
        const damaged = parts.map(([path, bytes], index): Part => [path, index === which ? mangled(bytes, steps) : bytes]);
        readable(await outcome(name, await packed(damaged)));
      }),
      { numRuns: THROUGH_GDAL.test(name) ? RUNS_WITH_GDAL : RUNS },
    );
  });
});
