import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { raw, row, rows, sql, type Sql } from '../database/sql.js';
import { Problem } from '../http/problem.js';
import { columnOf } from '../registry/field.js';
import { kindNamed } from '../registry/kinds.js';
import { checkPackage, countItems } from './checks/check-package.js';
import { refuseErrors } from './conclude.service.js';
import { requireStep, type Action, type State } from './steps.js';
import { event, withActions, type Submission } from './submission.js';
import { SubmissionsService } from './submissions.service.js';
import type { Verdict } from './verdicts.js';

export interface Decision {
  items: 'all' | 'clean' | number[];
  verdict: Verdict;
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
      await checkPackage(manager, kindNamed(submission.kind), id);
      if (leaveOutErrors) await rows(manager, sql`delete from submission_items where submission_id = ${id} and severity = 3`);
      await rows(manager, sql`update submission_items set verdict = null, reason = null, decided_by = null, decided_at = null where submission_id = ${id}`);
      await rows(manager, countItems(id));
      refuseToSubmit((await this.submissions.find(viewer, id, manager)).counts);
      await rows(
        manager,
        sql`update submissions set message = coalesce(${message ?? null}, message), submitted_at = now(), claimed_by = null where id = ${id}`,
      );
      return message;
    });
  }

  withdraw(viewer: Viewer, id: number, message?: string, revision?: number) {
    return this.step(viewer, id, 'withdraw', revision, () => Promise.resolve(message));
  }

  /** Claiming checks again: the register may have moved on while the package waited. */
  claim(viewer: Viewer, id: number, revision?: number) {
    return this.step(viewer, id, 'claim', revision, async (manager, submission) => {
      await rows(manager, sql`update submissions set claimed_by = ${viewer.id} where id = ${id}`);
      await checkPackage(manager, kindNamed(submission.kind), id);
    });
  }

  release(viewer: Viewer, id: number, revision?: number) {
    return this.step(viewer, id, 'release', revision, async (manager) => {
      await rows(manager, sql`update submissions set claimed_by = null where id = ${id}`);
    });
  }

  decide(viewer: Viewer, id: number, decision: Decision, revision?: number) {
    return this.step(viewer, id, 'decide', revision, async (manager, submission) => {
      if (decision.verdict.startsWith('approved')) {
        await refuseErrors(manager, id, chosen(decision));
        await this.rebase(manager, submission, decision);
      }
      const decided = await rows<{ id: number }>(
        manager,
        sql`update submission_items i set verdict = ${decision.verdict}, reason = ${decision.reason ?? null}, comment = ${decision.comment ?? null},
            decided_by = ${viewer.id}, decided_at = now() where i.submission_id = ${id} and ${chosen(decision)} returning i.id`,
      );
      if (decided.length === 0) throw new Problem(409, 'nothing-chosen', NOTHING_CHOSEN);
      await rows(manager, countItems(id));
      return undefined;
    });
  }

  sendBack(viewer: Viewer, id: number, comment: string, revision?: number) {
    return this.step(viewer, id, 'return', revision, async (manager) => {
      await rows(manager, sql`update submissions set reply = ${comment}, claimed_by = null where id = ${id}`);
      return comment;
    });
  }

  /** Approving an item in conflict takes the record as it is now for its base: the inspector has seen both. */
  private rebase(manager: EntityManager, submission: Submission, decision: Decision): Promise<unknown> {
    const kind = kindNamed(submission.kind);
    return rows(
      manager,
      sql`update submission_items i set change = 'changed', record_id = r.id, base_revision = r.revision from ${raw(kind.table)} r
        where i.submission_id = ${submission.id} and i.change = 'conflicting' and ${chosen(decision)}
          and r.${raw(columnOf(kind.ownerField))} = i.owner and r.${raw(columnOf(kind.codeField))} = i.code`,
    );
  }

  private async step(
    viewer: Viewer,
    id: number,
    action: Action,
    revision: number | undefined,
    work: (manager: EntityManager, submission: Submission) => Promise<string | null | undefined | void>,
  ): Promise<Submission> {
    return this.database.transaction(async (manager) => {
      const submission = await this.submissions.find(viewer, id, manager, true);
      const { to } = requireStep(action, submission, viewer);
      if (revision !== undefined && revision !== submission.revision) throw new Problem(412, 'stale', STALE);
      const words = await work(manager, submission);
      await this.enter(manager, id, to);
      await rows(manager, event(id, viewer, action, words ?? null));
      return withActions(await this.submissions.find(viewer, id, manager), viewer);
    });
  }

  private enter(manager: EntityManager, id: number, state: State): Promise<unknown> {
    return row(manager, sql`update submissions set state = ${state}, revision = revision + 1 where id = ${id}`);
  }
}

/** Items a decision speaks of; those that change nothing need no verdict. */
const chosen = ({ items }: Decision): Sql => {
  if (items === 'all') return sql`i.verdict is null and i.change <> 'unchanged'`;
  if (items === 'clean') return sql`i.verdict is null and i.change in ('new', 'changed') and i.severity < 2`;
  return sql`i.id = any(${items}::bigint[]) and i.change <> 'unchanged'`;
};

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

const STALE = {
  vi: 'Hồ sơ đã thay đổi sau khi bạn mở. Tải lại trang rồi làm lại trên trạng thái mới.',
  en: 'The submission has changed since you opened it. Reload and repeat on its new state.',
};
const NOTHING_CHOSEN = { vi: 'Không có bản ghi nào trong lựa chọn cần thẩm định.', en: 'No item of the choice needs a verdict.' };
