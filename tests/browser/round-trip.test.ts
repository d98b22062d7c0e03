// The operator's own workbook goes round: the mistakes come back in it, are mended in it, and it is sent again.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import excel, { type CellValue, type Workbook, type Worksheet } from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openTab, signInOn } from '../support/browser.js';
import { startRegistry, type Registry } from '../support/registry.js';

const NAME = 'Trạm quý 4.xlsx';
const RESULT = 'Kết quả kiểm tra';
const HEADER_ROW = 3;
const FIRST = HEADER_ROW + 1;
/** So many that a few mistakes are the rows' fault and not the reading's. */
const ROWS = 24;
/** Below the total and a blank row. */
const FOOTER = FIRST + ROWS + 2;
const HEADERS = ['STT', 'Mã trạm', 'Tên trạm', 'Loại trạm', 'Độ cao cột (m)', 'Công nghệ', 'Tình trạng', 'Kinh độ', 'Vĩ độ', 'Ghi chú'];
const [TITLE, CODE, STATUS, LON, LAT] = ['C', 'B', 'G', 'H', 'I'];

/** What is wrong, where, and by which rule it is told. */
const MISTAKES = [
  { cell: `${TITLE}5`, value: null, rule: 'DAT-01' },
  { cell: `${STATUS}6`, value: 'đang ngủ đông', rule: 'DAT-02' },
  { cell: `${CODE}11`, value: 'VT-5', rule: 'ID-01' },
];
const SWAPPED = 9;
const OUTSIDE = 10;
const WRONG_ROWS = [5, 6, 8, SWAPPED, OUTSIDE, 11];

const lonOf = (row: number): number => 105.5201234 + (row - FIRST) * 0.0041;
const latOf = (row: number): number => 21.3001234 + (row - FIRST) * 0.0023;

/** A workbook as an operator has it: a title, a colour, a comment and a width of its own, a total and signatures below. */
async function ownWorkbook(): Promise<Buffer> {
  const book = new excel.Workbook();
  const sheet = book.addWorksheet('Trạm mới');
  sheet.addRow(['DANH SÁCH TRẠM BTS QUÝ 4']);
  sheet.mergeCells('A1:J1');
  sheet.addRow([]);
  sheet.addRow(HEADERS).font = { bold: true };
  for (let row = FIRST; row < FIRST + ROWS; row++)
    sheet.addRow([
      row - HEADER_ROW,
      `VT-${row - HEADER_ROW}`,
      `Trạm ${row}`,
      'Thân thiện môi trường',
      30,
      '4G',
      'Đang hoạt động',
      lonOf(row),
      latOf(row),
      null,
    ]);
  sheet.addRow([null, `Tổng cộng: ${ROWS} trạm`]);
  sheet.addRow([]);
  sheet.addRow(['NGƯỜI LẬP BIỂU', null, null, null, null, 'Vĩnh Yên, ngày 31 tháng 12 năm 2020\nGIÁM ĐỐC']);
  sheet.mergeCells(FOOTER, 1, FOOTER, 3);
  sheet.addRow(['Trần Thị B', null, null, null, null, 'Nguyễn Văn A']);
  for (const { cell, value } of MISTAKES) sheet.getCell(cell).value = value;
  sheet.getCell(`${LON}${SWAPPED}`).value = latOf(SWAPPED);
  sheet.getCell(`${LAT}${SWAPPED}`).value = lonOf(SWAPPED);
  sheet.getCell(`${LON}${OUTSIDE}`).value = lonOf(OUTSIDE) + 2;
  sheet.getCell('J4').fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFABCDEF' } };
  sheet.getCell(`${STATUS}6`).note = 'Hỏi lại đội vận hành';
  sheet.getColumn(3).width = 31;
  return Buffer.from(await book.xlsx.writeBuffer());
}

let registry: Registry;
let browser: Browser;

beforeAll(async () => {
  registry = await startRegistry();
  browser = await openBrowser();
});

it('a workbook with mistakes comes back marked, is mended in the marked workbook, and is clean when it is sent again', async () => {
  const tab = await openTab(browser, registry.url, { viewport: { width: 1366, height: 768 }, acceptDownloads: true });
  const { page } = tab;
  await signIn(page);
  await upload(page, { name: NAME, mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: await ownWorkbook() });
  await page.getByTestId('count-withErrors').getByText(String(WRONG_ROWS.length), { exact: true }).waitFor();
  const problems = page.getByRole('region', { name: 'Lỗi và cảnh báo' });
  for (const title of ['Mã lặp lại trong tệp', 'Giá trị không có trong danh mục']) await problems.getByText(title).waitFor();
  const aside = page.getByTestId('left-aside');
  await aside.getByText(`Hàng ${FOOTER - 2} là hàng tổng cộng`).waitFor();
  await aside.getByText(`Hàng ${FOOTER} đến ${FOOTER + 1} là ghi chú, chữ ký dưới bảng`).waitFor();
  await tab.screenshot('round-trip-problems');

  const { path, book, sheet } = await takeBack(page, () => tab.screenshot('round-trip-report-menu'));
  expectMarked(sheet);
  mend(sheet);
  await book.xlsx.writeFile(path);

  await upload(page, path);
  await page.getByText('Không có lỗi hay cảnh báo nào.').waitFor();
  expect(await Promise.all(['new', 'withErrors', 'withWarnings'].map((name) => count(page, name)))).toEqual([ROWS, 0, 0]);
  await tab.screenshot('round-trip-clean');
  await openStep(page, 'Cột');
  const columns = page.getByTestId('columns').locator('tbody tr');
  await columns.first().waitFor();
  expect(await columns.count()).toBe(HEADERS.length);
  expect((await columns.allInnerTexts()).join()).not.toContain(RESULT);
  await page.getByTestId('file-notes').getByText(`đến hết hàng ${HEADER_ROW}; số liệu nằm dưới đó`).waitFor();
  await tab.screenshot('round-trip-columns');

  await openStep(page, 'Kiểm tra');
  await page.getByRole('link', { name: 'Tiếp: Gửi' }).click();
  await page.getByLabel('Lời nhắn cho thẩm định viên').fill('Đã sửa theo kết quả kiểm tra');
  await page.getByRole('button', { name: 'Gửi để thẩm định' }).click();
  await page.getByText('Đã gửi', { exact: true }).first().waitFor();
  await tab.screenshot('round-trip-sent');
  await tab.close();
}, 180_000);

async function signIn(page: Page): Promise<void> {
  await signInOn(page, 'viettel');
  await page.getByTestId('map').waitFor();
}

async function upload(page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.getByRole('navigation', { name: 'Các trang' }).getByRole('link', { name: 'Hồ sơ gửi' }).click();
  // An empty list has a second one.
  await page.getByRole('link', { name: 'Gửi hồ sơ mới' }).first().click();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Tải lên và kiểm tra' }).click();
  await page.waitForURL(/\/submissions\/\d+\?.*step=check/);
}

const openStep = (page: Page, name: string): Promise<void> =>
  page
    .getByRole('navigation', { name: 'Các bước' })
    .getByRole('link', { name: new RegExp(name) })
    .click();

const count = async (page: Page, name: string): Promise<number> => Number.parseInt(await page.getByTestId(`count-${name}`).innerText(), 10);

/** Downloads the workbook by the menu of the page, as it would land on the operator's disk. */
async function takeBack(page: Page, seen: () => Promise<void>): Promise<{ path: string; book: Workbook; sheet: Worksheet }> {
  await page.getByRole('button', { name: 'Tải kết quả kiểm tra' }).click();
  const choice = page.getByRole('menuitem', { name: /Tệp Excel của bạn, kèm chú thích lỗi/ });
  await choice.waitFor();
  // The menu fades in.
  await page.waitForTimeout(500);
  await seen();
  const [download] = await Promise.all([page.waitForEvent('download'), choice.click()]);
  expect(download.suggestedFilename().normalize('NFC')).toBe('Trạm quý 4-ket-qua-kiem-tra.xlsx');
  const path = join(registry.dataDir, download.suggestedFilename());
  await download.saveAs(path);
  const book = new excel.Workbook();
  await book.xlsx.load((await readFile(path)) as never);
  return { path, book, sheet: book.getWorksheet('Trạm mới')! };
}

function expectMarked(sheet: Worksheet): void {
  const marked = [...MISTAKES, { cell: `${CODE}8`, rule: 'ID-01' }, { cell: `${LON}${SWAPPED}`, rule: 'GEO-02' }, { cell: `${LON}${OUTSIDE}`, rule: 'GEO-02' }];
  for (const { cell, rule } of marked)
    expect([cell, noteAt(sheet, cell), fillAt(sheet, cell)]).toEqual([cell, expect.stringMatching(`^LỖI ${rule}: .*\nERROR ${rule}: `), RED]);
  expect(noteAt(sheet, `${LON}${SWAPPED}`)).toContain('đổi chỗ hai tọa độ');
  expect(noteAt(sheet, `${LON}${OUTSIDE}`)).toContain('ngoài tỉnh');
  expect(noteAt(sheet, `${CODE}8`)).toContain('Mã “VT-5” có 2 lần');
  // What is not wrong looks as before, and what was the operator's own is still there.
  for (const cell of [`${TITLE}4`, `${STATUS}7`]) expect([cell, noteAt(sheet, cell), fillAt(sheet, cell)]).toEqual([cell, '', undefined]);
  expect(noteAt(sheet, `${STATUS}6`)).toMatch(/\n-----\nHỏi lại đội vận hành$/);
  expect([sheet.getCell('A1').text, fillAt(sheet, 'J4'), sheet.getColumn(3).width]).toEqual(['DANH SÁCH TRẠM BTS QUÝ 4', 'FFABCDEF', 31]);

  expect(resultAt(sheet, HEADER_ROW)).toBe(RESULT);
  const rows = Array.from({ length: ROWS }, (_, n) => FIRST + n);
  expect(rows.filter((row) => !resultAt(sheet, row).startsWith('mới'))).toEqual([]);
  expect(rows.filter((row) => resultAt(sheet, row).includes('LỖI'))).toEqual(WRONG_ROWS);
  expect(resultAt(sheet, 6)).toContain('LỖI DAT-02 (cột G “Tình trạng”): Tình trạng “đang ngủ đông” không có trong danh mục');
}

/** As an operator would, by what the comments say; the marks stay where they are. */
function mend(sheet: Worksheet): void {
  const set = (cell: string, value: CellValue): void => void (sheet.getCell(cell).value = value);
  set(`${TITLE}5`, 'Trạm Định Trung');
  const [, allowed] = /Chọn trong: (.*)\.\nERROR/.exec(noteAt(sheet, `${STATUS}6`))!;
  set(`${STATUS}6`, allowed!.split(', ')[2]!);
  const [lon, lat] = [sheet.getCell(`${LON}${SWAPPED}`).value, sheet.getCell(`${LAT}${SWAPPED}`).value];
  set(`${LON}${SWAPPED}`, lat);
  set(`${LAT}${SWAPPED}`, lon);
  set(`${LON}${OUTSIDE}`, lonOf(OUTSIDE));
  set(`${CODE}11`, 'VT-8');
}

const RED = 'FFFFC9C9';
const resultAt = (sheet: Worksheet, row: number): string => sheet.getRow(row).getCell(HEADERS.length + 1).text;
const noteAt = (sheet: Worksheet, cell: string): string => {
  const { note } = sheet.getCell(cell);
  return typeof note === 'string' ? note : (note?.texts ?? []).map(({ text }) => text).join('');
};
const fillAt = (sheet: Worksheet, cell: string): string | undefined => (sheet.getCell(cell).fill as { fgColor?: { argb?: string } } | undefined)?.fgColor?.argb;
