import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { join, row, rows, sql, type Sql } from '../database/sql.js';
import { Problem } from '../http/problem.js';
import type { Kind } from '../registry/field.js';
import { kindNamed } from '../registry/kinds.js';
import { forgetBulkEdit } from './bulk-edits.sql.js';
import { unchecked } from './checks/check-mark.js';
import { checkAgain, checkPackage, speakingOf } from './checks/check-package.js';
import { refuseErrors } from './conclude.service.js';
import { itemConditions, type ItemFilter } from './item-choice.js';
import { pastVerdicts } from './left-out.sql.js';
import { forgetReturned } from './returned-items.sql.js';
import { rowsNamed } from './rows-named.js';
import { requireStep, type Action, type State } from './steps.js';
import { event, requireRevision, withActions, type PresentedSubmission, type Submission } from './submission.js';
import { SubmissionsService } from './submissions.service.js';
import { countItems, summarise } from './summary.sql.js';
import { REASONS, UNDECIDED, VERDICT_WORDS, type Verdict } from './verdicts.js';
import { refuseUnread } from './words.sql.js';

export interface Decision {
  items: 'all' | 'clean' | number[] | ItemFilter;
  verdict: Verdict | typeof UNDECIDED;
  reason?: string;
  comment?: string;
}

/** The steps of a submission after it was received. Each is one transaction that holds the submission's row. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly database: DataSource,
    private readonly submissions: SubmissionsService,
  ) {}

  submit(viewer: Viewer, id: number, message?: string, leaveOutErrors = false, revision?: number) {
    return this.step(viewer, id, 'submit', revision, async (manager, submission) => {
      refuseUnread(viewer, submission);
      if (submission.byAuthority && !(message ?? submission.message)) throw new Problem(409, 'note-needed', NOTE_NEEDED);
      await checkAgain(manager, kindNamed(submission.kind), id);
      await rows(manager, forgetBulkEdit(id));
      if (leaveOutErrors) await leaveOutErroneous(manager, viewer, submission);
      await rows(
        manager,
        sql`update submission_items set verdict = null, reason = null, decided_by = null, decided_at = null, fixed_by = null, as_sent = null
          where submission_id = ${id} and num_nonnulls(verdict, reason, decided_by, decided_at, fixed_by, as_sent) > 0`,
      );
      await rows(manager, forgetReturned(id));
      await rows(manager, pastVerdicts(id));
      await rows(manager, summarise(id));
      refuseToSubmit((await this.submissions.find(viewer, id, manager)).counts);
      await rows(
        manager,
        sql`update submissions set message = coalesce(${message ?? null}, message), submitted_at = now(), claimed_by = null, claimed_until = null, words_opened_at = null where id = ${id}`,
      );
      return message;
    });
  }

  withdraw(viewer: Viewer, id: number, message?: string, revision?: number) {
    return this.step(viewer, id, 'withdraw', revision, async (manager) => {
      await rows(manager, forgetBulkEdit(id));
      return message;
    });
  }

  decide(viewer: Viewer, id: number, { items, verdict, reason, comment }: Decision, revision?: number) {
    const given =
      verdict === UNDECIDED
        ? sql`verdict = null, reason = null, comment = null, decided_by = null, decided_at = null`
        : sql`verdict = ${verdictSql(verdict)}, reason = ${reason ?? null}, comment = ${comment ?? null}, decided_by = ${viewer.id}, decided_at = now()`;
    const work = async (manager: EntityManager, { kind }: Submission) => {
      const which = chosen(items, verdict, kindNamed(kind));
      if (verdict.startsWith('approved')) {
        await refuseErrors(manager, id, which);
        await refuseConflicts(manager, id, which);
      }
      const { decided } = (await row<{ decided: number }>(
        manager,
        sql`with decided as (update submission_items i set ${given}, words_opened_at = null where i.submission_id = ${id} and ${which} returning 1)
          select count(*)::int as decided from decided`,
      ))!;
      if (decided === 0) throw new Problem(409, 'nothing-chosen', NOTHING_CHOSEN);
      await rows(manager, countItems(id));
      return decided > 1 ? manyInWords(decided, verdict, reason) : null;
    };
    return this.step(viewer, id, 'decide', revision, work, verdict === UNDECIDED ? 'undecide' : 'decide');
  }

  sendBack(viewer: Viewer, id: number, comment: string, revision?: number) {
    return this.step(viewer, id, 'return', revision, async (manager) => {
      await rows(manager, sql`update submissions set reply = ${comment}, claimed_by = null, claimed_until = null where id = ${id}`);
      await rows(manager, sql`update submission_items set returned_state = null where submission_id = ${id} and returned_state is not null`);
      return comment;
    });
  }

  async step(
    viewer: Viewer,
    id: number,
    action: Action,
    revision: number | undefined,
    work: (manager: EntityManager, submission: Submission) => Promise<string | null | undefined | void>,
    logged: string = action,
  ): Promise<PresentedSubmission> {
    return this.database.transaction(async (manager) => {
      const submission = await this.submissions.find(viewer, id, manager, true);
      const { to } = requireStep(action, submission, viewer);
      requireRevision(revision, submission);
      const words = await work(manager, submission);
      await this.enter(manager, id, to);
      await rows(manager, event(id, viewer, logged, words ?? null));
      return withActions(await this.submissions.find(viewer, id, manager), viewer);
    });
  }

  private enter(manager: EntityManager, id: number, state: State): Promise<unknown> {
    return row(manager, sql`update submissions set state = ${state}, revision = revision + 1 where id = ${id}`);
  }
}

/** Items a decision speaks of; those that change nothing need no verdict. */
const chosen = (items: Decision['items'], verdict: Decision['verdict'], kind: Kind): Sql => {
  if (items === 'all') return sql`i.verdict is null and i.change <> 'unchanged'`;
  if (items === 'clean') return sql`i.verdict is null and i.change in ('new', 'changed', 'removed') and i.severity < 2`;
  if (!isFilter(items)) return sql`i.id = any(${items}::bigint[]) and i.change <> 'unchanged'`;
  return join(
    [sql`i.change <> 'unchanged'`, verdict === UNDECIDED ? sql`i.verdict is not null` : sql`i.verdict is null`, ...itemConditions(kind, items)],
    ' and ',
  );
};

const isFilter = (items: Decision['items']): items is ItemFilter => typeof items === 'object' && !Array.isArray(items);

/** For the log: a verdict on many says on how many, and why. */
function manyInWords(count: number, verdict: Decision['verdict'], reason?: string): string {
  const why = REASONS.find(({ code }) => code === reason)?.label.vi;
  return [`${count} bản ghi`, VERDICT_WORDS[verdict.startsWith('approved') ? 'approved' : verdict], why].filter(Boolean).join(' · ');
}

/** Of more, all of the package is checked when it is taken up. */
const MOST_CHECKED = 5000;

/** Rows with errors are not sent; which they were stays in the log. What they were compared with is checked again without them. */
async function leaveOutErroneous(manager: EntityManager, viewer: Viewer, { id, kind }: Submission): Promise<void> {
  const wrong = sql`i.submission_id = ${id} and i.severity = 3`;
  const named = await rowsNamed(manager, wrong);
  if (!named) return;
  const gone = new Set((await rows<{ id: number }>(manager, sql`select i.id from submission_items i where ${wrong}`)).map((item) => item.id));
  const compared = (await speakingOf(manager, id, [...gone])).filter((item) => !gone.has(item));
  await rows(manager, sql`delete from submission_items i where ${wrong}`);
  if (compared.length > MOST_CHECKED) await rows(manager, unchecked(id));
  else if (compared.length) await checkPackage(manager, kindNamed(kind), id, { items: compared });
  await rows(manager, event(id, viewer, 'leave-out', `${gone.size} bản ghi còn lỗi: ${named.vi}`));
}

/** What an inspector mended is approved with fixes, whatever was pressed, and nothing else is. */
const verdictSql = (verdict: Verdict): Sql =>
  verdict.startsWith('approved') ? sql`case when i.fixed_by is null then 'approved' else 'approved_with_fixes' end` : sql`${verdict}`;

/** An item in conflict is approved only after somebody chose between the register and the proposal. */
async function refuseConflicts(manager: EntityManager, id: number, approved: Sql): Promise<void> {
  const open = await rowsNamed(manager, sql`i.submission_id = ${id} and i.change = 'conflicting' and ${approved}`);
  if (!open) return;
  throw new Problem(409, 'conflict-unresolved', {
    vi: `Có bản ghi xung đột với sổ đăng ký (${open.vi}). Mở màn hình xung đột, chọn giá trị cho từng trường rồi mới duyệt; hoặc trả lại, không duyệt.`,
    en: `Items are in conflict with the register (${open.en}). Choose a value for each field on the conflict screen before approving; or return or reject them.`,
  });
}

function refuseToSubmit(counts: Submission['counts']): void {
  if (counts.withErrors > 0)
    throw new Problem(409, 'errors-remain', {
      vi: `Còn ${counts.withErrors} bản ghi có lỗi. Sửa các bản ghi đó, hoặc chọn gửi mà bỏ chúng ra.`,
      en: `${counts.withErrors} items still have errors. Mend them, or choose to submit without them.`,
    });
  if (counts.new + counts.changed + counts.removed === 0)
    throw new Problem(409, 'nothing-to-submit', {
      vi: 'Không có bản ghi mới hay thay đổi so với sổ đăng ký nên không cần gửi.',
      en: 'Nothing is new or changed against the register, so there is nothing to submit.',
    });
}

const NOTE_NEEDED = {
  vi: 'Hồ sơ do cơ quan quản lý lập phải có lời ghi lý do. Nhập lý do rồi gửi.',
  en: 'A submission by the authority needs words that say why. Enter them and send again.',
};
const NOTHING_CHOSEN = { vi: 'Không có bản ghi nào trong lựa chọn cần thẩm định.', en: 'No item of the choice needs a verdict.' };
