import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { takesTurns } from '../database/data-source.js';
import { raw, row, rows, sql, type Runner, type Sql } from '../database/sql.js';
import { constraintOf } from '../http/constraints.js';
import { Problem } from '../http/problem.js';
import type { Kind } from '../registry/field.js';
import { kindNamed } from '../registry/kinds.js';
import { applyApproved, findConflicts, setAuthor, takeApproved, type ApprovedItems, type PutDownElsewhere } from './apply.js';
import { isChecked, unchecked } from './checks/check-mark.js';
import { checkPackage } from './checks/check-package.js';
import { JobsService, Lost, holdJob, type Job, type Report } from './jobs.service.js';
import { discardAhead, forgetAhead, placeAhead, placeInTurns } from './placing-ahead.js';
import { rowsNamed } from './rows-named.js';
import { Settling, owesWords } from './settling.js';
import { requireStep, type State } from './steps.js';
import { requireRevision, event } from './submission.js';
import { SubmissionsService } from './submissions.service.js';

interface Input {
  comment: string | null;
  /** When the register is to have learnt of it, for data that is older than the registry itself. */
  recordedAt: string | null;
}

/** From so many rows on, what the query planner knows of a table is out of date. */
const MANY = 500;
/** So many records at a time, and a pause that lets through what a waiting request has to ask. */
const IN_TURNS = { rows: 2000, pauseMs: 25 };
const FOR_EVER_MS = 24 * 3600_000;

const APPROVED = sql`i.verdict in ('approved', 'approved_with_fixes')`;

/** The end of a review: approved items reach the register, all or none, whatever happens to the process meanwhile. */
@Injectable()
export class ConcludeService {
  private readonly log = new Logger('Conclude');

  constructor(
    private readonly database: DataSource,
    private readonly submissions: SubmissionsService,
    private readonly jobs: JobsService,
    private readonly settling: Settling,
  ) {
    jobs.register('conclude', (job: Job<Input>, report) => this.apply(job, report));
  }

  /** @returns the job that writes. @throws Problem 409 while items are undecided, or when a record moved on; then the items concerned wait for a new verdict. */
  async begin(viewer: Viewer, id: number, comment?: string, revision?: number, recordedAt?: string): Promise<number> {
    const conflicts = await this.markConflicts(viewer, id);
    if (conflicts) throw conflictProblem(conflicts);
    return this.database.transaction(async (manager) => {
      const submission = await this.submissions.find(viewer, id, manager, true);
      requireStep('conclude', submission, viewer);
      requireRevision(revision, submission);
      if (submission.counts.undecided > 0) throw undecided(submission.counts.undecided);
      await refuseErrors(manager, id, APPROVED);
      return this.jobs.add(manager, id, 'conclude', viewer.id, { comment: comment ?? null, recordedAt: recordedAt ?? null });
    });
  }

  /** Begins and waits for the end. */
  async conclude(viewer: Viewer, id: number, comment: string, recordedAt: string): Promise<void> {
    const { problem } = await this.jobs.outcome(await this.begin(viewer, id, comment, undefined, recordedAt), FOR_EVER_MS);
    if (problem) throw new Problem(problem.status, problem.code, problem);
  }

  /** One transaction: a process that dies in it leaves the register as it was, and the next one begins again. */
  private async apply(job: Job<Input>, report: Report): Promise<void> {
    const { submissionId: id } = job;
    const { kind: name, approved } = (await row<{ kind: Kind['name']; approved: number }>(
      this.database,
      sql`select kind, (counts ->> 'approved')::int as approved from submissions where id = ${id}`,
    ))!;
    const kind = kindNamed(name);
    await report('applying', 0, approved);
    await discardAhead(this.database, id);
    const attempt = async (): Promise<void> => {
      const prepared = await this.prepare(kind, id, approved);
      await this.database.transaction((manager) => this.write(manager, job, kind, approved, prepared));
    };
    await attempt()
      .catch(async (error: unknown) => {
        if (!isDeadlock(error)) throw error;
        // Two packages with the same new codes, each waiting for the other. Begun once more, this one meets what the other has written.
        await discardAhead(this.database, id);
        return attempt();
      })
      .catch(async (error: unknown) => {
        // Then another process is at it, if there can be one, and what was put down is that one's.
        if (error instanceof Lost && !takesTurns(this.database)) throw error;
        await discardAhead(this.database, id).catch((failure: unknown) => this.log.warn(failure));
        const problem = await this.asConflict(kind, id, error).catch((failure: unknown) => void this.log.warn(failure));
        // So that whoever concludes again has every record looked at.
        if (problem) await rows(this.database, unchecked(id)).catch((failure: unknown) => this.log.warn(failure));
        throw problem ?? error;
      });
    await this.tellOthers(kind, job).catch((error: unknown) => this.log.warn(error));
    if (approved >= MANY) void this.settling.settle(kind);
  }

  /** What another package has changed, or at this very moment written under the same code, is in conflict. Null for any other error. */
  private async asConflict(kind: Kind, id: number, error: unknown): Promise<Problem | null> {
    if (error instanceof Problem && error.code === CONFLICT) return error;
    if (constraintOf(error) !== kind.constraints.identity) return null;
    const found = await findConflicts(this.database, kind, id);
    if (found.length) return conflictProblem(found.length);
    // Comparing has meanwhile taken the item out of the approved ones, or found it to be the same as what was written.
    this.log.warn(error);
    return new Problem(409, CONFLICT, OVERTAKEN);
  }

  /**
   * Where all take turns, whatever can be done before the transaction in which everybody waits. While the job runs nobody decides on an item, and conflicts
   * are looked for again.
   * @returns the approved items, where the new ones have their places and texts; null where all is to be done in the transaction
   */
  private async prepare(kind: Kind, id: number, approved: number): Promise<ApprovedItems[] | null> {
    if (approved < MANY || !takesTurns(this.database)) return null;
    const { parts, moved } = await takeApproved(this.database, kind, id, { size: IN_TURNS.rows });
    if (moved) throw conflictProblem(moved);
    const added = parts.filter((part) => part.isNew);
    try {
      if (added.length) await placeInTurns(this.database, id, added, IN_TURNS.pauseMs);
      return parts;
    } catch (error) {
      this.log.warn(error);
      await discardAhead(this.database, id);
      return null;
    }
  }

  private async write(manager: EntityManager, job: Job<Input>, kind: Kind, approved: number, prepared: ApprovedItems[] | null): Promise<void> {
    const { submissionId: id, byUser } = job;
    await holdJob(manager, job);
    const { state, undecided: open } = (await row<{ state: State; undecided: number }>(
      manager,
      sql`select state, (counts ->> 'undecided')::int as undecided from submissions where id = ${id} for update`,
    ))!;
    // An earlier attempt had written it, and ended before that was noted.
    if (state === 'decided') return;
    // Concluding began when all had verdicts. Another package, written since, has taken some away: those records are not to be left behind without a word.
    if (open) throw conflictProblem(open);
    const unmoved = await isChecked(manager, id, false);
    const { parts, moved } = prepared
      ? { parts: prepared, moved: unmoved ? 0 : (await findConflicts(manager, kind, id)).length }
      : await takeApproved(manager, kind, id, { unmoved });
    if (moved) throw conflictProblem(moved);
    await setAuthor(manager, byUser, id, job.input.comment, job.input.recordedAt ?? undefined);
    const placing = this.placing(id, approved, prepared !== null);
    const relied = await applyApproved(manager, kind, parts, placing);
    if (placing) await rows(manager, owesWords(id));
    const kept = await rows(manager, forgetAhead(id));
    // Who was here before us may have woken up and taken away what belonged to these records.
    if (relied && !kept.length) throw new Error(`What was put down for submission ${id} is gone`);
    await rows(
      manager,
      sql`update submissions set state = 'decided', revision = revision + 1, reply = ${job.input.comment}, decided_at = registry_recorded_at(), claimed_until = null
          where id = ${id}`,
    );
    await rows(manager, event(id, { id: byUser }, 'conclude', job.input.comment));
  }

  /** What puts down places and texts, and leaves the words to `Settling`; undefined where triggers are to do all. */
  private placing(id: number, approved: number, isDone: boolean): PutDownElsewhere | 'done' | undefined {
    if (isDone) return 'done';
    return approved >= MANY && !takesTurns(this.database) ? (parts, left) => this.placeAhead(id, parts, left) : undefined;
  }

  private async placeAhead(id: number, parts: ApprovedItems[], left: Iterable<Sql>): Promise<void> {
    try {
      await placeAhead(this.database, id, parts, left);
    } catch (error) {
      this.log.warn(error);
      throw error;
    }
  }

  /** Items whose record changed since the check lose their verdict, so that both sides are looked at. @returns how many */
  private markConflicts(viewer: Viewer, id: number): Promise<number> {
    return this.database.transaction(async (manager) => {
      const submission = await this.submissions.find(viewer, id, manager, true);
      requireStep('conclude', submission, viewer);
      if (await isChecked(manager, id, false)) return 0;
      const kind = kindNamed(submission.kind);
      return this.compareMoved(manager, kind, id, viewer, await findConflicts(manager, kind, id));
    });
  }

  /** Whoever waits or is at work on what has just moved on sees it at once, not when everything else is decided. */
  private async tellOthers(kind: Kind, { submissionId, byUser }: Pick<Job, 'submissionId' | 'byUser'>): Promise<void> {
    const isAny = await row(
      this.database,
      sql`select 1 from submissions where kind = ${kind.name} and state in ('submitted', 'in_review') and id <> ${submissionId} limit 1`,
    );
    if (!isAny) return;
    const others = await rows<{ id: number; items: number[] }>(this.database, movedOnElsewhere(kind, submissionId));
    for (const { id, items } of others)
      await this.database
        .transaction(async (manager) => {
          const open = await row(manager, sql`select 1 from submissions where id = ${id} and state in ('submitted', 'in_review') for update`);
          if (!open) return;
          await this.compareMoved(manager, kind, id, { id: byUser }, items);
          await rows(manager, sql`update submissions set revision = revision + 1 where id = ${id}`);
        })
        // They are looked for once more when that package is concluded.
        .catch((error: unknown) => this.log.warn(error));
  }

  /** @returns how many of these items, whose records moved on, are in conflict */
  private async compareMoved(manager: EntityManager, kind: Kind, id: number, by: { id: number }, items: number[]): Promise<number> {
    if (!items.length) return 0;
    await checkPackage(manager, kind, id, { items });
    const { found } = (await row<{ found: number }>(
      manager,
      sql`select count(*)::int as found from submission_items where id = any(${items}::bigint[]) and change = 'conflicting'`,
    ))!;
    if (found) await rows(manager, event(id, by, 'conflict', String(found)));
    return found;
  }
}

/** Items of other packages in the authority's hands about records that a package has just written; those that nobody wants any more stay as they are. */
const movedOnElsewhere = (kind: Kind, submissionId: number): Sql => sql`
  select i.submission_id as id, array_agg(i.id order by i.id) as items
  from submission_items m join applied_items a on a.item_id = m.id join ${raw(kind.table)} r on r.id = a.record_id
  join submissions s on s.kind = ${kind.name} and s.state in ('submitted', 'in_review') and s.id <> ${submissionId}
  join submission_items i on i.submission_id = s.id and i.code = m.code and i.owner = m.owner
  where m.submission_id = ${submissionId} and i.change in ('new', 'changed', 'removed') and r.revision is distinct from i.base_revision
    and (i.verdict is null or ${APPROVED}) and not exists (select 1 from applied_items d where d.item_id = i.id)
  group by 1`;

/** @throws Problem 409 naming the first rows that hold errors. */
export async function refuseErrors(on: Runner, id: number, approved: Sql): Promise<void> {
  const bad = await rowsNamed(on, sql`i.submission_id = ${id} and i.severity = 3 and ${approved}`);
  if (!bad) return;
  throw new Problem(409, 'errors-remain', {
    vi: `Không duyệt được bản ghi còn lỗi (${bad.vi}). Sửa lỗi, trả lại hoặc không duyệt các bản ghi đó.`,
    en: `Items with errors cannot be approved (${bad.en}). Mend them, return or reject them.`,
  });
}

const DEADLOCK = '40P01';
const isDeadlock = (error: unknown): boolean => (error as { driverError?: { code?: string } } | null)?.driverError?.code === DEADLOCK;

const CONFLICT = 'conflict';
const conflictProblem = (count: number): Problem =>
  new Problem(409, CONFLICT, {
    vi: `${count} bản ghi đã thay đổi trong sổ đăng ký sau khi hồ sơ được kiểm tra. Chưa có gì được áp dụng. Xem lại các bản ghi “xung đột” rồi thẩm định lại.`,
    en: `${count} records changed in the register after the package was checked. Nothing was applied. Look at the items “in conflict” and decide again.`,
  });

const OVERTAKEN = {
  vi: 'Sổ đăng ký vừa thay đổi đúng lúc hồ sơ này được ghi. Chưa có gì được áp dụng. Xem lại bản ghi “xung đột” nếu có, rồi kết luận lại.',
  en: 'The register changed just while this package was being written. Nothing was applied. Look at items “in conflict”, if there are any, and conclude once more.',
};

const undecided = (count: number): Problem =>
  new Problem(409, 'undecided', {
    vi: `Còn ${count} bản ghi chưa thẩm định. Thẩm định hết rồi mới kết luận được.`,
    en: `${count} items are undecided. Decide on all of them before concluding.`,
  });
