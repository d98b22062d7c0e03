import { problem } from '../format.js';
import { elements } from '../elements.js';
import { readXml } from '../xml.js';
import { unescapeXml } from '../xml-text.js';
import type { Archive } from '../zip.js';

export interface SheetPart {
  name: string;
  hidden: boolean;
  path: string;
}

export interface Workbook {
  sheets: SheetPart[];
  /** Days are counted from 1904, as Excel for Mac once did. */
  from1904: boolean;
  /** For each style of a cell: whether its number is a date. */
  dateStyles: boolean[];
  strings: string[];
}

/** What all sheets of a workbook share (ECMA-376 part 1, 18.2, 18.4 and 18.8). */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const main = await relationships(archive, '', 'officeDocument');
  const path = main[0]?.path ?? 'xl/workbook.xml';
  const parts = await relationships(archive, path);
  const { sheets, from1904 } = await readSheetList(archive, path, parts);
  return {
    sheets,
    from1904,
    dateStyles: await readDateStyles(archive, pathOf(parts, 'styles')),
    strings: await readStrings(archive, pathOf(parts, 'sharedStrings')),
  };
}

interface Relationship {
  id: string;
  type: string;
  path: string;
}

const pathOf = (parts: Relationship[], type: string): string | undefined => parts.find((part) => part.type === type)?.path;

/** What a part refers to: `xl/workbook.xml` has `xl/_rels/workbook.xml.rels` beside it. */
async function relationships(archive: Archive, source: string, type?: string): Promise<Relationship[]> {
  const folder = source.slice(0, source.lastIndexOf('/') + 1);
  const found: Relationship[] = [];
  const stream = part(archive, `${folder}_rels/${source.slice(folder.length)}.rels`);
  if (!stream) return found;
  await readXml(stream, {
    open(name, { Id, Type, Target }) {
      if (name !== 'Relationship' || !Target) return;
      found.push({ id: Id ?? '', type: Type?.split('/').at(-1) ?? '', path: Target.startsWith('/') ? Target.slice(1) : folder + Target });
    },
  });
  return type ? found.filter((one) => one.type === type) : found;
}

async function readSheetList(archive: Archive, path: string, parts: Relationship[]): Promise<{ sheets: SheetPart[]; from1904: boolean }> {
  const sheets: SheetPart[] = [];
  let from1904 = false;
  const stream = part(archive, path);
  if (!stream) throw damagedWorkbook();
  await readXml(stream, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
      if (name !== 'sheet') return;
      const target = parts.find((one) => one.id === attributes.id);
      // A sheet that is a chart has no rows.
      if (target?.type === 'worksheet') sheets.push({ name: attributes.name ?? '', hidden: /hidden/i.test(attributes.state ?? ''), path: target.path });
    },
  });
  return { sheets, from1904 };
}

async function readStrings(archive: Archive, path: string | undefined): Promise<string[]> {
  const stream = path ? part(archive, path) : undefined;
  if (!stream) return [];
  const strings: string[] = [];
  for await (const items of elements(stream, 'si')) for (const item of items) strings.push(richText(item));
  return strings;
}

const PLAIN_TEXT = /^<si>\s*<t(?: [^>]*)?>([^<]*)<\/t>\s*<\/si>$/;
const TEXT_RUN = /<(?:\w+:)?t(?: [^>]*)?>([^<]*)<\/(?:\w+:)?t>/g;
/** How Japanese is spoken, beside the text itself. */
const PHONETIC = /<(?:\w+:)?rPh[ >].*?<\/(?:\w+:)?rPh>/gs;

/** The text of a shared or inline string, all its differently formatted runs. */
export function richText(xml: string): string {
  const only = PLAIN_TEXT.exec(xml);
  if (only) return excelText(only[1]!);
  let text = '';
  for (const [, run] of xml.replace(PHONETIC, '').matchAll(TEXT_RUN)) text += run!;
  return excelText(text);
}

/** Signs that XML cannot hold are written _x000D_ (ECMA-376 part 1, 22.9.2.19); NUL cannot be kept anywhere. */
export function excelText(xml: string): string {
  const text = unescapeXml(xml);
  return text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => (hex === '0000' ? '' : String.fromCharCode(parseInt(hex, 16)))) : text;
}

/** Numbers of formats that Excel has without writing them into the file and that show a day (18.8.30). */
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);

async function readDateStyles(archive: Archive, path: string | undefined): Promise<boolean[]> {
  const stream = path ? part(archive, path) : undefined;
  if (!stream) return [];
  const dates = new Set(BUILT_IN_DATES);
  const styles: boolean[] = [];
  let inCells = false;
  await readXml(stream, {
    open(name, { numFmtId, formatCode }) {
      if (name === 'cellXfs') inCells = true;
      if (name === 'numFmt' && formatCode && showsDay(formatCode)) dates.add(Number(numFmtId));
      if (name === 'xf' && inCells) styles.push(dates.has(Number(numFmtId)));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** A format with days or years; months alone could be minutes. Quoted text, escapes and [colours] are no pattern. */
function showsDay(format: string): boolean {
  const pattern = format.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').split(';')[0]!;
  return /[dy]/i.test(pattern) || (/m/i.test(pattern) && !/[hs0#]/i.test(pattern));
}

export function part(archive: Archive, path: string): AsyncIterable<Buffer> | undefined {
  const wanted = path.toLowerCase();
  const entry = archive.find(path) ?? archive.entries.find(({ fileName }) => fileName.toLowerCase() === wanted);
  return entry && archive.stream(entry);
}

export const damagedWorkbook = () =>
  problem(
    'Không mở được tệp Excel: tệp hỏng hoặc không phải .xlsx. Mở tệp bằng Excel, chọn Lưu thành “Excel Workbook (.xlsx)” rồi gửi lại.',
    'The Excel file cannot be opened: it is damaged or no .xlsx. Open it in Excel, save it as “Excel Workbook (.xlsx)” and send it again.',
  );
