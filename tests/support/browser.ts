// A browser tab that fails its test when the page complains or talks to anybody else.
import { AxeBuilder } from '@axe-core/playwright';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, type Page, chromium } from 'playwright-core';
import { findChromium } from './chromium.mjs';
import { ROOT } from './surroundings.js';

const SCREENSHOTS = join(ROOT, 'tests/browser/screenshots');
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

export interface TabOptions extends BrowserContextOptions {
  /** Complaints that the test brings about itself, such as the console's line for an expected 401. */
  allow?: RegExp[];
}

export interface Tab {
  page: Page;
  /** What the page complained about so far. */
  problems: string[];
  screenshot(name: string): Promise<void>;
  /** Throws when the page had a problem. */
  close(): Promise<void>;
}

const open: Browser[] = [];
afterAll(() => Promise.all(open.map((browser) => browser.close())));

/** A browser for a test file; closed by itself after its last test. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium here; set CHROMIUM_PATH');
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  open.push(browser);
  return browser;
}

/** A tab with cookies of its own, opened on `url`. */
export async function openTab(browser: Browser, url: string, { allow = [], ...options }: TabOptions = {}): Promise<Tab> {
  const context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const problems: string[] = [];
  watch(page, new URL(url).host, (problem) => {
    if (!allow.some((pattern) => pattern.test(problem))) problems.push(problem);
  });
  await page.goto(url);
  return {
    page,
    problems,
    screenshot: (name) => screenshot(page, name),
    async close() {
      await context.close();
      if (problems.length > 0) throw new Error(`The page complained:\n${problems.join('\n')}`);
    },
  };
}

/** Fills in the page on which one signs in. */
export async function signInOn(page: Page, username: string): Promise<void> {
  await page.getByLabel('Tên đăng nhập').fill(username);
  await page.getByLabel('Mật khẩu', { exact: true }).fill('sample');
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
}

/** A tab of somebody who has signed in, on a page of the web. */
export async function openAs(browser: Browser, url: string, username: string, path: string, options?: TabOptions): Promise<Tab> {
  const tab = await openTab(browser, `${url}/sign-in?next=${encodeURIComponent(path)}`, options);
  await signInOn(tab.page, username);
  await tab.page.waitForURL((now) => !now.pathname.startsWith('/sign-in'));
  return tab;
}

/**
 * What keeps people from using the page, serious and critical, as readable lines. Without the list of all that is well, and in the page itself
 * (legacy mode, which leaves out frames of other sites; there are none), it takes a fifth of the time, of a table of 100 rows a third.
 */
export async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

function watch(page: Page, host: string, report: (problem: string) => void): void {
  page.on('console', (message) => {
    if (message.type() === 'error') report(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => report(`error: ${error.stack ?? error.message}`));
  page.on('request', (request) => {
    const address = new URL(request.url());
    if (/^(https?|wss?):$/.test(address.protocol) && address.host !== host) report(`request to another host: ${address.href}`);
  });
}

async function screenshot(page: Page, name: string): Promise<void> {
  await mkdir(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}
