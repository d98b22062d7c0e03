// Reviewing without a mouse, and two people at one record.
import type { Browser, Page } from 'playwright-core';
import { openAs, openBrowser, type TabOptions } from '../support/browser.js';
import { signIn, type Client } from '../support/client.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { inReview, itemsOf, register, station, step } from '../support/submitting.js';

let registry: Registry;
let browser: Browser;
let viettel: Client, inspector: Client, admin: Client;

const BTS = 'bts-stations';
const OFFICE = { viewport: { width: 1366, height: 768 } };

beforeAll(async () => {
  registry = await startRegistry();
  browser = await openBrowser();
  [viettel, inspector, admin] = (await Promise.all(['viettel', 'inspector', 'admin'].map((name) => signIn(registry.url, name)))) as [Client, Client, Client];
});

const tabOf = (username: string, path: string, options: TabOptions = OFFICE) => openAs(browser, registry.url, username, path, options);

const current = (page: Page) => page.locator('[data-testid^=item-][aria-current]').innerText();
const recordNamed = async (code: unknown) => (await inspector.get(`${BTS}?q=${String(code)}`)).body.items.find((one: any) => one.code === code);

it('a package is reviewed by the keyboard alone, to the last word', async () => {
  const [good, wrong, twin, high] = [station(), station(), station(), station({ heightM: 120 })];
  const id = await inReview(viettel, inspector, BTS, [good, wrong, twin, high]);
  const tab = await tabOf('inspector', `/review/${id}`);
  const { page } = tab;
  const press = (...keys: string[]) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  await page.getByTestId('item-1').waitFor();
  await press('?');
  await page.getByRole('dialog', { name: 'Phím tắt' }).waitFor();
  await press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await press('j', 'j', 'k', 'k', 'a');
  await page.getByText('Đã thẩm định 1 / 4 bản ghi').waitFor();
  expect(await current(page)).toContain(String(wrong.code));
  // A verdict given by mistake is taken back where it stands.
  await press('k', 'u');
  await page.getByText('Đã thẩm định 0 / 4 bản ghi').waitFor();
  expect(await current(page)).toContain(String(good.code));
  await press('a');
  await page.getByText('Đã thẩm định 1 / 4 bản ghi').waitFor();
  expect(await current(page)).toContain(String(wrong.code));

  // Escape goes back without a verdict; a digit chooses the reason, Enter sends.
  await press('x');
  await page.getByRole('radio', { name: 'Sai vị trí' }).waitFor();
  await press('Escape');
  await page.getByRole('radio', { name: 'Sai vị trí' }).waitFor({ state: 'detached' });
  // Half-written words wait while other items are looked at.
  await press('r', '3');
  await page.keyboard.type('Đo lại');
  await press('Escape', 'c');
  await page.keyboard.type('Chưa viết xong');
  await press('Escape', 'j');
  await page.locator('article', { hasText: String(twin.code) }).waitFor();
  expect(await page.getByTestId('words').getByRole('textbox').inputValue()).toBe('');
  await press('k');
  await page.locator('article', { hasText: String(wrong.code) }).waitFor();
  expect(await page.getByTestId('words').getByRole('textbox').inputValue()).toBe('Chưa viết xong');
  // Also when the page is read again, which opens at the first item that still waits; the key of a button that is not to be pressed yet says why.
  await page.reload();
  await page.locator('article', { hasText: String(wrong.code) }).waitFor();
  expect(await page.getByTestId('words').getByRole('textbox').inputValue()).toBe('Chưa viết xong');
  await press('l');
  await page.getByText('Còn 3 bản ghi chưa có kết luận.').waitFor();
  await press('r');
  expect(await page.getByRole('radio', { name: 'Số liệu không đúng' }).isChecked()).toBe(true);
  await press('3');
  await page.keyboard.type(' chiều cao');
  await tab.screenshot('review-1-reason');
  await press('Enter');
  await page.getByText('Đã thẩm định 2 / 4 bản ghi').waitFor();
  expect(await current(page)).toContain(String(twin.code));
  // What was decided stands beside the verdict, in full.
  await press('k');
  await page.getByText('Số liệu không đúng. Đo lại chiều cao').waitFor();
  await press('j');

  await press('x', '4', 'Enter');
  await page.getByText('Đã thẩm định 3 / 4 bản ghi').waitFor();

  // A word about the item, then it is mended and approved with fixes.
  await press('c');
  await page.keyboard.type('Chiều cao theo giấy phép là 42 m');
  await press('Control+Enter');
  await page.getByText('Chiều cao theo giấy phép là 42 m').first().waitFor();
  await press('Escape', 'f');
  while (!(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')?.startsWith('Sửa Chiều cao cột')))) await press('Tab');
  await press('Enter');
  await page.getByTestId('editor').waitFor();
  await press('Control+a');
  await page.keyboard.type('42');
  await press('Enter');
  await page.getByText('Bản ghi đã được sửa khi thẩm định').waitFor();
  await page.getByTestId('editor').waitFor({ state: 'detached' });
  // The keyboard stays where it was, and what the sender wrote stands beside the new value.
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Sửa Chiều cao cột');
  await page.getByText('Đơn vị gửi: 120 m').waitFor();
  await press('f');

  const dialog = page.getByRole('dialog', { name: 'Kết luận hồ sơ' });
  await dialog.getByText('Đo lại chiều cao').waitFor();
  await dialog.getByText(`được báo các bản ghi đã sửa khi thẩm định: ${String(high.code)}`).waitFor();

  // Enter alone does not conclude; a verdict corrected now shows in the summary, which comes when it is asked for.
  await press('Enter');
  await dialog.getByText('Ctrl+Enter: kết luận').waitFor();
  const willRead = (item: { code?: unknown }) => dialog.getByRole('listitem').filter({ hasText: String(item.code) });
  const correct = async (...keys: string[]) => {
    await press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await press('k', 'k', 'k', ...keys);
    await page
      .getByTestId('item-1')
      .filter({ hasText: keys[0] === 'a' ? 'Duyệt' : 'Không duyệt' })
      .waitFor();
    await page.waitForLoadState('networkidle');
    expect(await dialog.count()).toBe(0);
    await press('l');
  };
  await correct('x', '4', 'Enter');
  await willRead(good).waitFor();
  expect(await dialog.getByRole('listitem').count()).toBe(3);
  await correct('a');
  await willRead(twin).waitFor();
  await willRead(good).waitFor({ state: 'detached' });
  expect((await viettel.get(`submissions/${id}`)).body.state).toBe('in_review');
  await page.keyboard.type('Cảm ơn');
  await tab.screenshot('review-2-summary');
  await press('Control+Enter');
  await page.getByText('Đã kết luận hồ sơ').first().waitFor();
  expect((await viettel.get(`submissions/${id}`)).body).toMatchObject({ state: 'decided', reply: 'Cảm ơn', counts: { approved: 2, returned: 1, rejected: 1 } });
  expect((await itemsOf(viettel, id)).map((item) => [item.verdict, item.reason])).toEqual([
    ['approved', null],
    ['returned', 'wrong_data'],
    ['rejected', 'duplicate'],
    ['approved_with_fixes', null],
  ]);
  expect((await recordNamed(high.code)).heightM).toBe(42);
  await tab.close();
}, 180_000);

it('two inspectors at one record: the second sees both sides, chooses field by field, and overwrites nothing unseen', async () => {
  const one = station({ address: 'Số 1' });
  await register(viettel, inspector, BTS, [one]);
  const [lon, lat] = (one.geometry as { coordinates: [number, number] }).coordinates;
  const moved = { type: 'Point', coordinates: [lon + 0.0006, lat + 0.0003] };
  const id = await inReview(viettel, inspector, BTS, [{ code: one.code, heightM: 50, address: 'Số 5', name: 'Tên mới', geometry: moved }]);
  const other = await inReview(viettel, admin, BTS, [{ code: one.code, heightM: 40, address: 'Số 4' }]);
  const mine = await tabOf('inspector', `/review/${id}`, OFFICE);
  const theirs = await tabOf('admin', `/review/${other}`);
  await mine.page.getByTestId('holder').getByText('Bạn đang giữ đến').waitFor();
  await theirs.page.getByRole('navigation', { name: 'Hàng chờ' }).getByText('đang thẩm định, giữ đến').first().waitFor();

  await theirs.page.getByTestId('item-1').waitFor();
  await theirs.page.keyboard.press('a');
  await theirs.page.getByRole('button', { name: 'Kết luận và ghi vào sổ' }).click();
  await theirs.page.getByText('Đã kết luận hồ sơ').first().waitFor();
  await theirs.close();

  const { page } = mine;
  // It shows by itself, before a verdict is given on what is old.
  await page.getByText('1 bản ghi vừa thành xung đột.').waitFor();
  await page.getByText('Xung đột với sổ đăng ký').waitFor();
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: `Xung đột: ${String(one.code)}` });
  await dialog.getByText('Số 4').waitFor();
  expect(await dialog.getByRole('row').filter({ hasText: 'Tên trạm' }).getByRole('radio', { name: 'Hồ sơ đề nghị' }).isChecked()).toBe(true);
  await dialog.getByText('Còn 2 trường chưa chọn').waitFor();
  await mine.screenshot('review-3-conflict');
  const choose = (field: string, side: string) => dialog.getByRole('radio', { name: new RegExp(`^${field}: ${side}`) }).check();
  await choose('Địa chỉ', 'Trong sổ hiện nay');
  await choose('Chiều cao cột', 'Hồ sơ đề nghị');
  expect(await dialog.getByRole('radio', { name: /^Vị trí: Hồ sơ đề nghị/ }).isChecked()).toBe(true);
  await dialog.getByRole('button', { name: 'Lưu lựa chọn' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('nên sẽ ghi là “duyệt có sửa”').waitFor();
  await mine.screenshot('review-4-desk');
  await page.keyboard.press('f');
  await page.getByRole('button', { name: 'Kết luận và ghi vào sổ' }).click();
  await page.getByText('Đã kết luận hồ sơ').first().waitFor();
  expect(await recordNamed(one.code)).toMatchObject({ heightM: 50, address: 'Số 4', name: 'Tên mới', revision: 3 });
  await mine.close();
}, 180_000);

it('the queue is filtered by what is in the address; a record’s earlier version is brought back', async () => {
  const one = station({ inspectionRequired: true, inspectionExpiresOn: '2023-10-30' });
  await register(viettel, inspector, BTS, [one]);
  await register(viettel, inspector, BTS, [{ code: one.code, heightM: 61 }]);
  const { id } = await recordNamed(one.code);
  const tab = await tabOf('inspector', `/records/${BTS}/${id}`);
  const { page } = tab;
  await page.getByRole('button', { name: 'Khôi phục phiên bản 1' }).click();
  await page.getByLabel('Lý do khôi phục').fill('Đơn vị gửi nhầm');
  await page.getByRole('button', { name: 'Lập hồ sơ khôi phục' }).click();
  await page.getByRole('button', { name: 'Nhận thẩm định' }).click();
  await page.getByTestId('holder').waitFor();
  await page.getByText('Cơ quan quản lý lập').first().waitFor();
  // What stays as it is shows as it is: a field spoken of by a warning, and the place to begin with when it is to be mended.
  const row = page.getByRole('row').filter({ hasText: 'hết hạn kiểm định' });
  await expect(row.innerText()).resolves.toMatch(/30\/10\/2023(?!.*trống)/s);
  await page.getByRole('button', { name: 'Sửa Vị trí' }).click();
  expect(await page.getByTestId('editor').getByLabel('Kinh độ').inputValue()).toMatch(/^105,\d+/);
  await page.getByTestId('editor').getByRole('button', { name: 'Hủy' }).click();
  const mine = new URL(page.url()).pathname;
  await page.goto(`${registry.url}${mine}?claimedBy=nobody`);
  await page.getByText('Không có hồ sơ nào khớp bộ lọc.').waitFor();
  await page.goto(`${registry.url}${mine}?claimedBy=me&owner=viettel`);
  await page.getByRole('navigation', { name: 'Hàng chờ' }).getByText('Bạn đang giữ đến').first().waitFor();
  await page.setViewportSize({ width: 820, height: 1180 });
  await tab.screenshot('review-5-tablet');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(820);
  await step(inspector, Number(mine.split('/').at(-1)), 'release');
  await tab.close();
}, 120_000);

it('one verdict is given to all that a rule found, and taken back', async () => {
  const geometry = { type: 'Point', coordinates: [105.56, 21.37] };
  const rows = [...Array.from({ length: 4 }, () => station({ geometry })), station(), station()];
  const id = await inReview(viettel, inspector, BTS, rows);
  const tab = await tabOf('inspector', `/review/${id}`);
  const { page } = tab;
  await page.getByTestId('item-1').waitFor();
  await page.getByRole('combobox', { name: 'Gặp quy tắc' }).click();
  await page.getByRole('option', { name: /bản ghi khác của cùng đơn/ }).click();
  await page.getByTestId('item-5').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Kết luận cùng lúc 4 bản ghi' }).waitFor();
  await page.getByRole('heading', { name: /Viettel/ }).click();
  await page.keyboard.press('g');
  const dialog = page.getByRole('dialog', { name: 'Kết luận cùng lúc nhiều bản ghi' });
  await dialog.getByText('4 bản ghi trong danh sách này chưa có kết luận.').waitFor();
  await dialog.getByRole('button', { name: 'Trả lại 4 bản ghi' }).click();
  await dialog.getByRole('radio', { name: 'Sai vị trí' }).waitFor();
  await tab.screenshot('review-7-many');
  // Escape goes back one step, and what lies under the dialog hears no key.
  await page.keyboard.press('Escape');
  await dialog.getByRole('radio').first().waitFor({ state: 'detached' });
  await page.keyboard.press('a');
  await page.keyboard.press('x');
  await page.getByText('Đã thẩm định 0 / 6 bản ghi').waitFor();
  await dialog.getByRole('button', { name: 'Trả lại 4 bản ghi' }).click();
  await dialog.getByRole('radio', { name: 'Sai vị trí' }).waitFor();
  await page.keyboard.press('1');
  await page.keyboard.type('Tọa độ trùng nhau');
  await page.keyboard.press('Enter');
  await page.getByText('Đã trả lại 4 bản ghi').waitFor();
  await page.getByText('Đã thẩm định 4 / 6 bản ghi').waitFor();
  await tab.screenshot('review-7-many-returned');
  expect((await itemsOf(inspector, id)).map((item) => [item.verdict, item.comment])).toEqual([
    ...Array.from({ length: 4 }, () => ['returned', 'Tọa độ trùng nhau']),
    [null, null],
    [null, null],
  ]);
  await page.getByRole('button', { name: '4 bản ghi đã có kết luận' }).click();
  await dialog.getByRole('button', { name: 'Bỏ kết luận của 4 bản ghi' }).click();
  const lost = dialog.getByText('Lý do và lời nhắn kèm theo kết luận của 4 bản ghi này sẽ mất.');
  await lost.waitFor();
  await page.keyboard.press('Escape');
  await lost.waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await lost.waitFor();
  await dialog.getByRole('button', { name: 'Bỏ các kết luận' }).click();
  await page.getByText('Đã thẩm định 0 / 6 bản ghi').waitFor();
  // Escape leaves the words where they are.
  await page.getByLabel('Mã, tên', { exact: true }).fill(String(rows[0]!.code));
  await page.getByRole('button', { name: 'Kết luận cùng lúc' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  expect(await page.getByLabel('Mã, tên', { exact: true }).inputValue()).toBe(String(rows[0]!.code));
  await page.getByTestId('item-2').waitFor({ state: 'detached' });
  // A verdict on one is counted without asking again.
  await page.keyboard.press('a');
  await page.getByText('Đã thẩm định 1 / 6 bản ghi').waitFor();
  await page.getByLabel('Mã, tên', { exact: true }).fill('');
  await page.getByRole('button', { name: 'Kết luận cùng lúc 3 bản ghi' }).waitFor();
  // With nothing narrowed down all are meant, and after the last verdict comes what it amounts to.
  await page.getByLabel('Bỏ lọc Gặp quy tắc').click();
  await page.getByRole('button', { name: 'Kết luận cùng lúc 5 bản ghi' }).click();
  await dialog.getByRole('button', { name: 'Duyệt 5 bản ghi', exact: true }).click();
  await page.getByRole('dialog', { name: 'Kết luận hồ sơ' }).waitFor();
  await tab.close();
}, 120_000);

it('every rule has an address of its own; an administrator sets how much it weighs', async () => {
  const planner = await tabOf('planner', '/rules');
  await planner.page.goto(`${registry.url}/rules#GEO-03`);
  await planner.page.getByTestId('rule-GEO-03').getByText('Cảnh báo').waitFor();
  expect(await planner.page.getByRole('button', { name: 'Đặt quy tắc GEO-03' }).count()).toBe(0);
  await planner.screenshot('review-6-rules');
  await planner.close();
  // From the number to the packages, and on to the rows in which the rule found something.
  const geometry = { type: 'Point', coordinates: [105.58, 21.35] };
  const [one, twin, plain] = [station({ geometry }), station({ geometry }), station()];
  await inReview(viettel, inspector, BTS, [plain, one, twin]);
  const desk = await tabOf('inspector', '/rules');
  await desk.page
    .getByTestId('rule-ID-02')
    .getByRole('link', { name: /bản ghi trong/ })
    .click();
  await desk.page.getByText('Gặp quy tắc ID-02, hồ sơ đang mở').waitFor();
  await desk.screenshot('review-6-rule-packages');
  await desk.page.getByTestId('submissions').getByRole('link').first().click();
  await desk.page.getByText(String(twin.code)).first().waitFor();
  expect(await desk.page.getByText(String(plain.code)).count()).toBe(0);
  await desk.close();
  const tab = await tabOf('admin', '/rules');
  const { page } = tab;
  await page.getByRole('button', { name: 'Đặt quy tắc GEO-03' }).click();
  await page.getByLabel('Mức của quy tắc').selectOption({ label: 'Lưu ý' });
  await page.getByTestId('rule-GEO-03').getByRole('button', { name: 'Lưu', exact: true }).click();
  await page.getByTestId('rule-GEO-03').getByText('mặc định: Cảnh báo').waitFor();
  const { items } = (await inspector.get('rules')).body;
  expect(items.find((rule: any) => rule.id === 'GEO-03')).toMatchObject({ severity: 'info', defaultSeverity: 'warning' });
  await tab.close();
}, 120_000);
