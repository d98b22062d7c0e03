import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isAuthority } from '../access/policy.js';
import type { Viewer } from '../access/viewer.js';
import { row, rows, sql, type Sql } from '../database/sql.js';
import { notFound } from '../http/problem.js';
import type { Words } from './answers.js';
import { requireStep } from './steps.js';
import { withActions } from './submission.js';
import { SubmissionsService } from './submissions.service.js';
import { isSender, openItems, openReply, openThread } from './words.sql.js';

const WORDS = (which: Sql): Sql => sql`
  select w.id, w.item_id as item, (select i.code from submission_items i where i.id = w.item_id) as code, u.display_name as by, w.by_authority as "byAuthority", w.at, w.words, w.opened_at as "openedAt"
  from submission_words w join users u on u.id = w.by_user where ${which} order by w.id`;

/** What sender and authority say to each other about a package or one of its items. */
@Injectable()
export class WordsService {
  constructor(
    private readonly database: DataSource,
    private readonly submissions: SubmissionsService,
  ) {}

  async list(viewer: Viewer, id: number): Promise<{ items: Words[] }> {
    await this.submissions.find(viewer, id);
    return { items: await rows(this.database, WORDS(sql`w.submission_id = ${id}`)) };
  }

  async write(viewer: Viewer, id: number, words: string, item?: number): Promise<Words> {
    return this.database.transaction(async (manager) => {
      requireStep('write', await this.submissions.find(viewer, id, manager, true), viewer);
      if (item && !(await row(manager, sql`select 1 from submission_items where id = ${item} and submission_id = ${id}`)))
        throw notFound(`Hồ sơ này không có bản ghi số ${item}.`, `This submission has no item ${item}.`);
      const written = await row<{ id: number }>(
        manager,
        sql`insert into submission_words (submission_id, item_id, by_user, by_authority, words)
          values (${id}, ${item ?? null}, ${viewer.id}, ${isAuthority(viewer)}, ${words}) returning id`,
      );
      return (await row<Words>(manager, WORDS(sql`w.id = ${written!.id}`)))!;
    });
  }

  /** The other side's words were opened: those to the package, and those to these items. The whole side has read them then. */
  async open(viewer: Viewer, id: number, items: number[] | 'all' = []) {
    return this.database.transaction(async (manager) => {
      const submission = await this.submissions.find(viewer, id, manager);
      if (isSender(viewer, submission)) {
        await rows(manager, openReply(id));
        await rows(manager, openItems(id, items));
      }
      await rows(manager, openThread(id, !isAuthority(viewer), items));
      return withActions(await this.submissions.find(viewer, id, manager), viewer);
    });
  }
}
