import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { CONFIG, type Config } from '../config.js';
import { rows, sql } from '../database/sql.js';
import { kindNamed } from '../registry/kinds.js';
import { checkAgain } from './checks/check-package.js';
import { ReviewService } from './review.service.js';
import { requireRevision, withActions } from './submission.js';
import { SubmissionsService } from './submissions.service.js';

/** Who is on what: a package belongs to one reviewer at a time, until it is given back or its time runs out. */
@Injectable()
export class ClaimsService {
  constructor(
    private readonly database: DataSource,
    private readonly submissions: SubmissionsService,
    private readonly review: ReviewService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Claiming checks again if the register has moved on while the package waited. Whoever holds it already gets more time. */
  async claim(viewer: Viewer, id: number, revision?: number) {
    const held = await this.submissions.find(viewer, id);
    if (held.state === 'in_review' && held.claimedBy?.username === viewer.username) return this.keep(viewer, id, revision);
    return this.review.step(viewer, id, 'claim', revision, async (manager, submission) => {
      await rows(
        manager,
        sql`update submissions set claimed_by = ${viewer.id}, claimed_until = now() + ${this.config.claimMinutes} * interval '1 minute' where id = ${id}`,
      );
      await checkAgain(manager, kindNamed(submission.kind), id);
    });
  }

  release(viewer: Viewer, id: number, revision?: number) {
    return this.review.step(viewer, id, 'release', revision, async (manager) => {
      await rows(manager, sql`update submissions set claimed_by = null, claimed_until = null where id = ${id}`);
    });
  }

  private keep(viewer: Viewer, id: number, revision: number | undefined) {
    return this.database.transaction(async (manager) => {
      const held = await this.submissions.find(viewer, id, manager, true);
      requireRevision(revision, held);
      return withActions(await this.submissions.find(viewer, id, manager), viewer);
    });
  }
}
