// Single records by form that are more than a point: a line that snaps, a parcel, and an agreement that has its place from what it covers.
import type { Browser } from 'playwright-core';
import { findings, openAs, openBrowser, type TabOptions } from '../support/browser.js';
import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { check, choose, draftOf, middle } from '../support/forms.js';
import { itemsOf, people, register, segment, station } from '../support/submitting.js';

let registry: Registry;
let browser: Browser;
let viettel: Client, vnpt: Client, vnpost: Client, inspector: Client;
const END = [105.62, 21.304];

beforeAll(async () => {
  registry = await startRegistry();
  browser = await openBrowser();
  [viettel, vnpt, vnpost, inspector] = (await people(registry.url, 'viettel', 'vnpt', 'vnpost', 'inspector')) as [Client, Client, Client, Client];
  await register(viettel, inspector, 'bts-stations', [station({ code: 'F-1' }), station({ code: 'F-2' })]);
  await register(vnpt, inspector, 'cable-segments', [segment({ code: 'FS-1' }, [[105.61, 21.302], END])]);
});

const OFFICE = { viewport: { width: 1366, height: 768 } };
const TABLET = { viewport: { width: 820, height: 1180 } };

const tabOf = (username: string, path: string, options: TabOptions = OFFICE) => openAs(browser, registry.url, username, path, options);

it('a segment drawn by clicks begins exactly at the end of the one beside it', async () => {
  const tab = await tabOf('vnpt', '/submissions/form/cable-segments');
  const { page } = tab;
  await page.getByText('Danh sách đỉnh (0)').click();
  await page.getByLabel('Dán bảng tọa độ').fill('21,3035  105,619\n21,3045  105,6215');
  await page.getByRole('button', { name: 'Dùng 2 đỉnh' }).click();
  await page.locator('path.snap-target').first().waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Vẽ lại' }).click();
  const targets = await Promise.all((await page.locator('path.snap-target').all()).map(middle));
  const [x, y] = targets.sort(([a], [b]) => b - a)[0]!;
  // Ten pixels beside it.
  await page.mouse.move(x + 30, y + 30);
  await page.mouse.move(x + 8, y + 6, { steps: 4 });
  await page.mouse.click(x + 8, y + 6);
  await page.mouse.move(x + 60, y - 40, { steps: 3 });
  await page.mouse.click(x + 60, y - 40);
  await page.mouse.move(x + 90, y - 60, { steps: 3 });
  await tab.screenshot('form-5-drawing');
  // Checked now, the line would be gone.
  await page.getByText('Đường đang vẽ dở').waitFor();
  expect(await page.getByRole('button', { name: /^Kiểm tra/ }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Xong' }).click();
  await page.getByText('Danh sách đỉnh (2)').waitFor();
  expect(await page.getByTestId('measure').innerText()).toMatch(/^Dài [\d.,]+ m/);
  await page.getByLabel('Mã tuyến').fill('FS-2');
  await page.getByLabel('Tên tuyến').fill('Tuyến vẽ tay');
  await page.getByRole('radio', { name: 'Hạ ngầm' }).check();
  await page.getByLabel('Quyết định phê duyệt').fill('QĐ 7');
  await page.getByLabel('Năm kế hoạch').fill('2028');
  await choose(page, 'Tình trạng', 'Theo kế hoạch');
  await check(page);
  const [item] = await itemsOf(vnpt, draftOf(page));
  expect(item.checks.filter((one: any) => one.severity === 'error')).toEqual([]);
  expect(item.geometry.coordinates).toHaveLength(2);
  expect(item.geometry.coordinates[0]).toEqual(END);

  // The same editor mends an item of any package.
  const draft = draftOf(page);
  await page.goto(`${registry.url}/submissions/${draft}`);
  await page
    .getByRole('button', { name: /Vị trí/ })
    .first()
    .click();
  const editor = page.getByTestId('editor');
  await editor.getByText('Danh sách đỉnh (2)').click();
  await editor.getByRole('button', { name: 'Thêm đỉnh sau đỉnh 1' }).click();
  await tab.screenshot('form-6-item-editor');
  await editor.getByRole('button', { name: 'Lưu' }).click();
  await editor.waitFor({ state: 'detached' });
  expect((await itemsOf(vnpt, draft))[0].geometry.coordinates).toHaveLength(3);
  await tab.close();
}, 240_000);

it('a parcel drawn on a tablet, with its area, and taken back step by step', async () => {
  const tab = await tabOf('vnpost', '/submissions/form/post-office-sites', TABLET);
  const { page } = tab;
  await page.getByText('Thửa đất', { exact: true }).click();
  await page.getByLabel('Mã điểm').fill('FP-1');
  await page.getByText('Danh sách đỉnh (0)').click();
  await choose(page, 'Nhập tọa độ theo', /105°00/);
  await page.getByLabel('Dán bảng tọa độ').fill('1 2356283,311 562055,187\n2 2356283,311 562085,187\n3 2356263,311 562085,187\n4 2356263,311 562055,187');
  await page.getByRole('button', { name: 'Dùng 4 đỉnh' }).click();
  await expect(page.getByTestId('measure').innerText()).resolves.toMatch(/Diện tích 600(,[0-9])? m², chu vi 100/);
  await page.getByRole('button', { name: 'Vẽ lại' }).click();
  const map = (await page.getByTestId('geometry-map').boundingBox())!;
  for (const [x, y] of [
    [300, 150],
    [420, 150],
    [420, 260],
  ])
    await page.mouse.click(map.x + x!, map.y + y!);
  await page.getByRole('button', { name: 'Xong' }).click();
  await page.getByText('Danh sách đỉnh (3)').waitFor();
  await tab.screenshot('form-7-parcel');
  expect(await findings(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(820);
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await page.getByText('Danh sách đỉnh (4)').waitFor();
  await page.getByLabel('Tên điểm').fill('Điểm BĐVHX Đống Đa');
  await page.getByRole('button', { name: /Điền huyện, xã/ }).click();
  await choose(page, 'Giai đoạn đất', 'Đã đề nghị');
  await page.getByRole('radio', { name: 'Theo kế hoạch' }).check();
  await check(page);
  const [item] = await itemsOf(vnpost, draftOf(page));
  expect(item.checks.filter((one: any) => one.severity === 'error')).toEqual([]);
  expect([item.geometry.type, item.geometry.coordinates[0].length]).toEqual(['Polygon', 5]);
  await tab.close();
}, 240_000);

it('an agreement chooses what it covers from the host’s own records', async () => {
  const tab = await tabOf('viettel', '/submissions/form/sharing-agreements');
  const { page } = tab;
  await page.getByLabel('Số hợp đồng').fill('HD-F/2026');
  await page.getByRole('combobox', { name: 'Trạm dùng chung' }).click();
  await page.keyboard.type('f-1');
  await page.getByRole('option', { name: /^F-1/ }).click();
  await page.keyboard.press('Escape');
  expect(await check(page)).toMatch(/lỗi/);
  const [item] = await itemsOf(viettel, draftOf(page));
  expect([item.data.stations, item.data.host, item.geometry?.type]).toEqual([['F-1'], 'viettel', expect.stringMatching(/Point|GeometryCollection/)]);
  expect(await findings(page)).toEqual([]);
  await tab.screenshot('form-8-agreement');
  await tab.close();
}, 240_000);
