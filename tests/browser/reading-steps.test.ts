// Files that are not understood by themselves: a column and a word nobody knew, and numbers of the neighbouring zone.
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openTab, signInOn, type Tab } from '../support/browser.js';
import { startRegistry, type Registry } from '../support/registry.js';

let registry: Registry;
let browser: Browser;

beforeAll(async () => {
  registry = await startRegistry();
  browser = await openBrowser();
});

async function upload(name: string, lines: string[]): Promise<Tab> {
  const tab = await openTab(browser, registry.url, { viewport: { width: 1366, height: 768 } });
  const { page } = tab;
  await signInOn(page, 'viettel');
  await page.getByTestId('map').waitFor();
  await page.goto(`${registry.url}/submissions/new`);
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
  await page.getByRole('button', { name: 'Tải lên và kiểm tra' }).click();
  return tab;
}

const HEADERS = 'Mã trạm;Tên trạm;Phân nhóm nội bộ;Độ cao cột;Công nghệ;Tình trạng;Kinh độ;Vĩ độ';
const stations = (prefix: string): string[] =>
  Array.from({ length: 8 }, (_, n) => {
    const group = n < 5 ? 'dáng khổng lồ' : 'Thân thiện môi trường';
    return `${prefix}-${n};Trạm ${prefix} ${n};${group};30;4G;Đang hoạt động;${105.6 + n * 0.001};${prefix === 'A' ? 21.3001234 : 21.3101234}`;
  });

const EARLIER = 'Một số lựa chọn lấy theo lần gửi trước của đơn vị.';
const choose = async (page: Page, box: string, option: string): Promise<void> => {
  await page.getByRole('combobox', { name: box }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
};

it('an unknown column and an unknown word are told, chosen by hand, and known for the next file', async () => {
  const tab = await upload('tram-a.csv', [HEADERS, ...stations('A')]);
  const { page } = tab;
  await page.waitForURL(/step=columns/);
  const missing = page.getByTestId('missing-fields');
  await missing.getByText('Chưa có cột nào cho mục bắt buộc: Loại trạm').waitFor();
  const first = page.getByTestId('columns').locator('tbody tr').first();
  await expect(first.innerText()).resolves.toMatch(/Phân nhóm nội bộ.*dáng khổng lồ.*Chưa rõ/s);
  const apply = page.getByRole('button', { name: 'Đọc lại tệp' });
  expect(await apply.isDisabled()).toBe(true);
  await tab.screenshot('columns-unknown');
  await choose(page, 'Cột “Phân nhóm nội bộ” được hiểu là', 'Loại trạm');
  await missing.waitFor({ state: 'detached' });
  await apply.click();
  const word = page.getByTestId('values').getByRole('row').filter({ hasText: '“dáng khổng lồ”' });
  await word.getByText('5', { exact: true }).waitFor();
  await choose(page, '“dáng khổng lồ” có nghĩa là', 'Cồng kềnh');
  await tab.screenshot('columns-values');
  // Going on does not leave behind what was chosen.
  await page.getByRole('button', { name: 'Đọc lại rồi tiếp: Tọa độ' }).click();
  await page.waitForURL(/step=crs/);
  await page.getByTestId('place-legend').getByText('Trong tỉnh: 8').waitFor();
  await page.getByRole('link', { name: /Cột/ }).first().click();
  await page.getByText('Đã hiểu cả').waitFor();
  // What was chosen for this very file is no memory of another one.
  expect(await page.getByText(EARLIER).count()).toBe(0);
  await page
    .getByRole('link', { name: /Kiểm tra/ })
    .first()
    .click();
  await page.getByTestId('count-withErrors').getByText('0', { exact: true }).waitFor();
  await tab.screenshot('columns-clean');
  await tab.close();

  const next = await upload('tram-b.csv', [HEADERS, ...stations('B')]);
  await next.page.waitForURL(/step=check/);
  await next.page.getByTestId('count-new').getByText('8').waitFor();
  await next.page.getByTestId('count-withErrors').getByText('0', { exact: true }).waitFor();
  await next.page.getByRole('link', { name: /Cột/ }).first().click();
  await next.page.getByText(EARLIER).waitFor();
  await next.close();
}, 240_000);

it('numbers read in another zone are shown outside, and one click reads them as they were meant', async () => {
  // Around Vĩnh Yên in VN-2000 with the central meridian 104°45′; read with 105°00′ they lie 26 km further east.
  const rows = Array.from({ length: 12 }, (_, n) => `C-${n};Trạm C ${n};Cồng kềnh;30;4G;Đang hoạt động;${2356402 + n * 150}.241;${587994 + n * 120}.274`);
  const tab = await upload('tram-c.csv', ['Mã trạm;Tên trạm;Loại trạm;Độ cao cột;Công nghệ;Tình trạng;X;Y', ...rows]);
  const { page } = tab;
  await page.waitForURL(/step=check/);
  await page
    .getByRole('link', { name: /Tọa độ/ })
    .first()
    .click();
  await page.getByTestId('place-legend').getByText('Trong tỉnh: 12').waitFor();
  await expect(page.getByTestId('system').innerText()).resolves.toContain('104°45');
  await choose(page, 'Hệ tọa độ khác', 'VN-2000, kinh tuyến trục 105°00′ (Vĩnh Phúc)');
  await page.getByRole('button', { name: 'Đọc lại theo lựa chọn này' }).click();
  await page.getByTestId('place-legend').getByText('Ngoài tỉnh: 12').waitFor();
  await expect(page.getByTestId('system').innerText()).resolves.toContain('105°00');
  await page.getByTestId('sentence').getByText('104°45').waitFor();
  await page.waitForTimeout(500);
  await tab.screenshot('coordinates-outside');
  await page
    .getByRole('button', { name: /^Đọc cả tệp theo.*104°45/ })
    .first()
    .click();
  await page.getByTestId('place-legend').getByText('Trong tỉnh: 12').waitFor();
  await expect(page.getByTestId('system').innerText()).resolves.toContain('104°45');
  await page.waitForTimeout(500);
  await tab.screenshot('coordinates-inside');
  await page.getByRole('combobox', { name: 'Hệ tọa độ khác' }).fill('32648');
  await page.getByRole('option', { name: /UTM zone 48N.*EPSG:32648/ }).waitFor();
  await tab.screenshot('coordinates-search');
  await tab.close();
}, 180_000);

it('a zone that only custom speaks for is asked about before anything is sent', async () => {
  // In the middle of the province: inside it whichever zone the numbers are read in.
  const rows = Array.from({ length: 6 }, (_, n) => `Z-${n};Trạm Z ${n};Cồng kềnh;30;4G;Đang hoạt động;${2356402 + n * 150}.241;${562055 + n * 120}.274`);
  const tab = await upload('tram-z.csv', ['Mã trạm;Tên trạm;Loại trạm;Độ cao cột;Công nghệ;Tình trạng;X;Y', ...rows]);
  const { page } = tab;
  await page.waitForURL(/step=crs/);
  const steps = page.getByRole('navigation', { name: 'Các bước' });
  await steps.getByRole('link', { name: /Tọa độ.*giả định/s }).waitFor();
  await page.getByTestId('confirm-zone').waitFor();
  await page.waitForTimeout(500);
  await tab.screenshot('zone-assumed');
  for (const step of ['check', 'send']) {
    await page.goto(page.url().replace(/step=\w+/, `step=${step}`));
    await page.getByTestId('assumed-zone').getByText('VN-2000, kinh tuyến trục 105°00′').waitFor();
    expect(await steps.locator('li').nth(2).locator('[data-passed]').count()).toBe(0);
    await tab.screenshot(`zone-assumed-${step}`);
  }
  await page.setViewportSize({ width: 820, height: 1180 });
  await tab.screenshot('zone-assumed-send-820');
  await page.getByTestId('assumed-zone').getByRole('link').click();
  await page.getByTestId('place-legend').waitFor();
  await page.waitForTimeout(500);
  await tab.screenshot('zone-assumed-820');
  await page.getByRole('button', { name: 'Đúng, dùng múi này' }).click();
  await page.getByText('Người gửi chọn VN-2000').waitFor();
  await page.getByTestId('confirm-zone').waitFor({ state: 'detached' });
  await steps.getByRole('link', { name: 'Kiểm tra' }).click();
  await page.getByTestId('items').waitFor();
  expect(await page.getByTestId('assumed-zone').count()).toBe(0);
  await tab.close();
}, 180_000);

it('another file takes the place of the draft of the wrong one', async () => {
  const tab = await upload('tram-sai.csv', [HEADERS, ...stations('A').map((line) => line.replace('dáng khổng lồ', 'Cồng kềnh'))]);
  const { page } = tab;
  await page.waitForURL(/step=check/);
  const wrong = new URL(page.url()).pathname;
  await page.goto(`${registry.url}${wrong}?step=file`);
  await page.getByRole('link', { name: 'Tải lên tệp khác' }).click();
  const instead = page.getByRole('checkbox', { name: /^Tệp mới thay cho bản nháp “tram-sai\.csv” \(8 bản ghi\)/ });
  expect(await instead.isChecked()).toBe(true);
  await tab.screenshot('instead-of-draft');
  const rest = stations('D').map((line) => line.replace('dáng khổng lồ', 'Cồng kềnh'));
  await page.locator('input[type=file]').setInputFiles({ name: 'tram-dung.csv', mimeType: 'text/csv', buffer: Buffer.from([HEADERS, ...rest].join('\n')) });
  await page.getByRole('button', { name: 'Tải lên và kiểm tra' }).click();
  await page.waitForURL((url) => /^\/submissions\/\d+$/.test(url.pathname) && url.pathname !== wrong);
  await page.getByTestId('count-new').getByText('8').waitFor();
  await page.goto(registry.url + wrong);
  await page.getByTestId('state').getByText('Đã bỏ, chưa gửi').waitFor();
  await tab.close();
}, 120_000);
