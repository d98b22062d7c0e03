import { readFile } from 'node:fs/promises';
import type { Geometry } from 'geojson';
import { FileProblem } from './format.js';
import type { Cell, SourceColumn, SourceRow } from './format.js';

export type JsonObject = Record<string, unknown>;
export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A JSON file's value; a fault names its line. */
export async function readJson(path: string): Promise<unknown> {
  const text = decode(await readFile(path));
  if (text.trim() === '')
    throw new FileProblem({ vi: 'Tệp trống. Chọn tệp có dữ liệu rồi gửi lại.', en: 'The file is empty. Choose a file with data and send it again.' });
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw notJson(text, error as SyntaxError);
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FileProblem({
      vi: 'Tệp không phải bảng mã UTF-8. Lưu lại tệp với bảng mã UTF-8 rồi gửi lại.',
      en: 'The file is not UTF-8 text. Save it with UTF-8 encoding and send it again.',
    });
  }
}

function notJson(text: string, error: SyntaxError): FileProblem {
  const position = /position (\d+)/.exec(error.message)?.[1];
  const line = position === undefined ? text.split('\n').length : text.slice(0, Number(position)).split('\n').length;
  return new FileProblem({
    vi: `Tệp không phải JSON đúng cú pháp: lỗi ở dòng ${line}. Tệp có thể bị cắt ngang; xuất lại từ phần mềm rồi gửi lại.`,
    en: `The file is not valid JSON: fault in line ${line}. It may have been cut short; export it again and send it again.`,
  });
}

/** Lists become text parted by semicolons. What PostgreSQL cannot store in text (NUL, half characters) is taken out. */
export function cellFromJson(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value.replace(/[\0\p{Cs}]/gu, '');
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return Array.isArray(value) && value.every((part) => !isObject(part)) ? value.map((part) => String(cellFromJson(part) ?? '')).join('; ') : stringified(value);
}

function stringified(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    // Parsing knows no depth, writing does.
    throw new FileProblem({
      vi: 'Tệp có giá trị lồng nhau quá sâu nên không đọc được. Mỗi thuộc tính cần là chữ, số hoặc danh sách ngắn.',
      en: 'The file has values nested too deeply to be read. Every property should be text, a number or a short list.',
    });
  }
}

/** Columns are the names used in any of the objects, in order of appearance. */
export function namesIn(objects: JsonObject[]): SourceColumn[] {
  const names = new Set(objects.flatMap((object) => Object.keys(object)));
  return [...names].map((header) => ({ header, letter: null }));
}

const unstatedIn = (columns: SourceColumn[], object: JsonObject): ReadonlySet<number> =>
  new Set(columns.flatMap(({ header }, column) => (Object.hasOwn(object, header) ? [] : [column])));

export const rowFrom = (columns: SourceColumn[], object: JsonObject, index: number, geometry: unknown): SourceRow => ({
  row: index + 1,
  cells: columns.map(({ header }) => (Object.hasOwn(object, header) ? cellFromJson(object[header]) : null)),
  unstated: unstatedIn(columns, object),
  // Whether it really is a geometry is checked row by row, so that one bad feature does not stop the file.
  ...(geometry === undefined ? {} : { geometry: geometry as Geometry | null }),
});
