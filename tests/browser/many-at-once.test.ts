// One value for many rows, from the filter to the sentence that says what was done.
import type { Browser } from 'playwright-core';
import { openBrowser, openTab, signInOn } from '../support/browser.js';
import { signIn } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { draft, itemsOf, station } from '../support/submitting.js';

let registry: Registry;
let browser: Browser;

beforeAll(async () => {
  registry = await startRegistry();
  browser = await openBrowser();
});

it('rows of a rule get one value, after it was said how many, and are checked again', async () => {
  const viettel = await signIn(registry.url, 'viettel');
  const rows = [...Array.from({ length: 12 }, () => station({ heightM: null })), ...Array.from({ length: 3 }, () => station())];
  const id = await draft(viettel, 'bts-stations', rows);
  const tab = await openTab(browser, `${registry.url}/submissions/${id}?step=check`, { viewport: { width: 1366, height: 768 } });
  const { page } = tab;
  await signInOn(page, 'viettel');
  await page.getByRole('region', { name: 'Lỗi và cảnh báo' }).getByRole('button').first().click();
  await page.getByText('Đang hiện 12 / 12 hàng').waitFor();
  const headers = (): Promise<string[]> => page.getByTestId('items').locator('thead th').allInnerTexts();
  const before = await headers();
  expect(before.indexOf('Chiều cao cột')).toBeLessThan(before.indexOf('Loại trạm'));
  await page.getByRole('button', { name: 'Đặt giá trị nhiều hàng' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Cả 12 hàng khớp bộ lọc đang xem' }).check();
  await dialog.getByRole('combobox', { name: 'Cột' }).click();
  await page.getByRole('option', { name: 'Chiều cao cột', exact: true }).click();
  await dialog.getByLabel('Giá trị mới').fill('42,5');
  await dialog.getByText('Sẽ đặt “Chiều cao cột” thành “42,5” cho 12 hàng').waitFor();
  await tab.screenshot('bulk-edit');
  await dialog.getByRole('button', { name: 'Đặt cho 12 hàng' }).click();
  await page.getByText('Đã đổi 12 hàng').waitFor();
  await page.getByTestId('count-withErrors').getByText('0', { exact: true }).waitFor();
  expect((await itemsOf(viettel, id)).map((item) => item.data.heightM).sort()).toEqual([...Array(3).fill(30), ...Array(12).fill(42.5)]);
  // What was mended stays where it stood: the next click is to hit the cell it was meant for.
  await page.getByRole('button', { name: 'Hiện tất cả' }).click();
  await page.getByText('Đang hiện 15 / 15 hàng').waitFor();
  expect(await headers()).toEqual(before);
  await tab.screenshot('bulk-edit-done');
  // The way back is still there for who comes back later.
  await page.reload();
  await page.getByRole('button', { name: 'Hoàn tác “Chiều cao cột” (12 hàng)' }).click();
  await page.getByText('“Chiều cao cột” đã trở lại như cũ ở 12 hàng').waitFor();
  await page.getByTestId('count-withErrors').getByText('12', { exact: true }).waitFor();
  await page.getByRole('button', { name: /^Hoàn tác/ }).waitFor({ state: 'detached' });
  expect((await itemsOf(viettel, id)).map((item) => item.data.heightM).sort()).toEqual([...Array(3).fill(30), ...Array(12).fill(null)]);
  await tab.screenshot('bulk-edit-undone');

  // What could not be read stands where it was typed; going on to another cell keeps what was typed, Escape does not.
  const cell = (label: string) => page.getByTestId('items').getByRole('button', { name: new RegExp(`^Sửa ${label}, hàng 1:`) });
  await cell('Chiều cao cột').click();
  await page.getByTestId('editor').getByRole('textbox').fill('cao lắm');
  await cell('Tên trạm').click();
  await cell('Chiều cao cột').getByText('cao lắm').waitFor();
  await page.getByTestId('editor').getByRole('textbox').fill('Không lưu');
  await page.keyboard.press('Escape');
  await page.getByTestId('editor').waitFor({ state: 'detached' });
  await page.reload();
  await cell('Chiều cao cột').getByText('cao lắm').waitFor();
  expect(await page.getByText('Không lưu').count()).toBe(0);
  await cell('Loại trạm').click();
  await page.getByTestId('editor').getByRole('combobox').click();
  await page.getByRole('option', { name: 'Cồng kềnh', exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('option', { name: 'Cồng kềnh', exact: true }).waitFor({ state: 'hidden' });
  expect(await page.getByTestId('editor').count()).toBe(1);
  await page.keyboard.press('Escape');
  await page.getByTestId('editor').waitFor({ state: 'detached' });

  // A row that was left out waits above the table.
  const [first] = await itemsOf(viettel, id);
  await page.getByRole('button', { name: `Bỏ hàng ${first.row} khỏi hồ sơ` }).click();
  await page.getByRole('button', { name: 'Bỏ hàng', exact: true }).click();
  await page.getByTestId('count-withErrors').getByText('11', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Hàng đã bỏ (1)' }).click();
  await page.getByRole('menuitem', { name: `Lấy lại hàng ${first.row}` }).waitFor();
  await tab.screenshot('left-out');
  await page.getByRole('menuitem', { name: `Lấy lại hàng ${first.row}` }).click();
  await page.getByText(`Hàng ${first.row} đã trở lại hồ sơ`).waitFor();
  await page.getByTestId('count-withErrors').getByText('12', { exact: true }).waitFor();
  await page.getByRole('button', { name: /^Hàng đã bỏ/ }).waitFor({ state: 'detached' });
  expect((await itemsOf(viettel, id))[0]).toEqual(first);

  // Ticked rows go and come back together. Which row it is stays in sight while its cells are scrolled away.
  for (const row of [2, 3, 4]) await page.getByRole('checkbox', { name: `Chọn hàng ${row}` }).check();
  const [code] = (await itemsOf(viettel, id)).map((item) => item.code);
  const left = async (text: string) => (await page.getByTestId('items').getByText(text, { exact: true }).first().boundingBox())!.x;
  await page.setViewportSize({ width: 640, height: 900 });
  const name = await left('Tên trạm');
  await page.getByTestId('items').evaluate((table) => (table.parentElement!.scrollLeft = 300));
  expect(await left('Tên trạm')).toBeLessThan(name - 100);
  const frame = (await page.getByTestId('items').locator('..').boundingBox())!;
  expect((await left(code)) - frame.x).toBeGreaterThan(0);
  expect((await left(code)) - frame.x).toBeLessThan(120);
  await page.getByRole('button', { name: 'Bỏ 3 hàng đã chọn' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Bỏ hàng', exact: true }).click();
  await page.getByText('Đã bỏ 3 hàng').waitFor();
  await page.getByTestId('count-withErrors').getByText('9', { exact: true }).waitFor();
  await tab.screenshot('ticked-left-out');
  await page.getByRole('button', { name: 'Hàng đã bỏ (3)' }).click();
  await page.getByRole('menuitem', { name: 'Lấy lại cả 3 hàng' }).click();
  await page.getByText('3 hàng đã trở lại hồ sơ').waitFor();
  await page.getByTestId('count-withErrors').getByText('12', { exact: true }).waitFor();
  expect((await itemsOf(viettel, id))[0]).toEqual(first);
  await tab.close();
}, 180_000);
