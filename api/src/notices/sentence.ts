import type { Text } from '../registry/field.js';
import { kindNamed } from '../registry/kinds.js';
import type { Notice } from './answers.js';

/** What happened to a submission, as the database wrote it down. */
export type Facts = Omit<Notice, 'id' | 'readAt' | 'sentence'>;

const SENTENCES: Record<Notice['event'], (facts: Facts, package_: Text) => Text> = {
  submitted: ({ submission: { owner, counts } }, { vi, en }) => ({
    vi: `${owner.name} đã gửi ${vi} để thẩm định: ${counts.total} bản ghi.`,
    en: `${owner.name} sent ${en} for review: ${items(counts.total)}.`,
  }),
  withdrawn: ({ submission: { owner } }, { vi, en }) => ({ vi: `${owner.name} đã rút ${vi}.`, en: `${owner.name} withdrew ${en}.` }),
  returned: ({ by }, { vi, en }) => ({ vi: `${by} đã trả lại ${vi} để sửa.`, en: `${by} returned ${en} to be mended.` }),
  decided: ({ by, submission: { counts } }, { vi, en }) => ({
    vi: `${by} đã kết luận ${vi}: duyệt ${counts.approved}, trả lại ${counts.returned}, không duyệt ${counts.rejected} bản ghi.`,
    en: `${by} concluded ${en}: ${items(counts.approved)} approved, ${counts.returned} returned, ${counts.rejected} rejected.`,
  }),
  words: ({ by }, { vi, en }) => ({ vi: `${by} đã viết lời nhắn về ${vi}.`, en: `${by} wrote some words about ${en}.` }),
};

const items = (count: number): string => (count === 1 ? '1 item' : `${count} items`);

/** One whole sentence in both languages. */
export function sentenceOf(facts: Facts): Text {
  const { id, kind, fileName } = facts.submission;
  const { label } = kindNamed(kind);
  return SENTENCES[facts.event](facts, {
    vi: fileName ? `hồ sơ “${fileName}”` : `hồ sơ số ${id} (${label.vi})`,
    en: fileName ? `the submission “${fileName}”` : `submission ${id} (${label.en})`,
  });
}
