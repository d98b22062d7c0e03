import type { Workbook } from 'exceljs';
import { RESULT_HEADER, SUMMARY_SHEET } from '../formats/own-marks.js';
import type { Kind, Text } from '../registry/field.js';
import type { Submission } from '../submissions/submission.js';
import { CHANGE_WORDS, SEVERITY_WORDS, titleOf } from './marks.js';
import type { Found } from './answers.js';
import type { ReportRow } from './report-rows.js';

export interface SummaryLine {
  cells: (string | number | null)[];
  bold?: boolean;
}

const CHANGES: ReportRow['change'][] = ['new', 'changed', 'unchanged', 'conflicting', 'removed'];

const HOW_TO: Text = {
  vi: `Sửa các ô được tô màu rồi gửi lại chính tệp này: cột “${RESULT_HEADER}”, màu và ghi chú của hệ thống được bỏ qua khi đọc.`,
  en: `Mend the coloured cells and send this very file again: the column “${RESULT_HEADER}”, the colours and the comments of the registry are left aside.`,
};

interface SummaryParts {
  submission: Submission;
  kind: Kind;
  rules: Found[];
  /** Codes of records that would be removed; they have no row in the file. */
  removed: string[];
  /** What a person should know about this workbook. */
  remarks: Text[];
}

/** What was found, counted: by what would change and by rule. */
export function summaryLines({ submission, kind, rules, removed, remarks }: SummaryParts): SummaryLine[] {
  const counts = submission.counts as unknown as Record<string, number | undefined>;
  return [
    { cells: [`Kết quả kiểm tra hồ sơ số ${submission.id} / Check of submission ${submission.id}`], bold: true },
    { cells: [`${kind.label.vi} / ${kind.label.en}`, null, submission.owner.name, submission.fileName] },
    { cells: [] },
    ...[...remarks, HOW_TO].map(({ vi, en }) => ({ cells: [null, null, vi, en] })),
    { cells: [] },
    { cells: ['Bản ghi / Items', 'Số lượng'], bold: true },
    ...CHANGES.flatMap((change) => (counts[change] ? [{ cells: [`${CHANGE_WORDS[change].vi} / ${CHANGE_WORDS[change].en}`, counts[change]] }] : [])),
    { cells: ['có lỗi / with errors', submission.counts.withErrors] },
    { cells: ['có cảnh báo / with warnings', submission.counts.withWarnings] },
    { cells: ['tổng cộng / in all', submission.counts.total] },
    { cells: [] },
    { cells: ['Quy tắc / Rule', 'Số bản ghi', 'Nội dung', 'In English'], bold: true },
    ...rules.map(ruleLine),
    ...(rules.length ? [] : [{ cells: [null, null, 'Không có vấn đề nào.', 'Nothing was found.'] }]),
    ...(removed.length ? removedLines(removed) : []),
  ];
}

function ruleLine({ rule, severity, items }: Found): SummaryLine {
  const title = titleOf(rule);
  return { cells: [`${SEVERITY_WORDS[severity].vi} ${rule}`, items, title.vi, `${SEVERITY_WORDS[severity].en}: ${title.en}`] };
}

const removedLines = (codes: string[]): SummaryLine[] => [
  { cells: [] },
  { cells: ['Sẽ bỏ khỏi sổ / To be removed', codes.length], bold: true },
  ...codes.map((code) => ({ cells: [code] })),
];

const WIDTHS = [34, 14, 70, 70];

/** Adds the summary as the last sheet, so that the reader still finds the data in front. */
export function addSummary(book: Workbook, lines: SummaryLine[]): { commit?: () => void } {
  const sheet = book.addWorksheet(SUMMARY_SHEET);
  WIDTHS.forEach((width, index) => (sheet.getColumn(index + 1).width = width));
  for (const { cells, bold } of lines) {
    const row = sheet.addRow(cells);
    if (bold) row.font = { bold };
    if (cells.length > 2) row.alignment = { wrapText: true, vertical: 'top' };
    row.commit();
  }
  return sheet as { commit?: () => void };
}
