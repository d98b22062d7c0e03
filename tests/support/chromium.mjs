import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Chromium without a window around its pages: the same engine, and the tests take half the time with it. */
const SHELL = 'chromium-headless-shell';
const WITH_WINDOW = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The program to run browser tests with: the one in CHROMIUM_PATH, else the system's own.
 * @returns {string | undefined}
 */
export function findChromium() {
  return findShell() ?? findWithWindow();
}

/** As people have it, for measuring. */
export function findWithWindow() {
  return find([...onPath(WITH_WINDOW), ...ELSEWHERE]);
}

/** Whether the tests have the quickest there is, or the one that somebody chose. */
export function findShell() {
  return find(onPath([SHELL]));
}

const find = (paths) => [process.env.CHROMIUM_PATH, ...paths].find((path) => path && isProgram(path));

const onPath = (names) => names.flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)));

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
