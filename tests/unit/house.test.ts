import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprint, lockIsInstalled, nodeIsAtLeast } from '../../api/scripts/freshness.mjs';
import { closingLine, totalsOf } from '../support/totals.mjs';

describe('npm start', () => {
  it.each([
    ['20.19.0', '20.19', true],
    ['20.20.2', '20.19', true],
    ['22.1.0', '20.19', true],
    ['20.9.0', '20.19', false],
    ['18.20.4', '20.19', false],
  ])('on Node %s, wanting %s: %s', (version, wanted, good) => {
    expect(nodeIsAtLeast(version, wanted)).toBe(good);
  });

  it('installs when a library is missing or another version, but not for another platform’s', () => {
    const lock = { packages: { '': {}, 'node_modules/a': { version: '1.0.0', integrity: 'x' }, 'node_modules/b-win32': { version: '1.0.0', optional: true } } };
    const a = { version: '1.0.0', integrity: 'x' };
    expect(lockIsInstalled(lock, { packages: { 'node_modules/a': a } })).toBe(true);
    expect(lockIsInstalled(lock, { packages: { 'node_modules/a': { ...a, version: '0.9.0' } } })).toBe(false);
    expect(lockIsInstalled(lock, { packages: {} })).toBe(false);
    expect(lockIsInstalled(lock, null)).toBe(false);
  });

  it('builds again when a source file is changed, added, moved or removed', () => {
    const root = mkdtempSync(join(tmpdir(), 'registry-fingerprint-'));
    const now = () => fingerprint(root, ['src', 'missing.json']);
    try {
      mkdirSync(join(root, 'src/deep'), { recursive: true });
      writeFileSync(join(root, 'src/deep/a.ts'), 'a');
      const first = now();
      expect(now()).toBe(first);
      writeFileSync(join(root, 'src/b.ts'), 'b');
      const second = now();
      rmSync(join(root, 'src/deep/a.ts'));
      writeFileSync(join(root, 'src/a.ts'), 'a');
      expect(new Set([first, second, now()]).size).toBe(3);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});

describe('npm test', () => {
  it('counts a test file that cannot be loaded as a failure', () => {
    const totals = totalsOf({ numPassedTests: 12, numFailedTests: 1, numRuntimeErrorTestSuites: 1, numPendingTests: 2, numTodoTests: 1 });
    expect(closingLine(totals)).toBe('12 passed, 2 failed, 3 skipped');
  });
});
