import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const NOTHING = { passed: 0, failed: 0, skipped: 0 };

/** Jest reporter: leaves the totals in a file, for tests/run.mjs to print them as the very last line. */
export default class Totals {
  onRunComplete(_contexts, results) {
    writeFileSync(process.env.REGISTRY_TEST_TOTALS, JSON.stringify(totalsOf(results)));
  }
}

/** A file that could not even be loaded has no tests in it to count: it counts as one that failed. */
export function totalsOf(results) {
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

export function readTotals(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : NOTHING;
}

export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
