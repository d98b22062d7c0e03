import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isAuthority } from '../access/policy.js';
import type { Viewer } from '../access/viewer.js';
import { row, rows, sql, type Runner } from '../database/sql.js';
import { Problem } from '../http/problem.js';
import { kindNamed } from '../registry/kinds.js';
import { checkPackage } from './checks/check-package.js';
import { copyReturned } from './follow-up.sql.js';
import { requireStep } from './steps.js';
import { event, requireRevision, withActions } from './submission.js';
import { SubmissionsService } from './submissions.service.js';

/** Sending again what was returned with a decided package. */
@Injectable()
export class FollowUpService {
  constructor(
    private readonly database: DataSource,
    private readonly submissions: SubmissionsService,
  ) {}

  /** @returns a draft with the returned items. @throws Problem 409 when there are none left to send. */
  async start(viewer: Viewer, id: number, revision?: number) {
    return this.database.transaction(async (manager) => {
      const decided = await this.submissions.find(viewer, id, manager, true);
      requireStep('follow-up', decided, viewer);
      requireRevision(revision, decided);
      const draft = (await row<{ id: number }>(
        manager,
        // An inspector has seen the places, and there is no file to read in another zone.
        sql`insert into submissions (kind, state, owner, submitted_by, by_authority, file_name, sample, crs, columns, understood, follows)
          select kind, 'draft', owner, ${viewer.id}, ${isAuthority(viewer)}, file_name, sample, crs - 'assumed', columns,
            jsonb_strip_nulls(jsonb_build_object('byForm', understood -> 'byForm')), id from submissions where id = ${id} returning id`,
      ))!;
      const copied = await rows(manager, copyReturned(id, draft.id));
      if (!copied.length) throw nothingLeft(await followerOf(manager, id));
      await checkPackage(manager, kindNamed(decided.kind), draft.id);
      await rows(manager, event(draft.id, viewer, 'follow-up', `#${id}`));
      return withActions(await this.submissions.find(viewer, draft.id, manager), viewer);
    });
  }
}

/** The package in which the returned items of another are sent again. */
async function followerOf(on: Runner, id: number): Promise<number | undefined> {
  const found = await row<{ id: number }>(
    on,
    sql`select n.submission_id as id from submission_items n join submission_items f on f.id = n.follows_item join submissions s on s.id = n.submission_id
      where f.submission_id = ${id} and s.state not in ('receiving', 'withdrawn') order by 1 desc limit 1`,
  );
  return found?.id;
}

const nothingLeft = (follower: number | undefined): Problem =>
  new Problem(409, 'nothing-returned', {
    vi: follower ? `Các bản ghi bị trả lại đã nằm trong hồ sơ số ${follower}. Mở hồ sơ đó để làm tiếp.` : 'Hồ sơ này không có bản ghi nào bị trả lại.',
    en: follower ? `The returned items are in submission ${follower} already. Go on there.` : 'Nothing of this submission was returned.',
  });
