// What every page says while the server cannot be reached, and while it takes its time.
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { openBrowser, openTab, signInOn, type Tab, type TabOptions } from '../support/browser.js';
import { startRegistry, type Registry } from '../support/registry.js';

let registry: Registry;
let browser: Browser;

beforeAll(async () => {
  registry = await startRegistry();
  browser = await openBrowser();
});

async function listOf(options: TabOptions): Promise<Tab> {
  const tab = await openTab(browser, registry.url, options);
  await signInOn(tab.page, 'planner');
  await tab.page.getByTestId('map').waitFor();
  await tab.page.goto(`${registry.url}/records/bts-stations`);
  await tab.page.waitForLoadState('networkidle');
  return tab;
}

const LISTS = '**/api/v1/post-office-sites?*';

it('offline: a bar says so, and goes when the server is there again; the page comes to life by itself', async () => {
  const tab = await listOf({ allow: [/ERR_INTERNET_DISCONNECTED/] });
  const { page } = tab;
  const bar = page.getByText('Mất kết nối với máy chủ');
  await page.context().setOffline(true);
  await bar.waitFor();
  // A list that was not asked for before, and a page whose program has not come yet.
  await page
    .getByRole('tab', { name: /Đất điểm/ })
    .or(page.getByRole('link', { name: /Đất điểm/ }))
    .first()
    .click();
  await page.getByRole('columnheader', { name: 'Giai đoạn đất' }).waitFor();
  await tab.screenshot('connection-1-lost');
  expect((await new AxeBuilder({ page }).analyze()).violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  await page.context().setOffline(false);
  await bar.waitFor({ state: 'detached' });
  await page.getByRole('cell', { name: 'Quất Lưu' }).first().or(page.getByText('Chưa có')).first().waitFor();
  await page.context().setOffline(true);
  await bar.waitFor();
  await page.getByRole('link', { name: 'Bản đồ', exact: true }).click();
  await page.context().setOffline(false);
  await page.getByTestId('map').waitFor();
  await tab.close();
});

it('slow: after a while it says that the request is waiting and nothing has to be done', async () => {
  const tab = await listOf({ viewport: { width: 1024, height: 768 } });
  const { page } = tab;
  let answer = (): void => {};
  const later = new Promise<void>((done) => (answer = done));
  await page.route(LISTS, async (route) => {
    await later;
    await route.continue();
  });
  await page.goto(`${registry.url}/records/post-office-sites`);
  await page.getByText('Yêu cầu của bạn vẫn đang chờ').waitFor();
  await tab.screenshot('connection-2-slow');
  answer();
  await page.getByText('Yêu cầu của bạn vẫn đang chờ').waitFor({ state: 'detached' });
  expect(await page.getByRole('status').filter({ hasText: 'Máy chủ' }).count()).toBe(0);
  await tab.close();
});
