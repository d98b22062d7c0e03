// Single records by form: a new one in numbers of VN-2000, a change by hand on the map, an end.
import type { Browser, Page } from 'playwright-core';
import { findings, openAs, openBrowser, type TabOptions } from '../support/browser.js';
import type { Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { check, choose, draftOf, middle } from '../support/forms.js';
import { itemsOf, people, register, station, step } from '../support/submitting.js';

let registry: Registry;
let browser: Browser;
let viettel: Client, inspector: Client;

beforeAll(async () => {
  registry = await startRegistry();
  browser = await openBrowser();
  [viettel, inspector] = (await people(registry.url, 'viettel', 'inspector')) as [Client, Client];
  await register(viettel, inspector, 'bts-stations', [station({ code: 'F-1' }), station({ code: 'F-2' })]);
});

const OFFICE = { viewport: { width: 1366, height: 768 } };
const TABLET = { viewport: { width: 820, height: 1180 } };

const tabOf = (username: string, path: string, options: TabOptions = OFFICE) => openAs(browser, registry.url, username, path, options);

const recordId = async (kind: string, code: string): Promise<number> => (await inspector.get(`${kind}?code=${code}`)).body.items[0].id;
const send = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Gửi để thẩm định' }).click();
  await page.waitForURL(/\/submissions\/\d+$/);
  await page.getByText('Đã gửi', { exact: true }).first().waitFor();
};

it('a new station: VN-2000 numbers, errors beside their fields, nothing lost offline or by a reload, a second record, sent', async () => {
  const tab = await tabOf('viettel', '/submissions/form/bts-stations', { ...OFFICE, allow: [/ERR_INTERNET_DISCONNECTED/] });
  const { page } = tab;
  await choose(page, 'Nhập tọa độ theo', /105°00/);
  await page.getByLabel('Đỉnh 1: X (bắc), m').fill('2356283,311');
  await page.getByLabel('Đỉnh 1: Y (đông), m').fill('562.055,187');
  await page.getByLabel('Đỉnh 1: Y (đông), m').press('Enter');
  await page.getByText('Nằm trong Phường Đống Đa, Thành phố Vĩnh Yên').waitFor();
  await page.getByRole('button', { name: /Điền huyện, xã/ }).click();
  await page.getByLabel('Mã trạm').fill('F-NEW');
  await page.getByLabel('Chiều cao cột').fill('0');
  await page.getByRole('radio', { name: 'Thân thiện môi trường' }).check();
  await page.getByRole('checkbox', { name: '4G' }).check();
  await choose(page, 'Tình trạng', 'Đang hoạt động');

  await page.context().setOffline(true);
  await page.getByRole('button', { name: /^Kiểm tra/ }).click();
  await page.getByText('Không kết nối được với máy chủ').waitFor();
  await page.context().setOffline(false);
  await page.reload();
  await page.getByText('Đã lấy lại những gì bạn nhập').waitFor();
  await expect(page.getByLabel('Mã trạm').inputValue()).resolves.toBe('F-NEW');

  expect(await check(page)).toMatch(/Còn 2 lỗi.*Chiều cao cột 0 m không hợp lệ.*Tên trạm/s);
  await page.locator('[data-field=heightM]').getByText('Nhập từ 1 đến 200 mét').waitFor();
  await tab.screenshot('form-1-errors');
  expect(await findings(page)).toEqual([]);
  await page.getByTestId('verdict').getByRole('button', { name: 'Tên trạm' }).click();
  await page.keyboard.type('Trạm nhập bằng biểu mẫu');
  await page.getByLabel('Chiều cao cột').fill('42,5');
  await check(page);
  await page.getByText('Đã kiểm tra: không có lỗi').waitFor();
  const [item] = await itemsOf(viettel, draftOf(page));
  expect(item).toMatchObject({
    code: 'F-NEW',
    change: 'new',
    data: { heightM: 42.5, declaredCommune: 'Phường Đống Đa', declaredDistrict: 'Thành phố Vĩnh Yên' },
  });
  expect(item.geometry.coordinates).toEqual([105.6, 21.3]);

  await page.getByRole('button', { name: 'Thêm bản ghi nữa' }).click();
  await page.getByLabel('Mã trạm').fill('F-NEW-2');
  await page.getByLabel('Tên trạm').fill('Trạm thứ hai');
  await page.getByLabel('Chiều cao cột').fill('30');
  await page.getByRole('radio', { name: 'Thân thiện môi trường' }).check();
  await page.getByRole('checkbox', { name: '5G' }).check();
  await choose(page, 'Tình trạng', 'Theo kế hoạch');
  await page.getByTestId('geometry-map').click({ position: { x: 300, y: 180 } });
  // The code of a station that is there makes it no change of that one.
  await page.getByLabel('Mã trạm').fill('F-1');
  await page.getByRole('button', { name: /^Kiểm tra/ }).click();
  const taken = page.getByTestId('taken');
  await taken.getByText('Mã F-1 đã có trong sổ đăng ký.').waitFor();
  expect(await taken.getByRole('link').getAttribute('href')).toBe(`/records/bts-stations/${await recordId('bts-stations', 'F-1')}`);
  expect(await page.getByRole('button', { name: /^Gửi/ }).count()).toBe(0);
  await tab.screenshot('form-2-taken');
  await page.getByLabel('Mã trạm').fill('F-NEW-2');
  await check(page);
  await page.getByLabel('Lời nhắn cho thẩm định viên').fill('Hai trạm mới');
  await tab.screenshot('form-2-checked');
  await page.getByText('Sẽ gửi 2 bản ghi').waitFor();
  await send(page);
  await tab.close();
}, 240_000);

it('a change request: the point dragged and nudged on the map, and only what differs is sent', async () => {
  const id = await recordId('bts-stations', 'F-1');
  const tab = await tabOf('viettel', `/records/bts-stations/${id}`);
  const { page } = tab;
  await page.getByRole('link', { name: 'Đề nghị thay đổi' }).click();
  const pin = page.getByTestId('pin');
  await pin.waitFor();
  await page.getByText('Chưa có gì khác so với sổ đăng ký').waitFor();
  const [x, y] = await middle(pin);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y + 20, { steps: 5 });
  await page.mouse.up();
  await pin.focus();
  await page.keyboard.press('Shift+ArrowUp');
  await tab.screenshot('form-3-moved');

  await page.getByRole('link', { name: 'Bản đồ', exact: true }).click();
  await page.getByRole('dialog').getByText('Rời trang khi chưa gửi?').waitFor();
  await page.getByRole('button', { name: 'Ở lại' }).click();

  await check(page);
  expect(await page.getByTestId('what-changes').innerText()).toMatch(/Vị trí: dời \d+ m/);
  const [item] = await itemsOf(viettel, draftOf(page));
  expect([item.change, item.changedFields]).toEqual(['changed', ['geometry']]);
  expect(item.movedM).toBeGreaterThan(20);
  const draft = draftOf(page);

  // No file was read, so there is nothing to look at but the check.
  await page.goto(new URL(`/submissions/${draft}?step=columns`, page.url()).href);
  const steps = page.getByRole('navigation', { name: 'Các bước' });
  await steps.waitFor();
  await page.getByTestId('items').waitFor();
  expect((await steps.locator('li').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim())).toEqual(['1 Kiểm tra', '2 Gửi']);
  await tab.screenshot('form-3-steps');
  await page.setViewportSize(TABLET.viewport);
  await tab.screenshot('form-3-steps-820');
  await page.setViewportSize(OFFICE.viewport);

  // The record tells of it meanwhile, and leads back.
  await page.goto(new URL(`/records/bts-stations/${id}`, page.url()).href);
  const waiting = page.getByTestId('waiting');
  await waiting.getByText('bản nháp chưa gửi').waitFor();
  await tab.screenshot('form-3-waiting');
  await waiting.getByRole('link', { name: 'Làm tiếp bản nháp' }).click();
  await page.waitForURL(new RegExp(`draft=${draft}&item=${item.id}$`));
  await page.getByTestId('pin').waitFor();
  await waiting.waitFor({ state: 'detached' });
  await send(page);
  const looking = await tabOf('inspector', `/records/bts-stations/${id}`);
  await looking.page.getByTestId('waiting').getByRole('link', { name: 'Mở hồ sơ' }).click();
  await looking.page.waitForURL(new RegExp(`/review/${draft}`));
  await looking.close();
  await tab.close();
}, 240_000);

it('the authority retires a station for its owner: a day and a reason, traced as its own act', async () => {
  const id = await recordId('bts-stations', 'F-2');
  const tab = await tabOf('inspector', `/records/bts-stations/${id}`);
  const { page } = tab;
  await page.getByRole('link', { name: 'Ngừng hoạt động, thanh lý' }).click();
  await page.getByText('Tình trạng sẽ ghi: Đã tháo dỡ (hiện nay: Đang hoạt động)').waitFor();
  expect(await page.getByRole('button', { name: /^Kiểm tra/ }).isDisabled()).toBe(true);
  await page.getByLabel('Lý do, văn bản').fill('Công văn 12/2026');
  await page.getByLabel('Ngày ngừng').first().fill('01/10/2096');
  await page.getByText('Ngày ngừng chưa đến.').waitFor();
  expect(await page.getByRole('button', { name: /^Kiểm tra/ }).isDisabled()).toBe(true);
  await page.getByLabel('Ngày ngừng').first().fill('01/10/2026');
  await check(page);
  expect(await page.getByTestId('what-changes').innerText()).toMatch(/Tình trạng: Đang hoạt động → Đã tháo dỡ/);
  await tab.screenshot('form-4-retire');
  const draft = draftOf(page);
  await send(page);
  expect((await inspector.get(`submissions/${draft}`)).body).toMatchObject({
    owner: { code: 'viettel' },
    byAuthority: true,
    message: 'Đã tháo dỡ từ ngày 01/10/2026. Công văn 12/2026',
  });
  await step(inspector, draft, 'claim');
  await step(inspector, draft, 'decide', { items: 'all', verdict: 'approved' });
  await step(inspector, draft, 'conclude');
  await page.goto(new URL(`/records/bts-stations/${id}`, page.url()).href);
  await page.getByRole('link', { name: `Cơ quan quản lý gửi thay Viettel, hồ sơ số ${draft}` }).waitFor();
  await page.getByText('Đã tháo dỡ từ ngày 01/10/2026. Công văn 12/2026').waitFor();
  await tab.screenshot('form-4-history');
  await tab.close();
}, 240_000);

it('a place on the map is where a new record may begin', async () => {
  const tab = await tabOf('viettel', '/map');
  const { page } = tab;
  await page.getByTestId('map').click({ button: 'right', position: { x: 500, y: 300 } });
  await page.getByRole('button', { name: 'Trạm BTS', exact: true }).click();
  await page.waitForURL(/submissions\/form\/bts-stations\?at=21/);
  await page.getByTestId('pin').waitFor();
  expect(await page.getByLabel('Đỉnh 1: Vĩ độ').inputValue()).toMatch(/^21,\d{7}$/);
  await tab.close();
}, 120_000);
