// The status side of the map: figures by unit, classes, comparison, drill, time, and the page of one unit.
import type { Browser, Page } from 'playwright-core';
import { openAs, openBrowser, type TabOptions } from '../support/browser.js';
import { signIn, type Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';

let registry: Registry;
let browser: Browser;
let inspector: Client;
let district: Record<string, number>;

beforeAll(async () => {
  registry = await startRegistry({ sample: true });
  browser = await openBrowser();
  inspector = await signIn(registry.url, 'inspector');
  const { features } = (await inspector.get('units?level=district')).body;
  district = Object.fromEntries(features.map((unit: any) => [unit.properties.shortName, unit.id]));
});

const tabOn = (path: string, options?: TabOptions, username = 'inspector') => openAs(browser, registry.url, username, path, options);

const table = (page: Page) => page.getByTestId('unit-table');
const rows = async (page: Page): Promise<string[]> => (await table(page).locator('tbody tr').allInnerTexts()).map((row) => row.replace(/\s+/g, ' ').trim());
const settled = async (page: Page) => {
  await table(page).waitFor();
  // A moment for the page to ask, then until it has its answers.
  await page.waitForTimeout(300);
  await page.waitForLoadState('networkidle');
  await page.locator('aside [aria-busy]').waitFor({ state: 'detached' });
};
const parameter = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);
const legendCounts = async (page: Page): Promise<number> =>
  (await page.getByTestId('legend').locator('li').allInnerTexts()).reduce((sum, row) => sum + Number(/(\d+) đơn vị$/.exec(row)?.[1] ?? 0), 0);

it('indicators stand in five groups, each with a sentence; the legend counts every unit; the way of making classes stays in the address', async () => {
  const tab = await tabOn('/map?indicator=inspectionOverdue');
  const { page } = tab;
  await settled(page);
  expect(await page.getByLabel('Chỉ tiêu').locator('optgroup').count()).toBe(5);
  await page.getByText('giấy chứng nhận kiểm định đã hết hạn').waitFor();
  await tab.screenshot('status-1-panel');
  for (const [label, name] of [
    ['Khoảng đều', 'equal'],
    ['Ngắt tự nhiên', 'natural'],
  ] as const) {
    await page.getByLabel('Cách chia lớp').selectOption({ label });
    await page.waitForURL((url) => url.searchParams.get('classes') === name);
    expect(await legendCounts(page)).toBe(9);
  }
  await page.reload();
  await settled(page);
  expect(await page.getByLabel('Cách chia lớp').inputValue()).toBe('natural');
  await tab.screenshot('status-2-natural-breaks');
  await tab.close();
}, 180_000);

it('districts without tidying stand out, units without a figure are hatched and say so', async () => {
  const tab = await tabOn('/map?indicator=cableDoneShare');
  const { page } = tab;
  await settled(page);
  expect((await rows(page)).filter((row) => row.includes('Chưa chỉnh trang')).map((row) => row.split(' Chưa')[0])).toEqual([
    'Huyện Lập Thạch',
    'Huyện Sông Lô',
    'Huyện Tam Dương',
  ]);
  await page.getByTestId('legend').getByText('Chưa có số liệu').waitFor();
  await tab.screenshot('status-3-without-tidying');
  await page.getByLabel('Chỉ tiêu').selectOption({ label: 'Điểm BĐVHX chưa được giao đất' });
  await page.getByText('Xã cũ').click();
  await page.getByTestId('legend').getByText('Có điểm chưa được giao đất').waitFor();
  await settled(page);
  await tab.screenshot('status-4-without-land');
  await tab.close();
}, 180_000);

it('table and map point at each other, by pointer and by keyboard; the table sorts by name and by figure', async () => {
  const tab = await tabOn('/map?indicator=stations');
  const { page } = tab;
  await settled(page);
  const byFigure = (await rows(page)).map((row) => Number(/(\d+)$/.exec(row)![1]));
  expect([...byFigure].sort((a, b) => b - a)).toEqual(byFigure);
  const outlines = () => page.locator('.leaflet-units-pane path[stroke="#16222c"]').count();
  await table(page).getByRole('button', { name: 'Huyện Sông Lô', exact: true }).focus();
  await page.locator('.leaflet-units-pane path[stroke="#16222c"]').first().waitFor({ state: 'attached' });
  expect(await outlines()).toBe(1);
  // Somewhere in Lập Thạch, and off the map again.
  const box = (await page.getByTestId('map').boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.45);
  await table(page).locator('tr[data-hovered]').first().waitFor();
  await tab.screenshot('status-5-pointed-at');
  await page.getByRole('button', { name: 'Đơn vị', exact: true }).click();
  await page.waitForURL((url) => url.searchParams.get('order') === 'name');
  const names = (await rows(page)).map((row) => row.replace(/^(Huyện|Thành phố) /, '').replace(/ \d+$/, ''));
  expect([...names].sort((a, b) => a.localeCompare(b, 'vi'))).toEqual(names);
  await tab.close();
}, 180_000);

it('one goes into a district and back, by button and by double click, and the figures of its communes add up to it', async () => {
  const tab = await tabOn('/map?indicator=stations');
  const { page } = tab;
  await settled(page);
  const whole = (await rows(page)).find((row) => row.startsWith('Huyện Lập Thạch'))!.match(/(\d+)$/)![1];
  await page.getByRole('button', { name: 'Xem các xã của Huyện Lập Thạch' }).click();
  await page.getByTestId('trail').getByText('Huyện Lập Thạch').waitFor();
  await settled(page);
  expect(parameter(page, 'in')).toBe(String(district['Lập Thạch']));
  expect(await page.getByTestId('province-total').innerText()).toMatch(new RegExp(`Toàn huyện Lập Thạch\\s+${whole}$`));
  const communes = await rows(page);
  expect(communes.length).toBeGreaterThan(10);
  expect(communes.reduce((sum, row) => sum + Number(/(\d+)$/.exec(row)![1]), 0)).toBe(Number(whole));
  await page.waitForTimeout(600);
  await tab.screenshot('status-6-drilled');
  await page.getByRole('button', { name: 'Toàn tỉnh' }).click();
  await page.waitForURL((url) => !url.searchParams.has('in'));
  await settled(page);
  await page.waitForTimeout(600);
  const box = (await page.getByTestId('map').boundingBox())!;
  await page.mouse.dblclick(box.x + box.width * 0.4, box.y + box.height * 0.45);
  await page.waitForURL((url) => url.searchParams.has('in'));
  await page.getByTestId('trail').waitFor();
  await tab.close();
}, 180_000);

it('an indicator’s change between two days: signs, zero in the middle, both days in words', async () => {
  const tab = await tabOn('/map?indicator=inspectionOverdue');
  const { page } = tab;
  await settled(page);
  await page.getByRole('button', { name: 'So sánh với ngày khác' }).click();
  await page.getByRole('button', { name: '25/12/2020 – ngày ra thông báo' }).click();
  await page.getByTestId('compared-days').getByText('Thay đổi từ 25/12/2020 đến hiện tại').waitFor();
  await settled(page);
  const [now, then] = await Promise.all(['', '&asOf=2020-12-25'].map((day) => inspector.get(`status?level=district${day}`)));
  const overdue = (answer: typeof now) => answer!.body.total.stations.inspectionOverdue;
  const change = overdue(now) - overdue(then);
  expect(await page.getByTestId('province-total').innerText()).toContain(change > 0 ? `+${change}` : String(change).replace('-', '−'));
  expect((await rows(page)).every((row) => /(\+|−)?\d+ \d+ → \d+$/.test(row))).toBe(true);
  await tab.screenshot('status-7-change');
  await page.getByRole('button', { name: 'Thôi so sánh' }).click();
  await page.waitForURL((url) => !url.searchParams.has('since'));
  await tab.close();
}, 180_000);

it('the time line moves register and units by keyboard; it says the day in words and knows where things changed', async () => {
  const tab = await tabOn('/map?indicator=stations');
  const { page } = tab;
  await settled(page);
  const slider = page.getByRole('slider', { name: 'Ngày của sổ đăng ký' });
  await slider.focus();
  await page.keyboard.press('Home');
  await page.waitForURL((url) => url.searchParams.get('asOf') === '2020-12-01');
  await page.getByTestId('time-day').getByText('1 tháng 12, 2020').waitFor();
  await settled(page);
  expect(await page.getByTestId('province-total').innerText()).toMatch(/\n0$/);
  await page.keyboard.press('PageUp');
  await page.waitForURL((url) => url.searchParams.get('asOf') === '2020-12-25');
  await settled(page);
  expect(await page.getByTestId('province-total').innerText()).toMatch(/\n[1-9]\d+$/);
  expect(await slider.getAttribute('aria-valuetext')).toContain('thay đổi trong sổ');
  await tab.screenshot('status-8-time-2020');
  // Past 1 July 2025 the units are the new communes.
  await page.keyboard.press('End');
  await page.waitForURL((url) => !url.searchParams.has('asOf'));
  await page.keyboard.press('ArrowLeft');
  await page.waitForURL((url) => url.searchParams.has('asOf'));
  await settled(page);
  expect(parameter(page, 'units')).toBe('byDate');
  expect(await rows(page)).toHaveLength(36);
  await tab.screenshot('status-9-time-new-units');
  await page.getByTestId('time-slider').getByRole('button', { name: 'Lần thay đổi sau' }).click();
  await page.getByTestId('time-day').getByText('Hiện tại').waitFor();
  await tab.close();
}, 180_000);

it('a unit’s page: figures that open their lists, trend, what is late, who sent last', async () => {
  const tab = await tabOn(`/map?indicator=stations&sel=unit:${district['Lập Thạch']}`);
  const { page } = tab;
  await settled(page);
  await tab.screenshot('status-10-card');
  await page.getByRole('link', { name: 'Mở trang của đơn vị' }).click();
  await page.getByRole('heading', { name: 'Huyện Lập Thạch', level: 1 }).waitFor();
  await page.getByText('Chưa thực hiện chỉnh trang cáp').waitFor();
  await page.getByRole('img', { name: /^Số trạm BTS: 0 ngày 01\/12\/2020/ }).waitFor();
  await page.getByTestId('senders').getByText('VNPT').waitFor();
  await page.waitForLoadState('networkidle');
  await tab.screenshot('status-11-unit-page');
  await page.setViewportSize({ width: 1280, height: 2400 });
  await tab.screenshot('status-12-unit-page-whole');
  const link = page.getByTestId('unit-figures').getByRole('link', { name: /^Số trạm: / });
  const count = await link.innerText();
  await link.click();
  await page.getByTestId('record-count').getByText(`${count} bản ghi`).waitFor();
  expect(parameter(page, 'unit')).toBe(String(district['Lập Thạch']));
  await tab.close();
}, 180_000);

it('a unit’s page prints its figures with authority and sample mark, without buttons', async () => {
  const tab = await tabOn(`/units/${district['Vĩnh Yên']}`);
  const { page } = tab;
  await page.getByTestId('senders').waitFor();
  await page.waitForLoadState('networkidle');
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 794, height: 1123 });
  expect(await page.getByRole('button', { name: 'In trang này' }).isVisible()).toBe(false);
  expect(await page.locator('header').getByTestId('sample-mark').last().isVisible()).toBe(true);
  await tab.screenshot('status-13-print');
  // All of it, not only what fits the window.
  expect((await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g)!.length).toBeGreaterThan(1);
  await tab.close();
}, 180_000);

it('says what to do when figures cannot be had, and where a unit is not among those shown', async () => {
  const tab = await tabOn('/map', { allow: [/Failed to load resource/] });
  const { page } = tab;
  await settled(page);
  await page.route('**/api/v1/status?*', (route) => route.abort());
  await page.getByText('Xã mới').click();
  await page.getByText('Không kết nối được').first().or(page.getByText('Thử lại').first()).waitFor();
  await tab.screenshot('status-14-offline');
  await page.unroute('**/api/v1/status?*');
  await page.getByRole('button', { name: 'Thử lại' }).first().click();
  await settled(page);
  expect(await rows(page)).toHaveLength(36);
  await page.goto(`${registry.url}/map?units=communes2025&sel=unit:${district['Tam Đảo']}`);
  await page.getByText('Đơn vị này không có trên ranh giới').waitFor();
  await tab.screenshot('status-15-other-boundaries');
  await page.getByRole('button', { name: 'Hiện trên ranh giới của nó' }).click();
  await page.getByTestId('drawer').getByRole('heading', { name: 'Huyện Tam Đảo' }).waitFor();
  await tab.close();
}, 180_000);

it.each([
  [1024, 768],
  [390, 800],
])(
  'holds at %i x %i',
  async (width, height) => {
    const tab = await tabOn('/map?indicator=cableDone', { viewport: { width, height } });
    const { page } = tab;
    await page.getByTestId('time-slider').waitFor();
    await page.waitForLoadState('networkidle');
    await tab.screenshot(`status-16-map-${width}`);
    // Where the panel makes room for the map, what the colours mean stays.
    const folded = page.getByRole('button', { name: /^Mở bảng số liệu: / });
    expect(await folded.count()).toBe(width <= 900 ? 1 : 0);
    if (width <= 900) expect((await folded.innerText()).replace(/\s+/g, ' ')).toBe('Cáp đã làm 0 m 13,2 km');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.goto(`${registry.url}/units/${district['Vĩnh Yên']}`);
    await page.getByTestId('senders').waitFor();
    await page.waitForLoadState('networkidle');
    await tab.screenshot(`status-17-unit-${width}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await tab.close();
  },
  180_000,
);
