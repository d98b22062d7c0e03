import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { visibleSubmission } from '../access/policy.js';
import type { Viewer } from '../access/viewer.js';
import { join, row, rows, sql, type Runner } from '../database/sql.js';
import { CONFIG, type Config } from '../config.js';
import { notFound } from '../http/problem.js';
import type { Page } from '../registry/records.service.js';
import type { SubmissionWithLog } from './answers.js';
import { LAST_BULK_EDIT } from './bulk-edits.sql.js';
import { freeExpired, renewClaim } from './claims.sql.js';
import { LEFT_OUT } from './left-out.sql.js';
import { after, order, queueConditions } from './queue.sql.js';
import type { Severity } from './reading/problem.js';
import { SUBMISSION, withActions, type PresentedSubmission, type Submission } from './submission.js';
import type { State } from './steps.js';

export interface SubmissionQuery {
  state?: State[];
  kind?: string;
  owner?: string;
  /** Returned as a whole, or concluded with records that were returned. */
  returned?: boolean;
  /** Id of a district its items lie in. */
  district?: number;
  /** The worst that the checks found. */
  severity?: Severity[];
  /** Rules that found something in it. */
  rule?: string[];
  claimedBy?: 'me' | 'others' | 'nobody';
  sort?: 'newest' | 'oldest';
  limit?: number;
  cursor?: number;
}

type Log = Pick<SubmissionWithLog, 'events' | 'undo' | 'leftOut'>;

const DEFAULT_PAGE = 50;

@Injectable()
export class SubmissionsService {
  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async list(viewer: Viewer, query: SubmissionQuery): Promise<Page<PresentedSubmission>> {
    await rows(this.database, freeExpired());
    const limit = query.limit ?? DEFAULT_PAGE;
    const conditions = join(
      [
        visibleSubmission(viewer),
        ...(query.state ? [sql`s.state = any(${query.state}::text[])`] : []),
        ...(query.returned ? [sql`(s.state = 'returned' or s.state = 'decided' and (s.counts ->> 'returned')::int > 0)`] : []),
        ...(query.kind ? [sql`s.kind = ${query.kind}`] : []),
        ...(query.owner ? [sql`s.owner = ${query.owner}`] : []),
        ...queueConditions(viewer, query),
      ],
      ' and ',
    );
    const found = await rows<Submission>(
      this.database,
      sql`select ${SUBMISSION} from submissions s where ${conditions} ${after(query)} ${order(query)} limit ${limit + 1}`,
    );
    const items = found.slice(0, limit).map((submission) => withActions(submission, viewer));
    const next = found.length > limit ? String(items.at(-1)!.id) : null;
    if (query.cursor) return { items, next };
    const { total } = (await row<{ total: number }>(this.database, sql`select count(*) as total from submissions s where ${conditions}`))!;
    return { items, next, total };
  }

  /** @param lock for a change: keeps the row until the transaction of `on` ends, and starts the time of the reviewer's claim anew. @throws Problem 404 also for one this user may not see. */
  async find(viewer: Viewer, id: number, on: Runner = this.database, lock = false): Promise<Submission> {
    await rows(on, freeExpired(id));
    if (lock) {
      await rows(on, renewClaim(id, viewer, this.config.claimMinutes));
      // By itself: whoever has to wait here reads afterwards what the other has done, work that was begun included.
      await rows(on, sql`select 1 from submissions where id = ${id} for update`);
    }
    const found = await row<Submission>(on, sql`select ${SUBMISSION} from submissions s where s.id = ${id} and ${visibleSubmission(viewer)}`);
    if (!found) throw notFound(`Không có hồ sơ số ${id} mà bạn được xem.`, `There is no submission ${id} that you may see.`);
    return found;
  }

  async get(viewer: Viewer, id: number): Promise<PresentedSubmission & Log> {
    const submission = withActions(await this.find(viewer, id), viewer);
    const events = await rows<Log['events'][number]>(
      this.database,
      sql`select e.at, u.display_name as by, e.action, e.words, e.item_id as item from submission_events e join users u on u.id = e.by_user where e.submission_id = ${id} order by e.id`,
    );
    const mending =
      submission.actions.includes('edit') &&
      (await row<Pick<Log, 'undo' | 'leftOut'>>(
        this.database,
        sql`select ${LAST_BULK_EDIT} as undo, ${LEFT_OUT} as "leftOut" from submissions s where s.id = ${id}`,
      ));
    return { ...submission, events, ...(mending || { undo: null, leftOut: [] }) };
  }
}
