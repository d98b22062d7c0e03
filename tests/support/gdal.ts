import { transformFileSync } from '@swc/core';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { GDAL_WORKER } from '../../api/src/formats/gdal/gdal.js';

const SOURCE = fileURLToPath(new URL('../../api/src/formats/gdal/gdal-worker.ts', import.meta.url));

/** Unit tests run without a build, but a thread cannot begin with TypeScript: the worker's one file is compiled here. */
export function useSourceOfGdalWorker(): void {
  const folder = mkdtempSync(join(tmpdir(), 'registry-gdal-worker-'));
  const path = join(folder, 'gdal-worker.mjs');
  writeFileSync(path, transformFileSync(SOURCE, { swcrc: false, module: { type: 'es6' }, jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }).code);
  GDAL_WORKER.url = pathToFileURL(path);
  afterAll(() => rmSync(folder, { recursive: true }));
}
