// Searching, filtering, measuring, finding near, selecting and keeping views on the map, as people do it.
import type { Browser, Page } from 'playwright-core';
import { findings, openBrowser, openTab, signInOn, type Tab, type TabOptions } from '../support/browser.js';
import { signIn, type Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';

let registry: Registry;
let browser: Browser;
let planner: Client;

beforeAll(async () => {
  registry = await startRegistry({ sample: true });
  browser = await openBrowser();
  planner = await signIn(registry.url, 'planner');
});

async function tabOf(username: string, path = '/map', options?: TabOptions): Promise<Tab> {
  const tab = await openTab(browser, registry.url, { acceptDownloads: true, ...options });
  await signInOn(tab.page, username);
  await tab.page.getByTestId('map').waitFor();
  if (path !== '/map') await tab.page.goto(registry.url + path);
  await tab.page.waitForLoadState('networkidle');
  return tab;
}

const param = (page: Page, name: string): string | null => new URL(page.url()).searchParams.get(name);
const VIEW = 'view=21.30000,105.60000,12';

/** A place on the map by its distance from the middle, in pixels. */
async function point(page: Page, dx: number, dy: number): Promise<{ x: number; y: number }> {
  const box = (await page.getByTestId('map').boundingBox())!;
  return { x: box.x + box.width / 2 + dx, y: box.y + box.height / 2 + dy };
}
async function click(page: Page, dx: number, dy: number): Promise<void> {
  const { x, y } = await point(page, dx, dy);
  await page.mouse.click(x, y);
}
async function take(page: Page, name: string): Promise<void> {
  const tool = page.getByRole('toolbar', { name: 'Công cụ' }).getByRole('button', { name, exact: true });
  if (!(await tool.isVisible())) await page.getByRole('button', { name: 'Công cụ' }).click();
  await tool.click();
  if (!/Chế độ|In /.test(name)) await page.locator('.leaflet-container.tooling').waitFor();
}

describe('the search box', () => {
  it('finds without diacritics, by arrows and Enter, and leads to the map', async () => {
    const tab = await tabOf('planner', '/map');
    const { page } = tab;
    const box = page.getByRole('combobox', { name: 'Tìm trong sổ đăng ký' });
    await box.fill('lap thach');
    const list = page.getByRole('listbox', { name: 'Kết quả tìm' });
    await list.getByRole('option').first().waitFor();
    await tab.screenshot('search-units');
    expect(await findings(page)).toEqual([]);
    await box.press('ArrowDown');
    const chosen = page.locator('[role=option][aria-selected=true]');
    expect(await chosen.innerText()).toContain('Lập Thạch');
    expect(await box.getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'));
    await box.press('Enter');
    await page.getByTestId('drawer').getByText('Lập Thạch').first().waitFor();
    expect(param(page, 'sel')).toMatch(/^unit:\d+$/);
    await page.waitForLoadState('networkidle');
    await tab.screenshot('search-unit-chosen');
    await tab.close();
  }, 120_000);

  it('takes coordinates in any spelling, offers each system, and marks the place', async () => {
    const tab = await tabOf('planner', '/records/bts-stations');
    const { page } = tab;
    const box = page.getByRole('combobox', { name: 'Tìm trong sổ đăng ký' });
    await box.fill('2356283,3 562055,2');
    const options = page.getByRole('option');
    await options.nth(1).waitFor();
    expect(await options.count()).toBe(2);
    await tab.screenshot('search-vn2000');
    await options.first().click();
    await page.getByTestId('pin').waitFor();
    expect(param(page, 'at')).toMatch(/^21\.30000\d,105\.60000\d$|^21\.29999\d,105\.59999\d$/);
    await page.waitForLoadState('networkidle');
    await tab.screenshot('search-place');
    expect(await findings(page)).toEqual([]);
    await tab.close();
  }, 120_000);

  it('understands a typing error, and says when there is nothing', async () => {
    const tab = await tabOf('planner');
    const { page } = tab;
    const box = page.getByRole('combobox', { name: 'Tìm trong sổ đăng ký' });
    await box.fill('vinh tuogn');
    await page.getByText('Kết quả cho “vinh tuong”').waitFor();
    await tab.screenshot('search-corrected');
    await box.fill('qqqzzz');
    await page.getByText('Không tìm thấy.').waitFor();
    await box.fill('107,6 16,4');
    await page.getByText('nằm ngoài tỉnh').waitFor();
    expect(await page.getByRole('listbox', { name: 'Kết quả tìm' }).getByRole('option').count()).toBe(0);
    await tab.close();
  }, 120_000);
});

it('filters are chips in the address, with the count from the register, and one button clears them', async () => {
  const tab = await tabOf('planner', `/map?owner=viettel&problem=true&builtOn.min=2015-01-01&layers=bts-stations`);
  const { page } = tab;
  const total = (await planner.get('bts-stations?owner=viettel&problem=true&builtOn.min=2015-01-01')).body.total;
  const bar = page.getByRole('group', { name: 'Bộ lọc' });
  for (const chip of ['Doanh nghiệp: Viettel', 'Có vấn đề', 'Thời gian xây dựng từ 2015']) await bar.getByText(chip, { exact: true }).waitFor();
  await bar.getByText(`${total} bản ghi`).waitFor();
  await tab.screenshot('filter-chips');
  await bar.getByRole('button', { name: 'Lọc', exact: true }).click();
  await page.getByLabel('Thời gian xây dựng: đến năm').fill('2020');
  await bar.getByText('Thời gian xây dựng đến 2020').waitFor();
  await tab.screenshot('filter-form');
  expect(param(page, 'builtOn.max')).toBe('2020-12-31');
  await page.keyboard.press('Escape');
  await bar.getByRole('button', { name: 'Xóa hết' }).click();
  await bar.getByText('Có vấn đề').waitFor({ state: 'detached' });
  expect([param(page, 'owner'), param(page, 'problem'), param(page, 'builtOn.min')]).toEqual([null, null, null]);
  await tab.close();
}, 120_000);

describe('measuring', () => {
  it('a length by the pointer: clicks, double click at the end', async () => {
    const tab = await tabOf('planner', `/map?${VIEW}`);
    const { page } = tab;
    await take(page, 'Đo chiều dài');
    await click(page, 0, 0);
    await click(page, 120, 0);
    const { x, y } = await point(page, 120, 100);
    await page.mouse.dblclick(x, y);
    await page.getByText('Đã đo xong.').waitFor();
    // At zoom 12 on this latitude a pixel is 35.6 m: 220 of them.
    const words = (await page.getByTestId('measured').innerText()).split('\n')[0]!;
    expect(Number(words.replace(',', '.').replace(' km', ''))).toBeCloseTo(220 * 0.0356, 1);
    expect(param(page, 'sel')).toBe(null);
    await tab.screenshot('measure-length');
    expect(await findings(page)).toEqual([]);
    await tab.close();
  }, 120_000);

  it('an area by the keyboard alone', async () => {
    const tab = await tabOf('planner', `/map?${VIEW}`);
    const { page } = tab;
    await page.getByRole('button', { name: 'Công cụ' }).click();
    await page.getByRole('button', { name: 'Đo diện tích' }).focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('measure').waitFor();
    await page.keyboard.press('Enter');
    const where = () => page.locator('.leaflet-map-pane').first().getAttribute('style');
    for (const key of ['ArrowRight', 'ArrowDown']) {
      const before = await where();
      await page.keyboard.press(key);
      // The map glides there, for longer where the machine has much to do.
      for (let last = before, now = before; now === before || now !== last; now = await where()) {
        last = now;
        await page.waitForTimeout(300);
      }
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Shift+Enter');
    await page.getByText('Đã đo xong.').waitFor();
    // Leaflet's arrows move by 80 pixels: half a square of them.
    const hectares = Number(
      /([\d.,]+) ha/
        .exec(await page.getByTestId('measured').innerText())![1]!
        .replaceAll('.', '')
        .replace(',', '.'),
    );
    expect(hectares / ((80 * 35.6) ** 2 / 2 / 10_000)).toBeCloseTo(1, 1);
    await tab.screenshot('measure-area');
    await tab.close();
  }, 120_000);
});

it('nearest shareable masts and ducts, as the API has them, with their distances', async () => {
  const tab = await tabOf('planner', `/map?${VIEW}`);
  const { page } = tab;
  await take(page, 'Gần nhất');
  await click(page, 60, 40);
  const card = page.getByTestId('nearest');
  await card.getByRole('button', { name: /m/ }).first().waitFor();
  const [lat, lon] = param(page, 'at')!.split(',');
  const expected = (await planner.get(`nearest?lon=${lon}&lat=${lat}`)).body.records;
  const listed = await card.locator('button > span:first-child').allInnerTexts();
  expect(listed.filter(Boolean)).toEqual(expected.flatMap((group: any) => group.items.map((item: any) => item.code)));
  await tab.screenshot('nearest');
  expect(await findings(page)).toEqual([]);
  await card.getByRole('button').filter({ hasText: expected[0].items[0].code }).click();
  await page.getByTestId('drawer').waitFor();
  expect(param(page, 'sel')).toBe(`bts-stations:${expected[0].items[0].id}`);
  await page.waitForLoadState('networkidle');
  await tab.screenshot('nearest-chosen');
  await tab.close();
}, 120_000);

it('an area is drawn, its records counted, listed and exported, and it stays in the address', async () => {
  const tab = await tabOf('planner', `/map?${VIEW}`);
  const { page } = tab;
  await take(page, 'Chọn theo vùng');
  for (const [dx, dy] of [
    [-110, -120],
    [150, -130],
    [190, 150],
  ] as const)
    await click(page, dx, dy);
  await click(page, -120, 160);
  await page.getByRole('button', { name: 'Chọn vùng này' }).click();
  const card = page.getByTestId('selection');
  await card.waitFor();
  const within = param(page, 'within')!;
  expect(within.split(',').length).toBe(8);
  const total = (await planner.get(`bts-stations?within=${within}`)).body.total;
  expect(total).toBeGreaterThan(0);
  const link = card.getByRole('link', { name: new RegExp(`Danh sách Trạm BTS trong vùng: ${total.toLocaleString('vi-VN')}`) });
  await link.waitFor();
  await card.getByText('Tỷ lệ dùng chung').waitFor();
  await page.waitForLoadState('networkidle');
  await tab.screenshot('selection');
  expect(await findings(page)).toEqual([]);
  const [download] = await Promise.all([page.waitForEvent('download'), card.getByRole('link', { name: 'Xuất Trạm BTS trong vùng (GeoJSON)' }).click()]);
  const stream = await download.createReadStream();
  let text = '';
  for await (const chunk of stream) text += chunk;
  expect(JSON.parse(text).features.length).toBe(total);
  await link.click();
  await page.getByTestId('record-count').getByText(total.toLocaleString('vi-VN')).waitFor();
  await page.getByText('Trong vùng vẽ (4 đỉnh)').waitFor();
  await tab.screenshot('selection-list');
  await tab.close();
}, 120_000);

it('an area whose outline crosses itself is not sent', async () => {
  const tab = await tabOf('planner', `/map?${VIEW}`);
  const { page } = tab;
  await take(page, 'Chọn theo vùng');
  for (const [dx, dy] of [
    [-100, -100],
    [100, 100],
    [100, -100],
    [-100, 100],
  ] as const)
    await click(page, dx, dy);
  await page.getByRole('button', { name: 'Chọn vùng này' }).click();
  await page.getByRole('alert').getByText('tự cắt nhau').waitFor();
  expect(param(page, 'within')).toBe(null);
  await tab.close();
}, 120_000);

it('a view is kept under a name, opened again, renamed and deleted; the link is copied', async () => {
  const tab = await tabOf('planner', `/map?owner=viettel&${VIEW}`);
  const { page } = tab;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await take(page, 'Chế độ xem');
  const card = page.getByTestId('views');
  await card.getByText('Chưa lưu chế độ xem nào.').waitFor();
  await card.getByLabel('Lưu bản đồ đang xem với tên').fill('Viettel quanh Vĩnh Yên');
  await card.getByRole('button', { name: 'Lưu', exact: true }).click();
  const view = card.getByRole('button', { name: 'Viettel quanh Vĩnh Yên', exact: true });
  await view.waitFor();
  await tab.screenshot('views');
  expect(await findings(page)).toEqual([]);
  await card.getByRole('button', { name: 'Sao chép liên kết' }).click();
  await page.getByText('Đã sao chép liên kết').waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect([new URL(link).searchParams.get('owner'), new URL(link).searchParams.get('view')]).toEqual(['viettel', '21.30000,105.60000,12']);
  await page.getByRole('button', { name: 'Xóa hết' }).click();
  await page.mouse.move(900, 500);
  await page.mouse.wheel(0, 600);
  await page.waitForTimeout(800);
  await view.click();
  await page.getByText('Doanh nghiệp: Viettel', { exact: true }).waitFor();
  await page.waitForTimeout(600);
  expect(param(page, 'view')).toBe('21.30000,105.60000,12');
  await card.getByRole('button', { name: 'Đổi tên Viettel quanh Vĩnh Yên' }).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Viettel');
  await page.keyboard.press('Enter');
  await card.getByRole('button', { name: 'Viettel', exact: true }).waitFor();
  await card.getByRole('button', { name: 'Xóa Viettel' }).click();
  await card.getByRole('button', { name: 'Xóa', exact: true }).click();
  await card.getByText('Chưa lưu chế độ xem nào.').waitFor();
  await tab.close();
}, 120_000);

it.each([
  ['small', { width: 1024, height: 768 }],
  ['phone', { width: 390, height: 800 }],
])(
  'on a %s screen everything is in reach',
  async (name, viewport) => {
    const tab = await tabOf('planner', `/map?${VIEW}`, { viewport });
    const { page } = tab;
    if (name === 'phone') {
      await page.getByRole('button', { name: 'Tìm trong sổ đăng ký' }).click();
      await page.getByRole('combobox', { name: 'Tìm trong sổ đăng ký' }).fill('vinh yen');
      await page.getByRole('option').first().waitFor();
      await tab.screenshot('search-phone');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
    }
    await page.getByRole('button', { name: 'Công cụ' }).click();
    await tab.screenshot(`tools-${name}`);
    await take(page, 'Đo chiều dài');
    await click(page, 0, 90);
    await click(page, 60, 130);
    await page.getByTestId('measured').waitFor();
    await tab.screenshot(`tools-${name}-measure`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
    await tab.close();
  },
  120_000,
);
