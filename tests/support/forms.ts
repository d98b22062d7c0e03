// What a person does on the page of one record's form.
import type { Locator, Page } from 'playwright-core';

export const draftOf = (page: Page): number => Number(new URL(page.url()).searchParams.get('draft'));
export const check = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: /^Kiểm tra/ }).click();
  return page.getByTestId('verdict').innerText();
};
export const choose = async (page: Page, label: string, option: string | RegExp): Promise<void> => {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
};
export const middle = async (place: Locator): Promise<[number, number]> => {
  const { x, y, width, height } = (await place.boundingBox())!;
  return [x + width / 2, y + height / 2];
};
