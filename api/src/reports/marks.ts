import { RULES } from '../submissions/checks/rules.js';
import type { Problem, Severity } from '../submissions/reading/problem.js';
import type { Text } from '../registry/field.js';
import type { UnderstoodColumn } from '../submissions/submission.js';
import { REASONS, VERDICT_WORDS } from '../submissions/verdicts.js';
import type { ReportRow } from './report-rows.js';

type Finding = Omit<Problem, 'row'>;

/** What is to be shown at one cell. */
export interface Mark {
  severity: Severity | 'edited';
  comment: string;
}

export const SEVERITY_WORDS: Record<Severity, Text> = {
  error: { vi: 'LỖI', en: 'ERROR' },
  warning: { vi: 'CẢNH BÁO', en: 'WARNING' },
  info: { vi: 'LƯU Ý', en: 'NOTE' },
};

export const EDITED_WORD = 'ĐÃ SỬA';

export const CHANGE_WORDS: Record<ReportRow['change'], Text> = {
  new: { vi: 'mới', en: 'new' },
  changed: { vi: 'thay đổi', en: 'changed' },
  unchanged: { vi: 'không đổi', en: 'unchanged' },
  conflicting: { vi: 'xung đột', en: 'in conflict' },
  removed: { vi: 'bỏ', en: 'removed' },
};

const RANK: Record<Mark['severity'], number> = { error: 3, warning: 2, info: 1, edited: 0 };

export const titleOf = (rule: string): Text => RULES.find(({ id }) => id === rule)?.title ?? { vi: rule, en: rule };

/** The index of the column a finding belongs to, null where the file has no such cell. */
export function columnOfFinding(columns: UnderstoodColumn[], { path, column }: Finding): number | null {
  const byLetter = column === null ? -1 : columns.findIndex(({ letter }) => letter === column);
  const found = byLetter >= 0 ? byLetter : columns.findIndex(({ field }) => field === path);
  return found >= 0 ? found : null;
}

/** Findings as a comment: each says its severity in words, its rule, and the message in both languages. */
export const commentOf = (findings: Finding[]): string =>
  findings
    .map(({ rule, severity, message }) => `${SEVERITY_WORDS[severity].vi} ${rule}: ${message.vi}\n${SEVERITY_WORDS[severity].en} ${rule}: ${message.en}`)
    .join('\n\n');

export const editedComment = (earlier: string): string =>
  `${EDITED_WORD}: đã sửa trên hệ thống; trong tệp là ${earlier === '' ? 'ô trống' : `“${earlier}”`}.\nEDITED: mended in the registry; the file had ${earlier === '' ? 'a blank cell' : `“${earlier}”`}.`;

/** Marks of a row by column index; null stands for the column of results, which takes what has no cell of its own. */
export function marksOf(columns: UnderstoodColumn[], row: ReportRow, edits: Map<number, string>): Map<number | null, Mark> {
  const byColumn = new Map<number | null, Finding[]>();
  for (const finding of row.checks) {
    const column = columnOfFinding(columns, finding);
    byColumn.set(column, [...(byColumn.get(column) ?? []), finding]);
  }
  const marks = new Map<number | null, Mark>([...byColumn].map(([column, findings]) => [column, { severity: worst(findings), comment: commentOf(findings) }]));
  for (const [column, earlier] of edits) {
    const mark = marks.get(column);
    marks.set(column, { severity: mark?.severity ?? 'edited', comment: [...(mark ? [mark.comment] : []), editedComment(earlier)].join('\n\n') });
  }
  return marks;
}

const worst = (findings: Finding[]): Severity => findings.reduce<Severity>((sofar, { severity }) => (RANK[severity] > RANK[sofar] ? severity : sofar), 'info');

/** What the last column says of a row: what it would do, what was found where, what the inspector decided and wrote. */
export function resultOf(columns: UnderstoodColumn[], row: ReportRow): string {
  const found = row.checks.map((finding) => {
    const at = columnOfFinding(columns, finding);
    const column = at === null ? null : columns[at]!;
    const where = column ? ` (${column.letter ? `cột ${column.letter} ` : ''}“${column.header}”)` : '';
    return `${SEVERITY_WORDS[finding.severity].vi} ${finding.rule}${where}: ${finding.message.vi}`;
  });
  return [CHANGE_WORDS[row.change].vi, ...found, ...verdictOf(row), ...row.words.map((words) => `Cơ quan quản lý: ${words}`)].join('\n');
}

function verdictOf({ verdict, reason, comment }: ReportRow): string[] {
  if (!verdict && !comment) return [];
  const why = REASONS.find(({ code }) => code === reason)?.label.vi;
  return [`Thẩm định: ${verdict ? (VERDICT_WORDS[verdict] ?? verdict) : 'chưa kết luận'}${why ? ` (${why})` : ''}${comment ? `: ${comment}` : ''}`];
}
