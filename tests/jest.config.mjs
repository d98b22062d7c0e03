import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const rootDir = fileURLToPath(new URL('..', import.meta.url));
const swcrc = JSON.parse(readFileSync(new URL('../.swcrc', import.meta.url), 'utf8'));
const withJsx = {
  ...swcrc,
  jsc: { ...swcrc.jsc, parser: { ...swcrc.jsc.parser, tsx: true }, transform: { ...swcrc.jsc.transform, react: { runtime: 'automatic' } } },
};

/** tests/run.mjs tells by these variables what there is on this machine. */
const { REGISTRY_TEST_DATABASE, REGISTRY_TEST_POSTGIS_URL, CHROMIUM_PATH } = process.env;
const databases = ['embedded', ...(REGISTRY_TEST_POSTGIS_URL ? ['postgis'] : [])].filter((name) => name === (REGISTRY_TEST_DATABASE || name));

const common = {
  rootDir,
  roots: ['<rootDir>/tests'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleFileExtensions: ['js', 'ts', 'tsx', 'mjs', 'cjs', 'json', 'node'],
  // TypeScript's own convention: an import names the file as it will be once compiled.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '\\.ts$': ['@swc/jest', swcrc], '\\.tsx$': ['@swc/jest', withJsx] },
};

function project(displayName, folders, rest = {}) {
  return { ...common, displayName, testMatch: folders.map((folder) => `<rootDir>/tests/${folder}/**/*.test.{ts,tsx}`), ...rest };
}

/** Compare both databases, so once is enough, and needs both; tests/run.mjs tells aloud where there is no PostGIS. */
const ON_BOTH = ['<rootDir>/tests/api/same-tiles.test.ts'];
const comparing = REGISTRY_TEST_POSTGIS_URL ? databases[0] : undefined;

/** The API's tests run once on each database; the browser's on the quicker one. */
function onDatabase(name, folder, database) {
  return project(name, [folder], { globals: { REGISTRY_TEST_DATABASE: database }, testPathIgnorePatterns: database === comparing ? [] : ON_BOTH });
}

export default {
  rootDir,
  maxWorkers: 2,
  testSequencer: '<rootDir>/tests/support/longest-first.mjs',
  // Preparing an embedded database on a busy machine; Jest takes this here only, not for a project.
  testTimeout: 120_000,
  reporters: ['default', ...(process.env.REGISTRY_TEST_TOTALS ? ['<rootDir>/tests/support/totals.mjs'] : [])],
  projects: [
    project('unit', ['unit', 'web']),
    ...databases.map((database) => onDatabase(`api on ${database}`, 'api', database)),
    ...(CHROMIUM_PATH ? [onDatabase('browser', 'browser', databases.at(-1))] : []),
  ],
};
