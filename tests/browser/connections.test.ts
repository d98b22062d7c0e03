// Tokens, mail and webhook as a person sets them up, and the bell that tells what the other side did.
import type { Browser, Page } from 'playwright-core';
import { findings, openBrowser, openTab, signInOn, type Tab, type TabOptions } from '../support/browser.js';
import { signIn, visitor, type Client } from '../support/client.js';
import { startMailServer, startReceiver, type MailServer, type Receiver } from '../support/post-box.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { inReview, station, step } from '../support/submitting.js';

let registry: Registry;
let browser: Browser;
let mail: MailServer;
let receiver: Receiver;
let viettel: Client;
let inspector: Client;

beforeAll(async () => {
  [mail, receiver] = await Promise.all([startMailServer(), startReceiver()]);
  registry = await startRegistry({ env: { SMTP_URL: mail.url, MAIL_FROM: 'so@vi-du.vn', ALLOW_PRIVATE_WEBHOOKS: 'on' } });
  browser = await openBrowser();
  [viettel, inspector] = [await signIn(registry.url, 'viettel'), await signIn(registry.url, 'inspector')];
});
afterAll(async () => {
  await registry.stop();
  await Promise.all([mail.close(), receiver.close()]);
});

async function tabOf(username: string, options?: TabOptions): Promise<Tab> {
  const tab = await openTab(browser, registry.url, { viewport: { width: 1366, height: 768 }, ...options });
  await signInOn(tab.page, username);
  await tab.page.getByTestId('map').waitFor();
  return tab;
}

const openConnections = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /^Tài khoản/ }).click();
  await page.getByRole('menuitem', { name: 'Kết nối' }).click();
  await page.getByRole('heading', { name: 'Kết nối', level: 1 }).waitFor();
};

/** Sends a package as the operator and gives it back as the inspector. */
const returned = async (words: string): Promise<number> => {
  const id = await inReview(viettel, inspector, 'bts-stations', [station()]);
  await step(inspector, id, 'return', { comment: words });
  return id;
};

it('an operator makes a token that works, and revokes it', async () => {
  const tab = await tabOf('viettel');
  const { page } = tab;
  await openConnections(page);
  await page.getByText('Chưa có mã truy cập.').waitFor();
  await page.getByLabel('Chương trình', { exact: true }).fill('Hệ thống quản lý trạm');
  await page.getByRole('button', { name: 'Tạo mã' }).click();
  const secret = await page.getByTestId('secret').inputValue();
  const asked = () => visitor(registry.url).get('session', { authorization: `Bearer ${secret}` });
  expect((await asked()).body.user.username).toBe('viettel');
  await tab.screenshot('connections-token');
  expect(await findings(page)).toEqual([]);
  await page.reload();
  await page.getByRole('cell', { name: 'Hệ thống quản lý trạm', exact: true }).waitFor();
  expect(await page.content()).not.toContain(secret);
  await page.getByRole('button', { name: 'Thu hồi mã “Hệ thống quản lý trạm”' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Thu hồi', exact: true }).click();
  await page.getByText('đã thu hồi').waitFor();
  expect((await asked()).status).toBe(401);
  await tab.close();
}, 120_000);

it('mail and webhook are set up and tried out on the page', async () => {
  const tab = await tabOf('viettel');
  const { page } = tab;
  await openConnections(page);
  await page.getByLabel('Địa chỉ thư').fill('mang@viettel.example');
  await page.getByRole('button', { name: 'Lưu' }).first().click();
  await page.getByText('Thông báo sẽ được gửi tới mang@viettel.example.').waitFor();
  await page.getByLabel('Địa chỉ nhận').fill(receiver.url);
  await page
    .getByRole('region', { name: /webhook/ })
    .getByRole('button', { name: 'Lưu' })
    .click();
  expect(await page.getByTestId('secret').inputValue()).toMatch(/^whsec_/);
  await page.getByRole('button', { name: 'Gửi thử' }).click();
  await page.getByTestId('tested').getByText('HTTP 204').waitFor();
  expect(receiver.received.at(-1)!.headers['x-registry-event']).toBe('test');
  receiver.status = 500;
  await page.getByRole('button', { name: 'Gửi thử' }).click();
  await page.getByTestId('tested').getByText('Bên nhận trả lời HTTP 500').waitFor();
  await page.getByRole('row').filter({ hasText: 'không gửi được' }).waitFor();
  receiver.status = 204;
  await tab.screenshot('connections-webhook');
  expect(await findings(page)).toEqual([]);
  expect(mail.letters.length).toBeGreaterThan(0);
  await tab.close();
}, 120_000);

it('the bell counts what is unread, and leads to it', async () => {
  const [first, second] = [await returned('Thiếu chiều cao công trình'), await returned('Sai loại cột')];
  const tab = await tabOf('viettel');
  const { page } = tab;
  const bell = page.getByRole('button', { name: /^Thông báo/ });
  await page.getByRole('button', { name: 'Thông báo: 2 chưa đọc' }).click();
  const words = page.getByRole('link', { name: /Thiếu chiều cao công trình/ });
  await words.waitFor();
  await tab.screenshot('bell');
  expect(await findings(page)).toEqual([]);
  expect(await words.innerText()).toContain(`đã trả lại hồ sơ số ${first} (Trạm BTS) để sửa.`);
  await words.click();
  await page.waitForURL(`**/submissions/${first}`);
  await page.getByRole('button', { name: 'Thông báo: 1 chưa đọc' }).click();
  await page.getByRole('button', { name: 'Đánh dấu tất cả đã đọc' }).click();
  await page.getByTestId('unread').waitFor({ state: 'detached' });
  expect([await bell.getAttribute('aria-label'), second > first]).toEqual(['Thông báo', true]);
  expect((await viettel.get('notices?unread=true')).body.items).toEqual([]);
  await tab.close();
}, 120_000);

it('in English, on a tablet, both are usable and nothing is wider than the screen', async () => {
  await returned('Tệp cũ');
  const tab = await tabOf('viettel', { viewport: { width: 820, height: 1180 } });
  const { page } = tab;
  await page.getByRole('button', { name: /^Tài khoản/ }).click();
  await page.getByRole('menuitem', { name: 'English' }).click();
  await page.getByPlaceholder('Code, name, address').waitFor();
  await page.goto(`${registry.url}/connections`);
  await page.getByRole('heading', { name: 'Tokens for programs' }).waitFor();
  await page.waitForLoadState('networkidle');
  await tab.screenshot('connections-tablet');
  expect([await findings(page), await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([[], 820]);
  await page.getByRole('button', { name: 'Notices: 1 unread' }).click();
  await page
    .getByRole('link', { name: /returned submission/ })
    .first()
    .waitFor();
  await tab.screenshot('bell-tablet');
  expect(await findings(page)).toEqual([]);
  await tab.close();
}, 120_000);

it('a planner finds tokens and mail there, and no webhook', async () => {
  const tab = await tabOf('planner');
  const { page } = tab;
  await openConnections(page);
  await page.getByRole('heading', { name: 'Mã truy cập cho chương trình' }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(await page.getByText('webhook').count()).toBe(0);
  await page.getByRole('button', { name: 'Thông báo', exact: true }).click();
  await page.getByText('Chưa có thông báo.').waitFor();
  await tab.close();
}, 120_000);
