import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { visibleSubmission } from '../access/policy.js';
import type { Viewer } from '../access/viewer.js';
import { join, row, rows, sql, type Runner, type Sql } from '../database/sql.js';
import { notFound } from '../http/problem.js';
import type { Page } from '../registry/records.service.js';
import { SUBMISSION, withActions, type Submission } from './submission.js';
import type { State } from './steps.js';

export interface SubmissionQuery {
  state?: State[];
  kind?: string;
  owner?: string;
  limit?: number;
  cursor?: number;
}

export interface LogEntry {
  at: string;
  by: string;
  action: string;
  words: string | null;
}

const DEFAULT_PAGE = 50;

@Injectable()
export class SubmissionsService {
  constructor(private readonly database: DataSource) {}

  /** Newest first. */
  async list(viewer: Viewer, query: SubmissionQuery): Promise<Page<Submission>> {
    const limit = query.limit ?? DEFAULT_PAGE;
    const conditions = join(
      [
        visibleSubmission(viewer),
        ...(query.state ? [sql`s.state = any(${query.state}::text[])`] : []),
        ...(query.kind ? [sql`s.kind = ${query.kind}`] : []),
        ...(query.owner ? [sql`s.owner = ${query.owner}`] : []),
      ],
      ' and ',
    );
    const after: Sql = query.cursor ? sql`and s.id < ${query.cursor}` : sql``;
    const found = await rows<Submission>(
      this.database,
      sql`select ${SUBMISSION} from submissions s where ${conditions} ${after} order by s.id desc limit ${limit + 1}`,
    );
    const items = found.slice(0, limit).map((submission) => withActions(submission, viewer));
    const next = found.length > limit ? String(items.at(-1)!.id) : null;
    if (query.cursor) return { items, next };
    const { total } = (await row<{ total: number }>(this.database, sql`select count(*) as total from submissions s where ${conditions}`))!;
    return { items, next, total };
  }

  /** @param lock keeps the row until the transaction of `on` ends. @throws Problem 404 also for one this user may not see. */
  async find(viewer: Viewer, id: number, on: Runner = this.database, lock = false): Promise<Submission> {
    const found = await row<Submission>(
      on,
      sql`select ${SUBMISSION} from submissions s where s.id = ${id} and ${visibleSubmission(viewer)} ${lock ? sql`for update of s` : sql``}`,
    );
    if (!found) throw notFound(`Không có hồ sơ số ${id} mà bạn được xem.`, `There is no submission ${id} that you may see.`);
    return found;
  }

  async get(viewer: Viewer, id: number): Promise<Submission & { events: LogEntry[] }> {
    const submission = withActions(await this.find(viewer, id), viewer);
    const events = await rows<LogEntry>(
      this.database,
      sql`select e.at, u.display_name as by, e.action, e.words from submission_events e join users u on u.id = e.by_user where e.submission_id = ${id} order by e.id`,
    );
    return { ...submission, events };
  }
}
