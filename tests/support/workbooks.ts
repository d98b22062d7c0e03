// Workbooks in and out of the registry, and what a reader sees in them.
import excel, { type Workbook, type Worksheet } from 'exceljs';
import type { Client } from './client.js';

export async function open(content: Uint8Array): Promise<Workbook> {
  const book = new excel.Workbook();
  await book.xlsx.load(content as never);
  return book;
}

/** A workbook that the registry gives. */
export async function bookFrom(client: Client, path: string): Promise<Workbook> {
  const answer = await client.get<Uint8Array>(path);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']);
  return open(answer.body);
}

/** Sends a workbook as a file. @returns the submission it becomes */
export async function sent(client: Client, kind: string, book: Workbook, name = 'bang.xlsx'): Promise<any> {
  const content = new Uint8Array(await book.xlsx.writeBuffer());
  const answer = await client.upload('submissions', { kind }, { name, content });
  expect([answer.status, answer.body.detail]).toEqual([201, undefined]);
  return answer.body;
}

export const headersOf = (sheet: Worksheet, row = 1): string[] => (sheet.getRow(row).values as unknown[]).slice(1).map(String);
export const noteOf = (sheet: Worksheet, address: string): string => {
  const { note } = sheet.getCell(address);
  return typeof note === 'string' ? note : (note?.texts ?? []).map(({ text }) => text).join('');
};
export const fillOf = (sheet: Worksheet, address: string): string | undefined =>
  (sheet.getCell(address).fill as { fgColor?: { argb?: string } } | undefined)?.fgColor?.argb;
export const columnOf = (sheet: Worksheet, header: string, row = 1): number => headersOf(sheet, row).findIndex((text) => text.startsWith(header)) + 1;
