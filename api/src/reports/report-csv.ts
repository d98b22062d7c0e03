import type { Submission } from '../submissions/submission.js';
import { columnOfFinding, SEVERITY_WORDS } from './marks.js';
import type { ReportRow } from './report-rows.js';

const HEADERS = ['Hàng', 'Cột', 'Tiêu đề cột', 'Mã bản ghi', 'Quy tắc', 'Mức độ', 'Nội dung', 'Message'];
const BOM = '\uFEFF';

/** Spreadsheets take a cell that begins so for a formula, whoever wrote it. */
const FORMULA = /^[=+\-@\t\r]/;

export function csvCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[";,\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const csvLine = (cells: string[]): string => `${cells.map(csvCell).join(';')}\r\n`;

/** One line for each thing found. Semicolons, as Vietnamese spreadsheets expect. */
export async function* reportCsv(submission: Submission, pages: AsyncIterable<ReportRow[]>): AsyncGenerator<string> {
  yield BOM + csvLine(HEADERS);
  for await (const rows of pages) yield rows.flatMap((row) => row.checks.map((finding) => csvLine(cellsOf(submission, row, finding)))).join('');
}

function cellsOf({ columns }: Submission, { row, code }: ReportRow, finding: ReportRow['checks'][number]): string[] {
  const at = columnOfFinding(columns, finding);
  const column = at === null ? undefined : columns[at];
  const { rule, severity, message } = finding;
  return [String(row), column?.letter ?? '', column?.header ?? '', code ?? '', rule, SEVERITY_WORDS[severity].vi, message.vi, message.en];
}
