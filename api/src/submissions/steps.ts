import { isAuthority } from '../access/policy.js';
import type { Viewer } from '../access/viewer.js';
import { Problem } from '../http/problem.js';
import { busy } from './jobs.service.js';

export const STATES = ['receiving', 'draft', 'submitted', 'in_review', 'decided', 'returned', 'withdrawn'] as const;
export type State = (typeof STATES)[number];
/** Neither decided nor taken back. */
export const OPEN_STATES: State[] = ['draft', 'submitted', 'in_review', 'returned'];
export type Action =
  'edit' | 'read' | 'cancel' | 'submit' | 'withdraw' | 'claim' | 'release' | 'decide' | 'resolve' | 'return' | 'conclude' | 'follow-up' | 'write';

/** What a step needs to know about a submission. */
export interface StepSubject {
  state: State;
  owner: { code: string };
  byAuthority: boolean;
  claimedBy: { username: string; displayName: string } | null;
  claimedUntil: string | null;
  counts: { returned: number };
  work: { task: string; state: string } | null;
  hasFile: boolean;
}

type Party = (viewer: Viewer, subject: StepSubject) => boolean;

const sender: Party = (viewer, s) => (s.byAuthority ? isAuthority(viewer) : viewer.organization?.code === s.owner.code);
const authority: Party = (viewer) => isAuthority(viewer);
const reviewer: Party = (viewer, s) => isAuthority(viewer) && s.claimedBy?.username === viewer.username;
const sentBack: Party = (viewer, s) => sender(viewer, s) && s.counts.returned > 0;
const either: Party = (viewer, s) => sender(viewer, s) || authority(viewer, s);
/** An administrator may free what somebody else holds. */
const holder: Party = (viewer, s) => reviewer(viewer, s) || viewer.role === 'administrator';

interface Step {
  action: Action;
  from: State[];
  to: State;
  by: Party;
}

/** The workflow: what may be done from which state, by whom, and where it leads. */
export const STEPS: Step[] = [
  { action: 'edit', from: ['draft'], to: 'draft', by: sender },
  { action: 'edit', from: ['returned'], to: 'returned', by: sender },
  { action: 'edit', from: ['in_review'], to: 'in_review', by: reviewer },
  { action: 'read', from: ['draft'], to: 'draft', by: sender },
  { action: 'read', from: ['returned'], to: 'returned', by: sender },
  { action: 'read', from: ['receiving'], to: 'receiving', by: sender },
  { action: 'cancel', from: ['receiving'], to: 'receiving', by: sender },
  { action: 'cancel', from: ['draft'], to: 'draft', by: sender },
  { action: 'cancel', from: ['returned'], to: 'returned', by: sender },
  { action: 'submit', from: ['draft', 'returned'], to: 'submitted', by: sender },
  { action: 'withdraw', from: ['draft', 'submitted', 'returned'], to: 'withdrawn', by: sender },
  { action: 'claim', from: ['submitted'], to: 'in_review', by: authority },
  { action: 'claim', from: ['in_review'], to: 'in_review', by: reviewer },
  { action: 'release', from: ['in_review'], to: 'submitted', by: holder },
  { action: 'decide', from: ['in_review'], to: 'in_review', by: reviewer },
  { action: 'resolve', from: ['in_review'], to: 'in_review', by: reviewer },
  { action: 'return', from: ['in_review'], to: 'returned', by: reviewer },
  { action: 'conclude', from: ['in_review'], to: 'decided', by: reviewer },
  { action: 'follow-up', from: ['decided'], to: 'decided', by: sentBack },
  ...(['submitted', 'in_review', 'returned', 'decided'] as const).map((state): Step => ({ action: 'write', from: [state], to: state, by: either })),
];

export const stepFor = (action: Action, subject: StepSubject, viewer: Viewer): Step | undefined =>
  STEPS.find((step) => step.action === action && step.from.includes(subject.state) && step.by(viewer, subject) && fits(action, subject));

const isBusy = ({ work }: StepSubject): boolean => work !== null && work.state !== 'failed';

/** While work is under way it can only be stopped; the writing of approved items runs to its end. A package that was not read to its end is no package. */
function fits(action: Action, subject: StepSubject): boolean {
  if (action === 'cancel') return subject.work !== null && subject.work.task !== 'conclude';
  const unread = subject.work?.state === 'failed' && subject.work.task === 'read';
  return !isBusy(subject) && (!unread || ['read', 'withdraw'].includes(action));
}

/** What the viewer may do now. Who tries to read a package again that has no file is told so in words of its own. */
export function actionsFor(subject: StepSubject, viewer: Viewer): Action[] {
  const open = STEPS.filter((step) => step.from.includes(subject.state) && step.by(viewer, subject) && fits(step.action, subject));
  return [...new Set(open.map((step) => step.action))].filter((action) => action !== 'read' || subject.hasFile);
}

const STATE_NAMES: Record<State, { vi: string; en: string }> = {
  receiving: { vi: 'đang nhận', en: 'being received' },
  draft: { vi: 'nháp', en: 'a draft' },
  submitted: { vi: 'đã gửi', en: 'submitted' },
  in_review: { vi: 'đang thẩm định', en: 'in review' },
  decided: { vi: 'đã kết luận', en: 'decided' },
  returned: { vi: 'trả lại', en: 'returned' },
  withdrawn: { vi: 'đã rút', en: 'withdrawn' },
};

const ACTION_NAMES: Record<Action, { vi: string; en: string }> = {
  edit: { vi: 'sửa', en: 'edited' },
  read: { vi: 'đọc lại', en: 'read again' },
  cancel: { vi: 'dừng', en: 'stopped' },
  submit: { vi: 'gửi', en: 'submitted' },
  withdraw: { vi: 'rút', en: 'withdrawn' },
  claim: { vi: 'nhận thẩm định', en: 'claimed' },
  release: { vi: 'thôi thẩm định', en: 'released' },
  decide: { vi: 'thẩm định', en: 'decided on' },
  resolve: { vi: 'xử lý xung đột', en: 'resolved' },
  return: { vi: 'trả lại', en: 'returned' },
  conclude: { vi: 'kết luận', en: 'concluded' },
  'follow-up': { vi: 'gửi lại phần bị trả', en: 'followed up' },
  write: { vi: 'viết lời nhắn', en: 'written about' },
};

/** @throws Problem 409 saying in what state it is and who holds it. */
export function requireStep(action: Action, subject: StepSubject, viewer: Viewer): Step {
  const step = stepFor(action, subject, viewer);
  if (step) return step;
  if (action === 'claim' && subject.state === 'in_review' && subject.claimedBy) throw claimed(subject.claimedBy.displayName, subject.claimedUntil);
  if (isBusy(subject)) throw busy();
  const held = subject.claimedBy ? { vi: ` (${subject.claimedBy.username} đang giữ)`, en: ` (held by ${subject.claimedBy.username})` } : { vi: '', en: '' };
  throw new Problem(409, 'not-in-this-state', {
    vi: `Hồ sơ ${STATE_NAMES[subject.state].vi}${held.vi} nên bạn không ${ACTION_NAMES[action].vi} được. Tải lại trang để thấy trạng thái mới.`,
    en: `The submission is ${STATE_NAMES[subject.state].en}${held.en} and cannot be ${ACTION_NAMES[action].en} by you. Reload to see its new state.`,
  });
}

const CLOCK = new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' });

function claimed(name: string, until: string | null): Problem {
  const at = until ? CLOCK.format(new Date(until)) : '';
  return new Problem(409, 'claimed', {
    vi: `${name} đang thẩm định hồ sơ này${at && `, giữ đến ${at}`}. Chọn hồ sơ khác, hoặc nhờ quản trị giải phóng.`,
    en: `${name} is reviewing this submission${at && ` until ${at}`}. Choose another, or ask an administrator to free it.`,
  });
}
