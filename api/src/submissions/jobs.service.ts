import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { raw, row, rows, sql, type Runner } from '../database/sql.js';
import { FileProblem } from '../formats/format.js';
import { Problem } from '../http/problem.js';
import type { Text } from '../registry/field.js';
import { unchecked } from './checks/check-mark.js';

export type Task = 'read' | 'check' | 'conclude';
export type Phase = 'waiting' | 'reading' | 'checking' | 'applying';

export interface Job<Input = Record<string, unknown>> {
  id: number;
  submissionId: number;
  task: Task;
  input: Input;
  byUser: number;
  /** Counts up each time a process takes the job: whoever holds an older number has lost it. */
  attempts: number;
}

export interface JobOutcome {
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  problem: (Text & { status: number; code: string }) | null;
}

/** Tells how far the work is. @throws Lost when the job was cancelled or taken over. */
export type Report = (phase: Phase, done: number, total?: number | null) => Promise<void>;
type Work = (job: Job<never>, report: Report) => Promise<void>;

const LEASE = raw(`interval '10 seconds'`);
const RENEW_MS = 3000;
const POLL_MS = 2000;
/** More at once would only share the same processors and need more memory. */
const AT_ONCE = 3;
const MOST_ATTEMPTS = 5;

/** The job is no longer this process's to do. */
export class Lost extends Error {}

const JOB = raw(`j.id, j.submission_id as "submissionId", j.task, j.input, j.by_user as "byUser", j.attempts`);

/**
 * Work that outlives a request: rows that any process takes under a lease. A process that dies leaves its lease to run out,
 * and the next one goes on; whatever a task does must therefore be safe to begin again.
 */
@Injectable()
export class JobsService implements OnApplicationShutdown {
  private readonly log = new Logger('Jobs');
  private readonly works = new Map<Task, Work>();
  private readonly held = new Set<number>();
  private timer?: NodeJS.Timeout;
  /** Takes a job that nobody holds, if there is one. */
  private readonly look = oneAtATime(() => this.takeNext());

  constructor(private readonly database: DataSource) {}

  /** Says who does a task. */
  register<Input>(task: Task, work: (job: Job<Input>, report: Report) => Promise<void>): void {
    this.works.set(task, work as Work);
  }

  /** Looks for work that nobody holds, now and then, until the process ends. */
  start(): void {
    this.timer = setInterval(this.look, POLL_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Until its items are read and checked, nothing that an earlier check found holds. @throws Problem 409 when the submission is being worked on. */
  async add(on: Runner, submissionId: number, task: Task, byUser: number, input: object = {}): Promise<number> {
    if (task !== 'conclude') await rows(on, unchecked(submissionId));
    const added = await row<{ id: number }>(
      on,
      sql`insert into jobs (submission_id, task, by_user, input) values (${submissionId}, ${task}, ${byUser}, ${JSON.stringify(input)}::jsonb)
        on conflict (submission_id) where state in ('queued', 'running') do nothing returning id`,
    );
    if (!added) throw busy();
    return added.id;
  }

  /** Does a job now and waits for its end, at most `ms`; what takes longer goes on by itself. */
  async outcome(id: number, ms: number): Promise<JobOutcome> {
    const until = Date.now() + ms;
    await Promise.race([this.run(id), wait(ms, undefined, { ref: false })]);
    let found = await this.find(id);
    // Another process holds it, or this one has its hands full.
    while ((found.state === 'queued' || found.state === 'running') && Date.now() < until) {
      await wait(200);
      found = await this.find(id);
    }
    return found;
  }

  /** Begins a job without waiting for it. */
  launch(id: number): void {
    void this.run(id).catch((error: Error) => this.log.warn(error.message));
  }

  /** Stops what is under way. @returns the task that was stopped */
  async cancel(on: Runner, submissionId: number): Promise<Task | undefined> {
    const stopped = await row<{ task: Task }>(
      on,
      sql`update jobs set state = 'cancelled', finished_at = now() where submission_id = ${submissionId} and (state in ('queued', 'running') or (state = 'failed'
        and id = (select max(id) from jobs where submission_id = ${submissionId}))) and task <> 'conclude' returning task`,
    );
    return stopped?.task;
  }

  private async find(id: number): Promise<JobOutcome> {
    return (await row<JobOutcome>(this.database, sql`select state, problem from jobs where id = ${id}`)) ?? { state: 'cancelled', problem: null };
  }

  private async takeNext(): Promise<void> {
    const job = this.held.size < AT_ONCE ? await this.take() : undefined;
    if (job) void this.finish(job).catch((error: Error) => this.log.warn(error.message));
  }

  private async run(id: number): Promise<void> {
    const job = this.held.size < AT_ONCE ? await this.take(id) : undefined;
    if (job) await this.finish(job);
  }

  private async finish(job: Job): Promise<void> {
    await this.work(job);
    this.look();
  }

  /** A lease that ran out is free again, unless it is this very process that was kept from renewing it. */
  private async take(id?: number): Promise<Job | undefined> {
    const job = await row<Job>(
      this.database,
      sql`update jobs j set state = 'running', phase = 'waiting', lease_until = now() + ${LEASE}, attempts = j.attempts + 1, started_at = coalesce(j.started_at, now())
        where j.id = (
          select f.id from jobs f where (f.state = 'queued' or (f.state = 'running' and f.lease_until < now()))
            and f.id <> all(${[...this.held]}::bigint[]) and (${id ?? null}::bigint is null or f.id = ${id ?? null})
          order by f.id limit 1 for update skip locked)
        returning ${JOB}`,
    );
    if (job) this.held.add(job.id);
    return job;
  }

  private async work(job: Job): Promise<void> {
    const renewing = setInterval(
      oneAtATime(() => this.renew(job)),
      RENEW_MS,
    ).unref();
    try {
      const problem = await this.attempt(job);
      // Where this cannot be noted, the job is taken up again: it finds its work done, or does it over.
      if (problem !== 'lost') await this.end(job, problem ? 'failed' : 'done', problem);
    } finally {
      clearInterval(renewing);
      this.held.delete(job.id);
    }
  }

  /** @returns what went wrong; 'lost' when it is another's meanwhile */
  private async attempt(job: Job): Promise<JobOutcome['problem'] | 'lost'> {
    try {
      if (job.attempts > MOST_ATTEMPTS) throw gaveUp();
      await this.works.get(job.task)!(job as Job<never>, (phase, done, total) => this.report(job, phase, done, total));
      return null;
    } catch (error) {
      return error instanceof Lost ? 'lost' : this.problemOf(error, job);
    }
  }

  private renew(job: Job): Promise<unknown> {
    return rows(this.database, sql`update jobs set lease_until = now() + ${LEASE} where id = ${job.id} and attempts = ${job.attempts} and state = 'running'`);
  }

  private async report(job: Job, phase: Phase, done: number, total?: number | null): Promise<void> {
    const mine = await row(
      this.database,
      sql`update jobs set phase = ${phase}, done = ${Math.round(done)}, total = ${total ?? null}, lease_until = now() + ${LEASE}
        where id = ${job.id} and attempts = ${job.attempts} and state = 'running' returning id`,
    );
    if (!mine) throw new Lost();
  }

  private end(job: Job, state: 'done' | 'failed', problem: JobOutcome['problem']): Promise<unknown> {
    return rows(
      this.database,
      sql`update jobs set state = ${state}, problem = ${problem ? JSON.stringify(problem) : null}::jsonb, finished_at = now(), lease_until = null
        where id = ${job.id} and attempts = ${job.attempts} and state = 'running'`,
    );
  }

  private problemOf(error: unknown, job: Job): JobOutcome['problem'] {
    if (error instanceof FileProblem) return { ...error.text, status: 422, code: 'unreadable-file' };
    if (error instanceof Problem) return { ...error.detail, status: error.status, code: error.code };
    this.log.error(`job ${job.id} (${job.task})`, (error as Error).stack);
    return { ...UNEXPECTED, status: 500, code: 'work-failed' };
  }
}

/** A statement that waits, for a row that a transaction holds or for the only connection, is not joined by a second one: together they would take all connections. */
function oneAtATime(work: () => Promise<unknown>): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    // What failed is tried again at the next turn.
    void work()
      .catch(() => undefined)
      .finally(() => (waiting = false));
  };
}

/** @throws Lost inside a transaction when the job was cancelled or taken over; else keeps both from happening until it ends. */
export async function holdJob(on: Runner, job: Pick<Job, 'id' | 'attempts'>): Promise<void> {
  const mine = await row(on, sql`select 1 from jobs where id = ${job.id} and attempts = ${job.attempts} and state = 'running' for update`);
  if (!mine) throw new Lost();
}

export const busy = (): Problem =>
  new Problem(409, 'busy', {
    vi: 'Hồ sơ đang được xử lý. Đợi xong, hoặc dừng việc đang chạy, rồi làm tiếp.',
    en: 'The submission is being worked on. Wait for it to end, or stop it, then go on.',
  });

const gaveUp = (): Problem =>
  new Problem(500, 'work-interrupted', {
    vi: 'Việc xử lý đã bị ngắt nhiều lần nên dừng lại. Dữ liệu đã lưu vẫn còn nguyên. Thử lại với tệp nhỏ hơn hoặc báo quản trị viên.',
    en: 'The work was interrupted too often and has stopped. What was saved is safe. Try a smaller file, or tell the administrator.',
  });

const UNEXPECTED: Text = {
  vi: 'Có lỗi ngoài dự kiến khi xử lý hồ sơ. Dữ liệu đã lưu vẫn còn nguyên; thử lại, nếu vẫn lỗi hãy báo quản trị viên kèm số hồ sơ.',
  en: 'An unexpected error occurred while working on the submission. What was saved is safe; try again, and if it fails tell the administrator the number of the submission.',
};
