import type { CellValue, Row, Worksheet } from 'exceljs';
import { batches, FileProblem } from './format.js';
import type { Cell, Format, SourceRow, SourceTable } from './format.js';
import { tableWithHeader } from './table.js';
import { zipEntries } from './zip.js';

/** Unpacked, about 300,000 rows of 25 columns; more would not fit into memory and is more likely a trap than a table. */
const UNPACKED_LIMIT_BYTES = 400 * 1024 * 1024;

/** Parts of a workbook that say nothing about its cells and whose odd forms the library fails on. */
const IGNORED = ['dataValidations', 'conditionalFormatting', 'drawing', 'legacyDrawing', 'picture', 'tableParts', 'extLst', 'pageSetup', 'headerFooter'];

export const XLSX: Format = { name: 'xlsx', label: { vi: 'Excel (.xlsx)', en: 'Excel (.xlsx)' }, extensions: ['.xlsx', '.xlsm'], read };

// The whole workbook at once: the library's streaming reader breaks letters of several bytes at the borders of its chunks.
async function read(path: string): Promise<SourceTable> {
  await checkArchive(path);
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  try {
    await workbook.xlsx.readFile(path, { ignoreNodes: IGNORED } as Parameters<typeof workbook.xlsx.readFile>[1]);
  } catch {
    throw damaged();
  }
  const sheets = workbook.worksheets.filter((sheet) => sheet.state === 'visible' || workbook.worksheets.length === 1);
  return tableWithHeader(batches(rowsOf(sheets.find((sheet) => sheet.actualRowCount > 0))));
}

async function checkArchive(path: string): Promise<void> {
  const entries = await zipEntries(path);
  if (!entries?.some((entry) => entry.name === 'xl/workbook.xml')) throw damaged();
  if (entries.reduce((sum, entry) => sum + entry.size, 0) > UNPACKED_LIMIT_BYTES) throw tooLarge();
}

function* rowsOf(sheet: Worksheet | undefined): Generator<SourceRow> {
  for (let number = 1; sheet && number <= sheet.rowCount; number++) {
    const row = sheet.findRow(number);
    const cells = row ? cellsOf(row) : [];
    if (cells.some((cell) => cell !== null && (typeof cell !== 'string' || cell.trim() !== ''))) yield { row: number, cells };
  }
}

const cellsOf = (row: Row): Cell[] => Array.from({ length: row.cellCount }, (_, index) => cellFrom(ownValue(row, index + 1)));

/** The cells a merged one covers repeat its value in the library; only the first holds it in the sheet. */
function ownValue(row: Row, column: number): CellValue {
  const cell = row.findCell(column);
  return !cell || (cell.isMerged && cell.master !== cell) ? null : cell.value;
}

function cellFrom(value: CellValue): Cell {
  if (value === null || value === undefined || value instanceof Date || typeof value !== 'object') return value ?? null;
  if ('richText' in value) return value.richText.map((part) => part.text).join('');
  if ('hyperlink' in value) return cellFrom(value.text as CellValue);
  if ('result' in value) return cellFrom(value.result as CellValue);
  return 'error' in value ? value.error : null;
}

const damaged = (): FileProblem =>
  new FileProblem({
    vi: 'Không mở được tệp Excel: tệp hỏng hoặc không phải .xlsx. Mở tệp bằng Excel, chọn Lưu thành “Excel Workbook (.xlsx)” rồi gửi lại.',
    en: 'The Excel file cannot be opened: it is damaged or no .xlsx. Open it in Excel, save it as “Excel Workbook (.xlsx)” and send it again.',
  });

const tooLarge = (): FileProblem =>
  new FileProblem({
    vi: 'Tệp Excel quá lớn khi mở ra (hơn 400 MB). Chia thành nhiều tệp, hoặc lưu thành CSV UTF-8 rồi gửi lại.',
    en: 'The Excel file is too large once unpacked (over 400 MB). Divide it into several files, or save it as CSV UTF-8 and send it again.',
  });
