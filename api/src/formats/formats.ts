import { CSV } from './csv.js';
import { FileProblem } from './format.js';
import type { Format } from './format.js';
import { GEOJSON } from './geojson.js';
import { JSON_ITEMS } from './json.js';
import { XLSX } from './xlsx/xlsx.js';

/** The only list of file formats. */
export const FORMATS: Format[] = [XLSX, CSV, GEOJSON, JSON_ITEMS];

/** Bytes of a file's beginning that `formatFor` wants to see. */
export const FIRST_BYTES = 8;

const ZIP = Buffer.from('PK\x03\x04', 'latin1');
/** OLE container: Excel before 2007, and any newer workbook with a password. */
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** The format of a file by its name, once its first bytes agree. */
export function formatFor(fileName: string, firstBytes: Uint8Array): Format {
  const extension = /\.[^.]*$/.exec(fileName)?.[0].toLowerCase() ?? '';
  const starts = (bytes: Buffer): boolean => bytes.equals(firstBytes.subarray(0, bytes.length));
  if (firstBytes.length === 0) throw problem('Tệp trống. Chọn tệp có dữ liệu rồi gửi lại.', 'The file is empty. Choose a file with data and send it again.');
  if (starts(OLE)) throw extension === '.xls' ? oldExcel() : locked();
  if (extension === '.xls') throw oldExcel();
  const format = FORMATS.find(({ extensions }) => extensions.includes(extension));
  if (!format) throw unknownExtension(extension);
  if (starts(ZIP) !== (format === XLSX)) throw starts(ZIP) ? zipCalled(extension) : notExcel();
  return format;
}

const problem = (vi: string, en: string): FileProblem => new FileProblem({ vi, en });

const oldExcel = (): FileProblem =>
  problem(
    'Tệp Excel cũ (.xls) không đọc được. Mở tệp bằng Excel, chọn Lưu thành “Excel Workbook (.xlsx)” rồi gửi lại.',
    'Old Excel files (.xls) cannot be read. Open it in Excel, save it as “Excel Workbook (.xlsx)” and send it again.',
  );

const locked = (): FileProblem =>
  problem(
    'Tệp Excel có mật khẩu hoặc là định dạng cũ nên không đọc được. Bỏ mật khẩu (Tệp > Thông tin > Bảo vệ), lưu thành .xlsx rồi gửi lại.',
    'The Excel file has a password or is of an old format and cannot be read. Take the password off (File > Info > Protect), save as .xlsx and send it again.',
  );

const zipCalled = (extension: string): FileProblem =>
  problem(
    `Tệp có đuôi ${extension} nhưng nội dung là tệp Excel hoặc tệp nén. Nếu là bảng Excel, đổi đuôi thành .xlsx rồi gửi lại.`,
    `The file is called ${extension} but holds an Excel workbook or an archive. If it is an Excel table, rename it to .xlsx and send it again.`,
  );

const notExcel = (): FileProblem =>
  problem(
    'Tệp có đuôi Excel nhưng nội dung không phải .xlsx. Mở tệp bằng Excel, chọn Lưu thành “Excel Workbook (.xlsx)” rồi gửi lại.',
    'The file is called Excel but does not hold an .xlsx workbook. Open it in Excel, save it as “Excel Workbook (.xlsx)” and send it again.',
  );

const unknownExtension = (extension: string): FileProblem => {
  const known = FORMATS.flatMap(({ extensions }) => extensions).join(', ');
  return problem(
    `Không nhận tệp ${extension ? `có đuôi “${extension.slice(0, 12)}”` : 'không có đuôi'}. Gửi một trong các loại: ${known}.`,
    `Files ${extension ? `ending in “${extension.slice(0, 12)}”` : 'without an ending'} are not taken. Send one of: ${known}.`,
  );
};
