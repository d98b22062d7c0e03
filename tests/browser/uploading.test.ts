// A large file on a bad line: pieces, waiting, a reload in the middle, and the work that goes on without the page.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openTab, signInOn, type Tab } from '../support/browser.js';
import { signIn } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';

let registry: Registry;
let browser: Browser;
let file: string;

const ROWS = 220;
const PIECE = 4 * 1024 * 1024;

beforeAll(async () => {
  registry = await startRegistry();
  browser = await openBrowser();
  file = join(registry.dataDir, 'tram-co-anh.csv');
  // Few rows, but long ones: three pieces on the way up, little to check.
  const note = 'x'.repeat(50_000);
  const rows = Array.from({ length: ROWS }, (_, n) => `T-${n},Trạm ${n},Cồng kềnh,30,4G,Đang hoạt động,${105.6 + n * 0.0005},21.3001234,${note}`);
  await writeFile(file, ['Mã trạm,Tên trạm,Loại trạm,Độ cao cột,Công nghệ,Tình trạng,Kinh độ,Vĩ độ,Ghi chú', ...rows].join('\n'));
});

async function tabOf(username: string, allow: RegExp[] = []): Promise<Tab> {
  const tab = await openTab(browser, registry.url, { viewport: { width: 1366, height: 768 }, allow });
  await signInOn(tab.page, username);
  await tab.page.getByTestId('map').waitFor();
  await tab.page.goto(`${registry.url}/submissions/new`);
  return tab;
}

const choose = (page: Page, path: string) => page.locator('input[type=file]').setInputFiles(path);

it('a file that cannot be taken is refused before anything is sent', async () => {
  const tab = await tabOf('viettel');
  const { page } = tab;
  await page.locator('input[type=file]').setInputFiles({ name: 'ban-do.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') });
  await page.getByRole('alert').filter({ hasText: 'Không đọc được loại tệp của “ban-do.pdf”' }).waitFor();
  await page.locator('input[type=file]').setInputFiles({ name: 'rong.csv', mimeType: 'text/csv', buffer: Buffer.from('') });
  await page.getByRole('alert').filter({ hasText: 'tệp rỗng' }).waitFor();
  expect(await page.getByRole('button', { name: 'Tải lên và kiểm tra' }).isDisabled()).toBe(true);
  await tab.close();
}, 120_000);

it('an upload waits out a broken line, goes on after a reload where it stopped, and the reading survives another reload', async () => {
  const tab = await tabOf('viettel', [/ERR_FAILED|Failed to load resource/]);
  const { page } = tab;
  const offsets: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
  });
  // The first piece arrives; then the line breaks.
  await page.route('**/api/v1/uploads/*', (route) => (offsets.length > 1 ? route.abort() : route.continue()));
  await choose(page, file);
  await page.getByRole('button', { name: 'Tải lên và kiểm tra' }).click();
  await page.getByText('Chưa kết nối được với máy chủ. Phần đã tải vẫn được giữ').waitFor();
  await tab.screenshot('upload-waiting');
  expect(await page.getByTestId('sending-figures').innerText()).toMatch(/^4 \/ 10,5 MB\s+38 %/);

  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await page.unroute('**/api/v1/uploads/*');
  await page.getByTestId('unfinished').getByText('Chọn lại đúng tệp này để tải tiếp').waitFor();
  await tab.screenshot('upload-unfinished');
  offsets.length = 0;
  await choose(page, file);
  await page.getByRole('button', { name: 'Tải tiếp và kiểm tra' }).click();
  await page.waitForURL(/\/submissions\/\d+/);
  expect(offsets).toEqual([PIECE, 2 * PIECE]);

  await page.reload();
  await page.waitForURL(/step=check/);
  await page.getByTestId('count-new').getByText(String(ROWS)).waitFor();
  await tab.screenshot('upload-checked');
  await tab.close();
}, 180_000);

it('the same file sent again leads to the submission it already made', async () => {
  const tab = await tabOf('viettel');
  const { page } = tab;
  const viettel = await signIn(registry.url, 'viettel');
  const before = (await viettel.get('submissions')).body.items;
  await choose(page, file);
  await page.getByRole('button', { name: /Tải .* và kiểm tra/ }).click();
  await page.getByText('Tệp này đã được gửi trước đó').waitFor();
  await page.waitForURL(new RegExp(`/submissions/${before[0].id}`));
  expect((await viettel.get('submissions')).body.items).toHaveLength(before.length);
  await tab.close();
}, 120_000);

it('a file whose columns tell nothing is asked about where it stands', async () => {
  const tab = await openTab(browser, registry.url, { viewport: { width: 1366, height: 768 }, allow: [/422/] });
  const { page } = tab;
  await signInOn(page, 'viettel');
  await page.getByTestId('map').waitFor();
  await page.goto(`${registry.url}/submissions/new`);
  const buffer = Buffer.from('Cột một;Cột hai\nA;B\n');
  await page.locator('input[type=file]').setInputFiles({ name: 'la.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Tải lên và kiểm tra' }).click();
  await page.getByText('Chọn loại bản ghi rồi gửi lại').waitFor();
  await page.getByRole('combobox', { name: 'Loại bản ghi' }).click();
  await page.getByRole('option', { name: 'Trạm BTS' }).click();
  await page.waitForURL(/submissions\/\d+.*step=columns/);
  expect((await viettelOf()).items[0]).toMatchObject({ kind: 'bts-stations', state: 'draft', fileName: 'la.csv' });
  await tab.close();
}, 120_000);

const viettelOf = async () => (await (await signIn(registry.url, 'viettel')).get('submissions')).body;
