import type { Workbook } from 'exceljs';
import { EXAMPLE_MARK, RESULT_HEADER } from '../formats/own-marks.js';
import type { Field, Kind, Text } from '../registry/field.js';
import { rulesFor } from '../submissions/checks/rules.js';
import type { Severity } from '../submissions/reading/problem.js';
import { takes } from './field-words.js';
import { GUIDE_SHEET } from './sheets.js';
import { placeColumns } from './template-columns.js';

const STEPS: Text[] = [
  { vi: 'Nhập mỗi bản ghi một hàng trong trang “Dữ liệu”, từ hàng 3 trở đi.', en: 'Enter one record a row in the sheet “Dữ liệu”, from row 3 on.' },
  {
    vi: `Hàng 2 là ví dụ: hàng nào có ô đầu bắt đầu bằng “${EXAMPLE_MARK}” thì không được nhập vào hồ sơ, để lại hay xóa đều được.`,
    en: `Row 2 is an example: a row whose first cell begins with “${EXAMPLE_MARK}” is not taken in; keep it or delete it.`,
  },
  { vi: 'Cột có dấu * (màu cam) là bắt buộc.', en: 'Columns with a star (orange) are required.' },
  {
    vi: 'Với bản ghi đã có trong sổ, ô để trống nghĩa là xóa giá trị đó; không muốn thay đổi thông tin nào thì xóa cả cột đó.',
    en: 'For a record already in the register a blank cell empties the field; delete the whole column to leave it as it is.',
  },
  {
    vi: `Đặt chuột lên tiêu đề để xem ghi chú. Có thể đổi thứ tự cột. Cột “${RESULT_HEADER}” của tệp tải về được bỏ qua khi gửi lại.`,
    en: `Point at a header to read its note. Columns may change places. The column “${RESULT_HEADER}” of a downloaded file is left aside when sent again.`,
  },
];

const SEVERITIES: Record<Severity, Text> = {
  error: { vi: 'Lỗi', en: 'Error' },
  warning: { vi: 'Cảnh báo', en: 'Warning' },
  info: { vi: 'Lưu ý', en: 'Note' },
};

/** How to fill the workbook in, what each column takes, and by which rules it is checked. */
export function addGuide(book: Workbook, kind: Kind, fields: Field[]): void {
  const sheet = book.addWorksheet(GUIDE_SHEET);
  [30, 14, 60, 60].forEach((width, index) => (sheet.getColumn(index + 1).width = width));
  const line = (cells: (string | null)[], bold = false): void => {
    const row = sheet.addRow(cells);
    row.alignment = { wrapText: true, vertical: 'top' };
    row.font = { bold };
  };
  const section = (vi: string, en: string): void => {
    sheet.addRow([]);
    sheet.addRow([`${vi} / ${en}`]).font = { bold: true, size: 13 };
  };
  sheet.addRow([`${kind.label.vi} / ${kind.label.en}`]).font = { bold: true, size: 15 };
  section('Cách điền', 'How to fill it in');
  STEPS.forEach(({ vi, en }, index) => line([String(index + 1), null, vi, en]));
  section('Các cột', 'Columns');
  line(['Cột', 'Bắt buộc', 'Giá trị được dùng', 'What it takes'], true);
  for (const field of fields) line([field.label.vi, field.required ? 'Có' : null, takes(field).vi, `${field.label.en}: ${takes(field).en}`]);
  for (const { header, required, takes: place, label } of placeColumns(kind))
    line([header.replace(/ \*$/, ''), required ? 'Có' : null, place.vi, `${label}: ${place.en}`]);
  section('Quy tắc kiểm tra', 'Check rules');
  line(['Quy tắc', 'Mức độ', 'Nội dung', 'In English'], true);
  for (const { id, severity, title } of rulesFor(kind)) line([id, SEVERITIES[severity].vi, title.vi, `${SEVERITIES[severity].en}: ${title.en}`]);
}
