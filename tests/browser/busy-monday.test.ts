// An inspector's Monday in one piece: what is late in Lập Thạch, why, a link for a colleague, the map on paper for the meeting.
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openTab, signInOn } from '../support/browser.js';
import { signIn } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';

let registry: Registry;
let browser: Browser;

beforeAll(async () => {
  registry = await startRegistry({ sample: true });
  browser = await openBrowser();
});

async function enter(page: Page, username: string): Promise<void> {
  await signInOn(page, username);
}

/** The late site of Lập Thạch, as the register has it. */
async function lateSite(): Promise<{ code: string; name: string }> {
  const inspector = await signIn(registry.url, 'inspector');
  const { features } = (await inspector.get('units?level=district')).body;
  const { id } = features.find((unit: any) => unit.properties.shortName === 'Lập Thạch');
  const asked = `unit=${id}&landStage=no_land,requested,site_proposed,approved&requestedOn.max=2025-01-01&sort=requestedOn`;
  return (await inspector.get(`post-office-sites?${asked}`)).body.items[0];
}

it('finds what is late, sees why, sends the link, prints the map', async () => {
  const site = await lateSite();
  const tab = await openTab(browser, registry.url, {
    viewport: { width: 1366, height: 768 },
    permissions: ['clipboard-read', 'clipboard-write'],
    acceptDownloads: true,
  });
  const { page } = tab;
  await enter(page, 'inspector');

  // Find it: the district by its name as one types it in a hurry, and what is late there.
  await page.getByRole('combobox', { name: 'Tìm trong sổ đăng ký' }).fill('lap thach');
  await page.getByRole('option').filter({ hasText: 'Huyện Lập Thạch' }).first().click();
  const card = page.getByTestId('drawer');
  await card.getByRole('heading', { name: 'Huyện Lập Thạch' }).waitFor();
  await page.locator('[data-records=ready]').waitFor();
  await page.waitForLoadState('networkidle');
  await tab.screenshot('monday-1-district');
  await card.getByRole('link', { name: 'Xem việc quá hạn' }).click();
  const late = page.getByRole('region', { name: 'Việc quá hạn, chậm' });
  await late.getByRole('link', { name: site.code }).first().waitFor();
  await page.waitForLoadState('networkidle');
  expect((await late.boundingBox())!.y).toBeLessThan(768);
  await tab.screenshot('monday-2-late');

  // See why, and where.
  await late.getByRole('link', { name: site.code }).first().click();
  await page.getByRole('heading', { level: 1, name: site.name }).waitFor();
  await page.getByRole('region', { name: 'Cần xem xét' }).getByText('quá một năm mà chưa được giao').waitFor();
  await page.waitForLoadState('networkidle');
  await tab.screenshot('monday-3-why');
  await page.getByRole('link', { name: 'Xem trên bản đồ' }).click();
  await card.getByRole('heading', { name: site.name }).waitFor();
  await card.getByText('quá một năm mà chưa được giao').waitFor();
  await page.locator('[data-records=ready]').waitFor();
  await page.waitForLoadState('networkidle');
  await tab.screenshot('monday-4-on-the-map');

  // A link for the colleague, who has to sign in first.
  await card.getByRole('button', { name: 'Sao chép liên kết' }).click();
  await card.getByText('Đã sao chép liên kết').waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const colleague = await openTab(browser, link, { viewport: { width: 1024, height: 768 } });
  await enter(colleague.page, 'officer.lapthach');
  const theirs = colleague.page.getByTestId('drawer');
  await theirs.getByRole('heading', { name: site.name }).waitFor();
  await theirs.getByText('quá một năm mà chưa được giao').waitFor();
  await colleague.page.locator('[data-records=ready]').waitFor();
  await colleague.page.waitForLoadState('networkidle');
  await colleague.screenshot('monday-5-colleague');
  await colleague.close();

  // The map for the meeting: the district as it was at the beginning, on one sheet.
  await card.getByRole('button', { name: 'Huyện Lập Thạch' }).click();
  await card.getByRole('heading', { name: 'Huyện Lập Thạch' }).waitFor();
  await page.getByRole('button', { name: 'Công cụ', exact: true }).click();
  await page.getByRole('button', { name: 'In bản đồ' }).click();
  await page.getByTestId('print-preview').waitFor();
  await page.waitForTimeout(500);
  await tab.screenshot('monday-6-print');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Tải PDF' }).click()]);
  expect(file.suggestedFilename()).toMatch(/-A4\.pdf$/);
  await page.keyboard.press('Escape');
  await tab.close();
}, 240_000);
