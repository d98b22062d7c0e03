// The map on paper: what is downloaded has the size of its sheet, the words of the map, and a scale that is true.
import { AxeBuilder } from '@axe-core/playwright';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument, PDFName } from 'pdf-lib';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openTab, signInOn, type Tab } from '../support/browser.js';
import { startRegistry, type Registry } from '../support/registry.js';
import { ROOT } from '../support/surroundings.js';

let registry: Registry;
let browser: Browser;

beforeAll(async () => {
  registry = await startRegistry({ sample: true });
  browser = await openBrowser();
});

/** Ten kilometres east and west along the parallel of 21.3°: on the ellipsoid a degree there is 103,757 m. */
const EAST = 10_000 / 103_757;
const SQUARE = [105.55, 21.26, 105.55 + EAST, 21.26, 105.55 + EAST, 21.34, 105.55, 21.34].map((value) => value.toFixed(6)).join(',');

async function openPrint(query: string): Promise<Tab> {
  const tab = await openTab(browser, registry.url, { acceptDownloads: true });
  const { page } = tab;
  await signInOn(page, 'inspector');
  await page.getByTestId('map').waitFor();
  await page.goto(`${registry.url}/map?${query}`);
  await page.getByTestId('map').waitFor();
  await page.waitForLoadState('networkidle');
  const print = page.getByRole('button', { name: 'In bản đồ' });
  if (!(await print.isVisible())) await page.getByRole('button', { name: 'Công cụ', exact: true }).click();
  await print.click();
  await page.getByTestId('print-preview').waitFor();
  return tab;
}

/** How many signs stand one below the other, left of the words of the keys. */
const signsOnSheet = (page: Page): Promise<number> =>
  page.getByTestId('print-preview').evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const [from, width] = [Math.round(canvas.width * 0.772), Math.round(canvas.width * 0.026)];
    const { data } = canvas.getContext('2d')!.getImageData(from, 0, width, canvas.height);
    const isMarked = Array.from({ length: canvas.height }, (_, y) => {
      const line = data.subarray(y * width * 4, (y + 1) * width * 4);
      return line.some((value, index) => index % 4 < 3 && value < 200);
    });
    return isMarked.filter((marked, y) => marked && !isMarked[y - 1]).length;
  });

async function downloaded(page: Page, button: string): Promise<{ name: string; bytes: Uint8Array }> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  const chunks: Uint8Array[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Uint8Array);
  return { name: file.suggestedFilename(), bytes: new Uint8Array(Buffer.concat(chunks)) };
}

async function keep(name: string, bytes: Uint8Array): Promise<void> {
  const folder = join(ROOT, 'tests/browser/screenshots');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), bytes);
}

/** Width, height and dots to the inch as the file itself says. */
function headOf(png: Uint8Array): { width: number; height: number; dpi: number } {
  const view = new DataView(png.buffer, png.byteOffset);
  expect(Buffer.from(png.subarray(37, 41)).toString()).toBe('pHYs');
  return { width: view.getUint32(16), height: view.getUint32(20), dpi: Math.round(view.getUint32(41) * 0.0254) };
}

/** The leftmost and rightmost column in which the selection's own colour stands. */
const columnsOfSelection = (page: Page, png: Uint8Array): Promise<{ left: number; right: number }> =>
  page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let [left, right] = [image.width, 0];
    for (let i = 0; i < data.length; i += 4) {
      if (Math.abs(data[i]! - 0xb3) > 6 || data[i + 1]! > 8 || Math.abs(data[i + 2]! - 0x5e) > 6) continue;
      const x = (i / 4) % image.width;
      left = Math.min(left, x);
      right = Math.max(right, x);
    }
    return { left, right };
  }, Buffer.from(png).toString('base64'));

it('A4 landscape: PDF of the size of the sheet with embedded letters, PNG with a true scale', async () => {
  const tab = await openPrint(`indicator=cableDoneShare&owner=viettel,vnpt&within=${SQUARE}&view=21.30000,105.60000,11.5`);
  const { page } = tab;
  await page.waitForTimeout(500);
  await tab.screenshot('print-dialog');
  // Each kind of station, cable and land site has its sign before its words.
  expect(await signsOnSheet(page)).toBeGreaterThan(28);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.getByLabel('Tiêu đề').fill('Hạ ngầm cáp: kết quả quý IV – Ủy ban nhân dân tỉnh');
  const pdf = await downloaded(page, 'Tải PDF');
  await keep('print-a4-landscape.pdf', pdf.bytes);
  expect(pdf.name).toBe('Hạ ngầm cáp- kết quả quý IV – Ủy ban nhân dân tỉnh-A4.pdf');
  const document = await PDFDocument.load(pdf.bytes);
  const [sheet] = document.getPages();
  expect(document.getPageCount()).toBe(1);
  expect([sheet!.getWidth(), sheet!.getHeight()].map(Math.round)).toEqual([842, 595]);
  expect(document.getTitle()).toBe('Hạ ngầm cáp: kết quả quý IV – Ủy ban nhân dân tỉnh');
  const fonts = sheet!.node.Resources()!.lookup(PDFName.of('Font'));
  expect(String(fonts)).toContain('BeVietnamPro');

  const png = await downloaded(page, 'Tải PNG');
  await keep('print-a4-landscape.png', png.bytes);
  expect(headOf(png.bytes)).toEqual({ width: 3508, height: 2480, dpi: 300 });
  const { left, right } = await columnsOfSelection(page, png.bytes);
  const millimetres = ((right - left) / 300) * 25.4;
  const scale = Number(await page.getByTestId('print-preview').getAttribute('data-scale'));
  // The line itself is two thirds of a millimetre wide.
  expect(Math.abs((millimetres - 0.66) * scale - 10_000_000) / 10_000_000).toBeLessThan(0.01);
  await tab.close();
}, 240_000);

it.each([
  ['A4', 'Dọc', 2480, 3508, 300],
  ['A3', 'Ngang', 3472, 2456, 210],
])(
  '%s %s',
  async (paper, direction, width, height, dpi) => {
    const tab = await openPrint('indicator=bulkyShare&units=communes2025&asOf=2026-01-01&view=21.36000,105.56000,10.5');
    const { page } = tab;
    const views: number[][] = [];
    const look = () => void views.push((new URL(page.url()).searchParams.get('view') ?? '').split(',').map(Number));
    look();
    page.on('framenavigated', look);
    await page.getByTestId('print').getByText(paper, { exact: true }).click();
    await page.getByTestId('print').getByText(direction, { exact: true }).click();
    await page.getByText('Đang vẽ bản đồ').waitFor({ state: 'detached' });
    await page.getByTestId('print-preview').waitFor();
    const png = await downloaded(page, 'Tải PNG');
    await keep(`print-${paper}-${direction === 'Dọc' ? 'portrait' : 'landscape'}.png`, png.bytes);
    expect(headOf(png.bytes)).toEqual({ width, height, dpi });
    // The map is where it was, and the address never spoke of the part that was drawn for paper.
    await page.keyboard.press('Escape');
    await page.waitForTimeout(600);
    look();
    for (const [lat, lon, zoom] of views) {
      expect(lat).toBeCloseTo(21.36, 2.7);
      expect(lon).toBeCloseTo(105.56, 2.7);
      expect(zoom).toBe(10.5);
    }
    expect((await page.getByTestId('map').boundingBox())!.width).toBeGreaterThan(700);
    await tab.screenshot(`print-after-${paper}`);
    await tab.close();
  },
  240_000,
);
