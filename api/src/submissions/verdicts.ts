import type { Text } from '../registry/field.js';

export const VERDICTS = ['approved', 'approved_with_fixes', 'returned', 'rejected'] as const;
export type Verdict = (typeof VERDICTS)[number];
/** For texts that are in Vietnamese only, as logs and cells of reports are. */
export const VERDICT_WORDS: Record<string, string> = { approved: 'duyệt', approved_with_fixes: 'duyệt có sửa', returned: 'trả lại', rejected: 'không duyệt' };

/** In place of a verdict: the one that was given is taken back. */
export const UNDECIDED = 'undecided';

/** Why an item was returned or rejected. */
export const REASONS: { code: string; label: Text }[] = [
  { code: 'wrong_location', label: { vi: 'Sai vị trí', en: 'Wrong location' } },
  { code: 'missing_document', label: { vi: 'Thiếu giấy tờ', en: 'Missing document' } },
  { code: 'wrong_data', label: { vi: 'Số liệu không đúng', en: 'Wrong data' } },
  { code: 'duplicate', label: { vi: 'Trùng bản ghi đã có', en: 'Duplicate' } },
  { code: 'not_in_plan', label: { vi: 'Không có trong quy hoạch', en: 'Not in the plan' } },
  { code: 'other', label: { vi: 'Lý do khác', en: 'Other' } },
];
