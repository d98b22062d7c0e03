import { CONTENTS, type Content } from './content.js';
import { problem, type FileProblem } from './format.js';

/** Why a file is not even begun to be read, and what its sender can do. */

const MEGABYTE = 1024 * 1024;
const megabytes = (bytes: number): number => Math.ceil(bytes / MEGABYTE);

export const empty = (): FileProblem => problem('Tệp trống. Chọn tệp có dữ liệu rồi gửi lại.', 'The file is empty. Choose a file with data and send it again.');

export const tooLarge = (size: number, limit: number): FileProblem =>
  problem(
    `Tệp có ${megabytes(size)} MB, vượt giới hạn ${megabytes(limit)} MB. Chia thành nhiều tệp, hoặc nén CSV thành .zip rồi gửi lại.`,
    `The file has ${megabytes(size)} MB, over the limit of ${megabytes(limit)} MB. Divide it, or pack the CSV as .zip and send it again.`,
  );

export const oldExcel = (): FileProblem =>
  problem(
    'Tệp Excel cũ (.xls) không đọc được. Mở tệp bằng Excel, chọn Lưu thành “Excel Workbook (.xlsx)” rồi gửi lại.',
    'Old Excel files (.xls) cannot be read. Open it in Excel, save it as “Excel Workbook (.xlsx)” and send it again.',
  );

export const oldOffice = (): FileProblem =>
  problem(
    'Nội dung là tệp Office định dạng cũ nên không đọc được. Mở tệp bằng Excel, chọn Lưu thành “Excel Workbook (.xlsx)” rồi gửi lại.',
    'The content is an Office file of an old format and cannot be read. Open it in Excel, save it as “Excel Workbook (.xlsx)” and send it again.',
  );

export const locked = (): FileProblem =>
  problem(
    'Tệp Excel có mật khẩu nên không đọc được. Bỏ mật khẩu (Tệp > Thông tin > Bảo vệ), lưu thành .xlsx rồi gửi lại.',
    'The Excel file has a password and cannot be read. Take the password off (File > Info > Protect), save as .xlsx and send it again.',
  );

export const binaryWorkbook = (): FileProblem =>
  problem(
    'Tệp Excel nhị phân (.xlsb) không đọc được. Mở tệp bằng Excel, chọn Lưu thành “Excel Workbook (.xlsx)” rồi gửi lại.',
    'Binary Excel files (.xlsb) cannot be read. Open it in Excel, save it as “Excel Workbook (.xlsx)” and send it again.',
  );

export const openDocument = (): FileProblem =>
  problem(
    'Tệp OpenDocument (.ods) không đọc được. Mở tệp, chọn Lưu thành “Excel (.xlsx)” rồi gửi lại.',
    'OpenDocument files (.ods) cannot be read. Open the file, save it as “Excel (.xlsx)” and send it again.',
  );

export const otherOffice = (extension: string): FileProblem =>
  problem(
    `Tệp có đuôi ${extension} nhưng nội dung là văn bản Word hoặc trình chiếu. Chép bảng sang Excel, lưu thành .xlsx rồi gửi lại.`,
    `The file is called ${extension} but holds a Word document or slides. Copy the table to Excel, save it as .xlsx and send it again.`,
  );

export const workbookCalled = (extension: string): FileProblem =>
  problem(
    `Tệp có đuôi ${extension} nhưng nội dung là tệp Excel. Hãy đổi đuôi thành .xlsx rồi gửi lại.`,
    `The file is called ${extension} but holds an Excel workbook. Rename it to .xlsx and send it again.`,
  );

export function otherContent(extension: string, content: Content): FileProblem {
  if (extension === '.xlsx' || extension === '.xlsm') return notExcel(content);
  if (content === 'zip') return zipCalled(extension);
  const { vi, en, ending } = CONTENTS[content];
  const mend = ending
    ? { vi: `Nếu đúng vậy, đổi đuôi thành ${ending} rồi gửi lại.`, en: `If that is right, rename it to ${ending} and send it again.` }
    : { vi: `Xuất lại dữ liệu thành tệp ${extension} rồi gửi lại.`, en: `Export the data again as a ${extension} file and send it.` };
  return problem(`Tệp có đuôi ${extension} nhưng nội dung là ${vi}. ${mend.vi}`, `The file is called ${extension} but holds ${en}. ${mend.en}`);
}

const zipCalled = (extension: string): FileProblem =>
  problem(
    `Tệp có đuôi ${extension} nhưng nội dung là tệp Excel hoặc tệp nén. Nếu là bảng Excel, đổi đuôi thành .xlsx, nếu là tệp nén, thành .zip, rồi gửi lại.`,
    `The file is called ${extension} but holds an Excel workbook or an archive. If it is an Excel table, rename it to .xlsx, if an archive, to .zip, and send it again.`,
  );

const notExcel = (content: Content): FileProblem =>
  problem(
    `Tệp có đuôi Excel nhưng nội dung không phải .xlsx mà là ${CONTENTS[content].vi}. Mở tệp bằng Excel, chọn Lưu thành “Excel Workbook (.xlsx)” rồi gửi lại.`,
    `The file is called Excel but holds ${CONTENTS[content].en}, not an .xlsx workbook. Open it in Excel, save it as “Excel Workbook (.xlsx)” and send it again.`,
  );

/** Endings that people send and what to do about them. */
const ADVICE: [string[], () => FileProblem][] = [
  [['.xls'], oldExcel],
  [['.xlsb'], binaryWorkbook],
  [['.ods'], openDocument],
  [
    ['.shp', '.dbf', '.shx', '.prj', '.cpg', '.tab', '.dat', '.map', '.id', '.mif', '.mid'],
    () =>
      problem(
        'Đây là một phần của bộ Shapefile hoặc MapInfo. Nén tất cả tệp cùng tên (.shp .dbf .shx .prj, hoặc .tab .dat .map .id, hoặc .mif .mid) thành một tệp .zip rồi gửi lại.',
        'This is one part of a Shapefile or MapInfo table. Pack all files of that name (.shp .dbf .shx .prj, or .tab .dat .map .id, or .mif .mid) into one .zip and send it.',
      ),
  ],
  [
    ['.dwg'],
    () =>
      problem(
        'Bản vẽ DWG không đọc được. Mở bằng AutoCAD, chọn Lưu thành “AutoCAD DXF” rồi gửi lại.',
        'DWG drawings cannot be read. Open it in AutoCAD, save it as “AutoCAD DXF” and send it again.',
      ),
  ],
  [
    ['.rar', '.7z', '.gz', '.tar'],
    () => problem('Chỉ nhận tệp nén .zip. Nén lại thành .zip rồi gửi lại.', 'Only .zip archives are taken. Pack it again as .zip and send it.'),
  ],
];

export function unknownEnding(extension: string, known: string[]): FileProblem {
  const advice = ADVICE.find(([endings]) => endings.includes(extension));
  if (advice) return advice[1]();
  return problem(
    `Không nhận tệp ${extension ? `có đuôi “${extension.slice(0, 12)}”` : 'không có đuôi'}. Gửi một trong các loại: ${known.join(', ')}.`,
    `Files ${extension ? `ending in “${extension.slice(0, 12)}”` : 'without an ending'} are not taken. Send one of: ${known.join(', ')}.`,
  );
}
