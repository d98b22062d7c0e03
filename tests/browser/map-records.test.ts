// The register's records on the map: symbols, clusters, notes, cards, the keyboard alone, and the ground they lie on.
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openTab, signInOn, type Tab } from '../support/browser.js';
import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { people, register, segment, station } from '../support/submitting.js';
import { startTileServer, type TileServer } from '../support/tile-server.js';

const BTS = 'bts-stations';
/** Many stations stand around here, two in one place, far from those of the sample. */
const TOWN = { lat: 21.44, lon: 105.42 };
const point = (lon: number, lat: number) => ({ type: 'Point', coordinates: [lon, lat] });

let registry: Registry;
let browser: Browser;
let viettel: Client, vnpt: Client, inspector: Client;
let tiles: TileServer;

beforeAll(async () => {
  tiles = await startTileServer();
  registry = await startRegistry({
    sample: true,
    env: { BASE_MAP_URL: `${tiles.url}/{z}/{x}/{y}.png`, BASE_MAP_NAME: 'Nền thử', BASE_MAP_ATTRIBUTION: '© Nguồn thử' },
  });
  browser = await openBrowser();
  [viettel, vnpt, inspector] = (await people(registry.url, 'viettel', 'vnpt', 'inspector')) as [Client, Client, Client];
  const rows = Array.from({ length: 620 }, (_, n) =>
    station({
      code: `MANY-${n}`,
      structure: n % 3 ? 'bulky' : 'environmentally_friendly',
      technologies: [['2G'], ['3G', '4G'], ['4G', '5G']][n % 3],
      status: ['operating', 'operating', 'suspended', 'under_construction'][n % 4],
      geometry: point(TOWN.lon + (n % 31) * 0.0016, TOWN.lat + Math.floor(n / 31) * 0.0016),
    }),
  );
  await register(viettel, inspector, BTS, rows);
  await register(vnpt, inspector, BTS, [station({ code: 'TWIN-A', geometry: point(TOWN.lon - 0.02, TOWN.lat) })]);
  await register(viettel, inspector, BTS, [
    station({ code: 'TWIN-B', shareable: true, inspectionExpiresOn: '2021-05-01', geometry: point(TOWN.lon - 0.02, TOWN.lat) }),
    station({ code: 'GONE', status: 'dismantled', geometry: point(TOWN.lon - 0.022, TOWN.lat) }),
  ]);
  await register(viettel, inspector, 'sharing-agreements', [
    {
      number: 'HĐ-BẢN-ĐỒ',
      tenants: ['vnpt', 'mobifone'],
      signedOn: '2024-01-01',
      effectiveFrom: '2024-01-01',
      items: ['mast'],
      stations: ['TWIN-B'],
      status: 'active',
      confirmedByTenantOn: '2024-01-02',
    },
  ]);
  // The same street drawn from its two ends.
  const street = (way: number[][]) => segment({ street: 'Đường Hai Bà Trưng' }, way);
  const way = [0, 1, 2, 3].map((n) => [TOWN.lon - 0.03 + n * 0.004, TOWN.lat - 0.01 + n * 0.0006]);
  const north = way.map(([lon, lat]) => [lon!, lat! + 0.004]).toReversed();
  await register(viettel, inspector, 'cable-segments', [street(way), street(north)]);
});
afterAll(() => tiles?.stop());

/** On the own map unless told otherwise. */
async function mapOf(query: string, options: Parameters<typeof openTab>[2] = {}, own = true): Promise<Tab> {
  const path = `/map?${query}${own ? '&base=own' : ''}`;
  const tab = await openTab(browser, `${registry.url}/sign-in?next=${encodeURIComponent(path)}`, options);
  await signInOn(tab.page, 'inspector');
  await tab.page.waitForURL((url) => url.pathname === '/map');
  await drawn(tab.page);
  return tab;
}
const drawn = (page: Page) => page.locator('[data-records=ready]').waitFor();
const view = (lat: number, lon: number, zoom: number) => `view=${lat},${lon},${zoom}`;
const middle = async (page: Page): Promise<[number, number]> => {
  const box = (await page.getByTestId('map').boundingBox())!;
  return [box.x + box.width / 2, box.y + box.height / 2];
};
const spoken = (page: Page) => page.getByTestId('map-spoken').innerText();
const TWINS = view(TOWN.lat, TOWN.lon - 0.02, 17);

it.each([
  ['structure', ['Cồng kềnh', 'Thân thiện môi trường']],
  ['status', ['Đang hoạt động', 'Đang xây dựng', 'Tạm dừng', 'Theo kế hoạch']],
  ['technology', ['2G', '3G', '4G', '5G']],
  ['owner', ['Viettel', 'VNPT', 'MobiFone']],
])('stations by %s have a key in words', async (colour, words) => {
  const tab = await mapOf(`${view(21.31, 105.6, 14)}&colour=${colour}`);
  const { page } = tab;
  await page.getByText('Xem ký hiệu').click();
  const key = page.getByRole('region', { name: 'Trạm BTS' });
  for (const word of words) await key.getByText(word, { exact: true }).waitFor();
  await key.getByText('Cụm: số trạm, chia theo').waitFor();
  expect(await key.getByRole('listitem').count()).toBeGreaterThan(words.length);
  await tab.screenshot(`map-records-by-${colour}`);
  await tab.close();
});

it('clusters split by the attribute come nearer at a click and by the Enter key, down to single stations', async () => {
  const tab = await mapOf(`${view(TOWN.lat + 0.015, TOWN.lon + 0.024, 10)}&layers=bts-stations&colour=status`);
  const { page } = tab;
  await page.getByTestId('map').focus();
  await page.keyboard.press('n');
  while (!(await spoken(page)).includes('Bấm để phóng to')) await page.keyboard.press('n');
  expect(await spoken(page)).toMatch(/Trạm BTS: \d+/);
  await tab.screenshot('map-records-clusters');
  const zoom = () => Number(new URL(page.url()).searchParams.get('view')!.split(',')[2]);
  await page.keyboard.press('Enter');
  await page.waitForURL(() => zoom() === 12);
  await page.getByTestId('map').focus();
  await drawn(page);
  await page.keyboard.press('n');
  expect(await spoken(page)).toMatch(/·/);
  expect(await spoken(page)).not.toContain('Bấm để phóng to');
  await tab.close();
});

it('of two stations in one place one is chosen from a short list; its card says all that concerns it, and its address can be sent', async () => {
  const tab = await mapOf(`${TWINS}&layers=bts-stations`, { permissions: ['clipboard-read', 'clipboard-write'], viewport: { width: 1280, height: 1000 } });
  const { page } = tab;
  await page.mouse.click(...(await middle(page)));
  const choice = page.getByRole('group', { name: 'Ở đây có 2 bản ghi' });
  await choice.getByRole('button', { name: /TWIN-A/ }).waitFor();
  await tab.screenshot('map-records-one-place');
  await choice.getByRole('button', { name: /TWIN-B/ }).click();
  const card = page.getByTestId('drawer');
  await card.getByRole('region', { name: 'Cần xem xét' }).getByText('BTS-03').waitFor();
  await card.getByRole('region', { name: 'Trong vòng 300 m' }).getByText('TWIN-A').waitFor();
  await card.getByRole('region', { name: 'Thỏa thuận dùng chung' }).getByText('HĐ-BẢN-ĐỒ').waitFor();
  await card.getByRole('link', { name: 'Đính chính' }).waitFor();
  await page.waitForTimeout(500);
  await tab.screenshot('map-records-card');
  await card.getByRole('button', { name: 'Sao chép liên kết' }).click();
  await card.getByText('Đã sao chép liên kết').waitFor();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  await card.getByRole('tab', { name: 'Lịch sử' }).click();
  await card.getByText('Ghi nhận lần đầu').waitFor();

  await page.goto(`${address}&base=own`);
  await page.getByTestId('drawer').getByRole('heading', { level: 2 }).waitFor();
  // A neighbour's card is one click away.
  await page.getByTestId('drawer').getByRole('button', { name: 'TWIN-A' }).click();
  await page.getByTestId('drawer').getByText('TWIN-A').first().waitFor();
  expect(await page.getByTestId('drawer').innerText()).toContain('VNPT');
  await tab.close();
});

it('the pointer’s note tells what is under it', async () => {
  const tab = await mapOf(`${TWINS}&layers=bts-stations`);
  const { page } = tab;
  await page.mouse.move(...(await middle(page)));
  const note = page.locator('.leaflet-tooltip', { hasText: 'TWIN-' });
  await note.waitFor();
  expect(await note.innerText()).toMatch(/TWIN-[AB] · .*\n(VNPT|Viettel) · Đang hoạt động · Thân thiện môi trường · 4G/);
  await tab.screenshot('map-records-note');
  await tab.close();
});

it('by the keyboard alone: step through what is in view, open a card, close it', async () => {
  const tab = await mapOf(`${view(21.31, 105.6, 14.5)}`);
  const { page } = tab;
  await page.getByTestId('map').focus();
  const steps: string[] = [];
  for (const key of ['n', 'n', 'n', 'p']) {
    await page.keyboard.press(key);
    steps.push(await spoken(page));
  }
  expect(steps[3]).toBe(steps[1]);
  expect(new Set(steps).size).toBe(3);
  expect(steps[0]).toMatch(/Thứ 1 trong \d+ trong khung nhìn\.$/);
  await tab.screenshot('map-records-keyboard');
  await page.keyboard.press('Enter');
  const card = page.getByTestId('drawer');
  await card.getByText(/\d/).first().waitFor();
  await page.keyboard.press('Escape');
  await card.waitFor({ state: 'detached' });
  await tab.close();
});

it('labels lie along the lines, whichever end they were drawn from', async () => {
  const tab = await mapOf(`${view(TOWN.lat - 0.007, TOWN.lon - 0.024, 15.5)}&layers=cable-segments`);
  await tab.page.getByTestId('map').focus();
  await tab.page.keyboard.press('n');
  expect(await spoken(tab.page)).toContain('Thứ 1 trong 2 trong khung nhìn');
  await tab.page.keyboard.press('Escape');
  await tab.screenshot('map-records-labels');
  await tab.close();
});

it('the list beside the map has the records in view as the server counts them, and opens their cards', async () => {
  const tab = await mapOf(`${view(TOWN.lat + 0.015, TOWN.lon + 0.024, 14)}&layers=bts-stations&structure=bulky`);
  const { page } = tab;
  await page.getByRole('button', { name: 'Danh sách', exact: true }).click();
  const list = page.getByTestId('record-list');
  await page.waitForTimeout(600);
  const shown = page.getByTestId('record-list-count').filter({ hasText: /\d/ });
  const count = Number((await shown.innerText()).replaceAll(/\D/g, ''));
  const asked = new URL(page.url());
  expect(asked.searchParams.get('list')).toBe(BTS);
  expect(count).toBeGreaterThan(50);
  expect(count).toBeLessThanOrEqual((await inspector.get(`${BTS}?structure=bulky&limit=1`)).body.total);
  await list.getByRole('button', { name: new RegExp(`Tải thêm \\(đang hiện 50 / ${count}\\)`) }).click();
  await list.locator('li').nth(60).waitFor();
  await tab.screenshot('map-records-list');
  await list.locator('li button').first().click();
  await page.getByTestId('drawer').getByRole('heading', { level: 2 }).waitFor();
  await page.keyboard.press('Escape');
  await list.waitFor();
  await tab.close();
});

it('the layer’s number is the server’s count of the filter; stations taken down are drawn when asked for', async () => {
  const tab = await mapOf(`${view(TOWN.lat, TOWN.lon - 0.022, 18)}&layers=bts-stations&owner=viettel`);
  const { page } = tab;
  const layers = page.getByRole('region', { name: 'Lớp bản đồ' });
  const { total } = (await inspector.get(`${BTS}?owner=viettel&limit=1`)).body;
  const gone = (await inspector.get(`${BTS}?owner=viettel&status=dismantled&limit=1`)).body.total;
  await layers.getByText(total.toLocaleString('vi-VN'), { exact: true }).waitFor();
  await layers.getByText(`Không vẽ ${gone} trạm đã tháo dỡ.`).waitFor();
  await page.mouse.move(...(await middle(page)));
  await page.locator('.leaflet-tooltip', { hasText: 'GONE' }).waitFor({ state: 'detached' });
  await layers.getByRole('button', { name: 'Hiện' }).click();
  await drawn(page);
  const [x, y] = await middle(page);
  await page.mouse.move(x + 1, y);
  await page.locator('.leaflet-tooltip', { hasText: 'GONE' }).waitFor();
  expect(new URL(page.url()).searchParams.get('dismantled')).toBe('shown');
  await tab.screenshot('map-records-dismantled');
  await tab.close();
});

it('agreements are curves from the host’s station to the tenants’ nearest own ones', async () => {
  const tab = await mapOf(`${view(21.31, 105.6, 12.5)}&layers=bts-stations,sharing-agreements`);
  await tab.page.waitForLoadState('networkidle');
  const curves = tab.page.locator('.leaflet-links-pane canvas');
  await curves.waitFor({ state: 'attached' });
  expect(await curves.count()).toBe(1);
  await tab.screenshot('map-records-agreements');
  await tab.close();
});

it('a part that could not be fetched is told, and fetched again when asked', async () => {
  const tab = await mapOf(`${view(21.31, 105.6, 13)}&layers=bts-stations`, { allow: [/tiles/] });
  const { page } = tab;
  await page.context().route('**/api/v1/tiles/**', (route) => route.fulfill({ status: 503 }));
  await page.getByLabel('Phóng to').click();
  const note = page.getByRole('alert').filter({ hasText: 'Một phần bản ghi chưa tải được' });
  await note.waitFor();
  await tab.screenshot('map-records-failed');
  await page.context().unroute('**/api/v1/tiles/**');
  await note.getByRole('button', { name: 'Tải lại' }).click();
  await note.waitFor({ state: 'detached' });
  await drawn(page);
  expect(tab.problems).toEqual([]);
  await tab.close();
});

it('a configured base map lies under the register’s own; when its pictures do not come, the page says so once and goes on without', async () => {
  const elsewhere = { allow: [new RegExp(tiles.url.replaceAll('.', '\\.'))] };
  const tab = await mapOf(view(21.31, 105.6, 12), elsewhere, false);
  const { page } = tab;
  await page.locator('.leaflet-base-pane img.leaflet-tile-loaded').first().waitFor();
  await page.getByText('© Nguồn thử').waitFor();
  await page.waitForTimeout(500);
  await tab.screenshot('map-records-base');
  await page.getByText('Bản đồ của sổ', { exact: true }).click();
  await page.locator('.leaflet-base-pane img').first().waitFor({ state: 'detached' });
  expect(new URL(page.url()).searchParams.get('base')).toBe('own');
  await tab.close();

  tiles.working = false;
  const broken = await mapOf(view(21.31, 105.6, 12), elsewhere, false);
  await broken.page.getByRole('alert').filter({ hasText: 'Không tải được nền Nền thử.' }).waitFor();
  const layers = broken.page.getByRole('region', { name: 'Lớp bản đồ' });
  await layers.getByText('Đang dùng ranh giới và tên của sổ đăng ký.').waitFor();
  await broken.page.getByLabel('Phóng to').click();
  await drawn(broken.page);
  expect(await broken.page.getByRole('alert').count()).toBe(1);
  await broken.screenshot('map-records-base-failed');
  await broken.close();
});
