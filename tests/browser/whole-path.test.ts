// From an operator's file to the inspector's map to the planner's GeoJSON, played by three people in a real browser.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openTab, signInOn, type Tab } from '../support/browser.js';
import { signIn } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { ROOT } from '../support/surroundings.js';

const FILE = join(ROOT, 'geo-data/sample/operator-file-with-errors.xlsx');
const ROWS = 15;
const RETURNED = 'VPC-SL-01';

let registry: Registry;
let browser: Browser;
let songLo: { id: number; before: number };

beforeAll(async () => {
  registry = await startRegistry({ sample: true });
  browser = await openBrowser();
  const status = (await (await signIn(registry.url, 'planner')).get('status?level=district')).body;
  const item = status.items.find((one: any) => one.unit.shortName === 'Sông Lô');
  songLo = { id: item.unit.id, before: item.figures.stations.total };
});

/** A tab signed in through the page, as a person does it; the first question "who am I" is answered with nobody. */
async function tabOf(username: string): Promise<Tab> {
  const tab = await openTab(browser, registry.url, { acceptDownloads: true });
  await signInOn(tab.page, username);
  await tab.page.getByTestId('map').waitFor();
  return tab;
}

const mend = async (page: Page, rule: string, fill: (editor: ReturnType<Page['getByTestId']>) => Promise<void>): Promise<void> => {
  await page.locator(`[data-rule="${rule}"]`).getByRole('button', { name: /^Sửa/ }).click();
  const editor = page.getByTestId('editor');
  await fill(editor);
  await editor.getByRole('button', { name: 'Lưu' }).click();
  await page.locator(`[data-rule="${rule}"]`).waitFor({ state: 'detached' });
};

it('the operator sees the three bad rows by row and column, mends them and submits', async () => {
  const tab = await tabOf('viettel');
  const { page } = tab;
  await page.goto(`${registry.url}/submissions/new`);
  await page.locator('input[type=file]').setInputFiles(FILE);
  await page.getByRole('button', { name: 'Tải lên và kiểm tra' }).click();
  await expect(text(page, 'count-withErrors')).resolves.toContain('3');
  const found = await Promise.all(['BTS-01', 'DAT-02', 'GEO-02'].map((rule) => page.locator(`[data-rule="${rule}"]`).innerText()));
  expect(found[0]).toMatch(/cột O · Độ cao cột \(m\) · hàng 5.*Chiều cao cột 0 m không hợp lệ/s);
  expect(found[1]).toMatch(/cột K · Loại trạm · hàng 9.*“abc” không có trong danh mục/s);
  expect(found[2]).toMatch(/hàng 13.*đổi chỗ hai tọa độ.*Huyện Sông Lô/s);
  await tab.screenshot('1-operator-problems');
  await mend(page, 'BTS-01', (editor) => editor.getByRole('textbox').fill('42,5'));
  await mend(page, 'DAT-02', async (editor) => {
    await editor.getByRole('combobox').click();
    await page.getByRole('option', { name: 'Cồng kềnh', exact: true }).click();
  });
  await mend(page, 'GEO-02', async (editor) => {
    const [lon, lat] = [editor.getByLabel('Kinh độ'), editor.getByLabel('Vĩ độ')];
    const [wrongLon, wrongLat] = [await lon.inputValue(), await lat.inputValue()];
    await lon.fill(wrongLat);
    await lat.fill(wrongLon);
  });
  await page.getByRole('link', { name: 'Tiếp: Gửi' }).click();
  await page.getByLabel('Lời nhắn cho thẩm định viên').fill('Trạm mới phát sóng tại Sông Lô');
  // Twice, as many do: it is sent once, and nobody hears that it could not be.
  await page.getByRole('button', { name: 'Gửi để thẩm định' }).dblclick();
  await page.getByText('Đã gửi', { exact: true }).first().waitFor();
  await tab.screenshot('2-operator-submitted');
  await tab.close();
}, 180_000);

it('the inspector finds it in the queue, returns one item with words and approves the rest; the district’s figure on the map changes', async () => {
  const tab = await tabOf('inspector');
  const { page } = tab;
  expect(await stationsOnMap(page)).toBe(songLo.before);
  await page.getByRole('link', { name: 'Thẩm định' }).click();
  await page.getByRole('navigation', { name: 'Hàng chờ' }).getByText('Viettel').first().click();
  await page.getByRole('button', { name: 'Nhận thẩm định' }).click();
  await page.getByTestId('item-2').click();
  await page.getByRole('button', { name: 'Trả lại (R)' }).click();
  await page.getByRole('radio', { name: 'Sai vị trí' }).check();
  await page.getByLabel('Lời gửi doanh nghiệp').fill('Cột ở bên kia đường, đo lại tọa độ');
  await tab.screenshot('3-inspector-returns');
  await page.getByRole('button', { name: 'Xác nhận trả lại' }).click();
  await page.getByText(`Đã thẩm định 1 / ${ROWS} bản ghi`).waitFor();
  await page.getByRole('button', { name: 'Việc khác' }).click();
  await page.getByRole('menuitem', { name: `Duyệt ${ROWS - 1} bản ghi còn lại` }).click();
  await page.getByLabel('Lời kết luận gửi doanh nghiệp').fill('Đã duyệt các trạm hợp lệ');
  await tab.screenshot('4-inspector-concludes');
  await page.getByRole('button', { name: 'Kết luận và ghi vào sổ' }).click();
  await page.getByText('Đã kết luận hồ sơ').first().waitFor();
  await page.getByRole('link', { name: 'Bản đồ', exact: true }).click();
  await expectEventually(() => stationsOnMap(page), songLo.before + ROWS - 1);
  await tab.screenshot('5-inspector-map');
  await tab.close();
}, 180_000);

it('the operator reads the words on the returned item', async () => {
  const tab = await tabOf('viettel');
  await tab.page.getByRole('link', { name: 'Hồ sơ gửi' }).click();
  await tab.page.getByText('operator-file-with-errors.xlsx').first().click();
  const closed = tab.page.getByRole('button', { name: 'Mở lời nhắn' });
  const words = tab.page.getByTestId('outcome').getByText('Đã duyệt các trạm hợp lệ');
  await closed.or(words).first().waitFor();
  if (await closed.isVisible()) await closed.click();
  await words.waitFor();
  await tab.page
    .getByRole('listitem')
    .filter({ hasText: /Trả lại.*VPC-SL-01.*Sai vị trí.*Cột ở bên kia đường, đo lại tọa độ/s })
    .waitFor();
  expect(await text(tab.page, 'outcome')).toContain(RETURNED);
  await tab.screenshot('6-operator-outcome');
  await tab.close();
}, 120_000);

it('the planner downloads GeoJSON of that district, with the new stations and without the returned one', async () => {
  const tab = await tabOf('planner');
  const { page } = tab;
  await page.goto(`${registry.url}/records/bts-stations?unit=${songLo.id}`);
  await expectEventually(() => text(page, 'record-count').then((words) => Number.parseInt(words, 10)), songLo.before + ROWS - 1);
  await tab.screenshot('7-planner-list');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Xuất GeoJSON' }).click();
  const collection = JSON.parse(await readFile(await (await download).path(), 'utf8'));
  expect(collection.type).toBe('FeatureCollection');
  expect(collection.features).toHaveLength(songLo.before + ROWS - 1);
  const codes = collection.features.map((feature: any) => feature.properties.code);
  expect(codes).toContain('VPC-SL-02');
  expect(codes).not.toContain(RETURNED);
  const districts = (await (await signIn(registry.url, 'planner')).get('units?level=district')).body;
  const district = districts.features.find((feature: any) => feature.id === songLo.id);
  for (const { type, id, geometry } of collection.features) {
    expect([type, typeof id, geometry.type, geometry.coordinates.length]).toEqual(['Feature', 'number', 'Point', 2]);
    expect(booleanPointInPolygon(geometry, district)).toBe(true);
  }
  await tab.close();
}, 120_000);

it('the six land sites and the three districts without tidying can be seen on the map', async () => {
  const tab = await tabOf('planner');
  const { page } = tab;
  await page.getByLabel('Chỉ tiêu').selectOption({ label: 'Cáp đã làm' });
  const rows = page.getByTestId('unit-table').getByRole('row').filter({ hasText: 'Chưa chỉnh trang' });
  await expectEventually(
    async () =>
      (await rows.allInnerTexts())
        .map((row) => row.split('\n')[0]!.trim())
        .sort()
        .join(', '),
    'Huyện Lập Thạch, Huyện Sông Lô, Huyện Tam Dương',
  );
  await page.getByText('Nguồn: Thông báo kết luận').first().waitFor();
  await tab.screenshot('8-districts-without-tidying');
  const sites = (await (await signIn(registry.url, 'planner')).get('post-office-sites?landStage=requested&limit=100')).body.items.filter(
    (site: any) => site.source,
  );
  expect(sites).toHaveLength(6);
  for (const site of sites.slice(0, 2)) {
    await page.goto(`${registry.url}/records/post-office-sites/${site.id}`);
    await page.getByRole('heading', { name: site.name }).first().waitFor();
    await page.getByText('Thông báo kết luận').first().waitFor();
  }
  await tab.screenshot('9-land-site');
  await tab.close();
}, 120_000);

const text = (page: Page, id: string): Promise<string> => page.getByTestId(id).innerText();

/** The number of stations of Sông Lô in the table beside the map. */
async function stationsOnMap(page: Page): Promise<number> {
  await page.getByLabel('Chỉ tiêu').selectOption({ label: 'Số trạm BTS' });
  const row = page.getByTestId('unit-table').getByRole('row').filter({ hasText: 'Sông Lô' });
  return Number((await row.innerText()).replace(/\D+/g, ' ').trim().split(' ').at(-1));
}

async function expectEventually<T>(read: () => Promise<T>, expected: T): Promise<void> {
  const until = Date.now() + 15_000;
  let value = await read();
  while (value !== expected && Date.now() < until) {
    await new Promise((done) => setTimeout(done, 200));
    value = await read();
  }
  expect(value).toEqual(expected);
}
