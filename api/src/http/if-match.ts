import { Problem } from './problem.js';

/** The revision in an `If-Match: "12"` header; a record's tag `"7-12"` names the record before it. Absent or `*`: any will do. */
export function expected(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const match = /^(?:W\/)?"(?:\d{1,15}-)?(\d{1,9})"$/.exec(header);
  if (match) return Number(match[1]);
  throw new Problem(422, 'bad-if-match', {
    vi: 'Tiêu đề If-Match phải là số phiên bản trong ngoặc kép, ví dụ "3".',
    en: 'The If-Match header must be a revision in quotes, such as "3".',
  });
}
