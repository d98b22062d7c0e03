import type { Browser } from 'playwright-core';
import { findings, openBrowser, openTab, signInOn } from '../support/browser.js';
import { startRegistry, type Registry } from '../support/registry.js';

let registry: Registry;
let browser: Browser;

beforeAll(async () => {
  registry = await startRegistry({ sample: true });
  browser = await openBrowser();
});

const PAGES = [
  '/map',
  '/map?indicator=cableDoneShare&since=2021-06-30&in=43',
  '/units/43',
  '/records/bts-stations',
  '/records/post-office-sites/1',
  '/submissions',
  '/submissions/new',
  ...['file', 'columns', 'crs', 'check', 'events'].map((step) => `/submissions/2?step=${step}`),
  '/submissions/form/cable-segments',
  '/review',
  '/admin',
];

it.each(['vi', 'en'])(
  'no page in "%s" has a serious finding',
  async (language) => {
    const tab = await openTab(browser, registry.url, { locale: language === 'vi' ? 'vi-VN' : 'en-GB' });
    const { page } = tab;
    await page.getByText(language === 'vi' ? 'Tiếng Việt' : 'English', { exact: true }).click();
    const found: Record<string, string[]> = { '/sign-in': await findings(page) };
    await page.getByLabel(language === 'vi' ? 'Tên đăng nhập' : 'User name').fill('admin');
    await page.getByLabel(language === 'vi' ? 'Mật khẩu' : 'Password', { exact: true }).fill('sample');
    await page.getByRole('button', { name: language === 'vi' ? 'Đăng nhập' : 'Sign in' }).click();
    await page.getByTestId('map').waitFor();
    for (const path of PAGES) {
      await page.goto(registry.url + path);
      await page.waitForLoadState('networkidle');
      found[path] = await findings(page);
    }
    expect(Object.fromEntries(Object.entries(found).filter(([, lines]) => lines.length))).toEqual({});
    await tab.close();
  },
  300_000,
);

it('on a tablet the map keeps more than half of the screen, and nothing is wider than it', async () => {
  const tab = await openTab(browser, registry.url, { viewport: { width: 820, height: 1180 } });
  const { page } = tab;
  await signInOn(page, 'inspector');
  await page.getByTestId('map').waitFor();
  expect((await page.getByTestId('map').boundingBox())!.height).toBeGreaterThan(1180 / 2);
  for (const path of PAGES.slice(0, -1)) {
    await page.goto(registry.url + path);
    await page.waitForLoadState('networkidle');
    await tab.screenshot(`tablet-${path.slice(1).replaceAll(/[/?=]/g, '-')}`);
    expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, 820]);
  }
  await tab.close();
}, 300_000);
