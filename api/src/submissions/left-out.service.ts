import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { row, rows, sql } from '../database/sql.js';
import { notFound, Problem } from '../http/problem.js';
import { kindNamed } from '../registry/kinds.js';
import { checkPackage, speakingOf } from './checks/check-package.js';
import { ITEM_STALE, noItem } from './items.service.js';
import { leaveOutItem, takeBackItem } from './left-out.sql.js';
import { requireStep } from './steps.js';
import { event } from './submission.js';
import { SubmissionsService } from './submissions.service.js';

interface Gone {
  row: number;
  code: string | null;
}

const inWords = ({ row: at, code }: Gone): string => [`Hàng ${at}`, code].filter(Boolean).join(': ');

/** Rows that are taken out of a package by hand, and put back. */
@Injectable()
export class LeftOutService {
  constructor(
    private readonly database: DataSource,
    private readonly submissions: SubmissionsService,
  ) {}

  /** @throws Problem 404 for an item that is not there, 409 in a state where none may be left out, 412 when it changed meanwhile. */
  async leaveOut(viewer: Viewer, id: number, itemId: number, revision?: number): Promise<void> {
    await this.change(viewer, id, async (manager) => {
      const related = await speakingOf(manager, id, [itemId]);
      const gone = await row<Gone & { revision: number }>(manager, leaveOutItem(sql`i.id = ${itemId} and i.submission_id = ${id}`));
      if (!gone) throw noItem(itemId);
      if (revision !== undefined && gone.revision !== revision) throw new Problem(412, 'stale', ITEM_STALE);
      await rows(manager, sql`update submissions set kept_edits = kept_edits || ${JSON.stringify([{ row: gone.row, out: true }])}::jsonb where id = ${id}`);
      await rows(manager, event(id, viewer, 'leave-out', inWords(gone)));
      return related;
    });
  }

  /** Puts a row back as it was. @throws Problem 404 when it does not wait any more, 409 in a state where none may be put in. */
  async takeBack(viewer: Viewer, id: number, itemId: number): Promise<void> {
    await this.change(viewer, id, async (manager) => {
      const back = await row<Gone>(manager, takeBackItem(id, itemId));
      if (!back) throw notFound(NOT_WAITING.vi, NOT_WAITING.en);
      await rows(
        manager,
        sql`update submissions set kept_edits = (
            select coalesce(jsonb_agg(e), '[]') from jsonb_array_elements(kept_edits) e where not (e ? 'out' and e -> 'row' = to_jsonb(${back.row}::int)))
          where id = ${id}`,
      );
      await rows(manager, event(id, viewer, 'take-back', inWords(back)));
      return [itemId];
    });
  }

  /** @param work gives the ids of the items that have to be checked again */
  private async change(viewer: Viewer, id: number, work: (manager: EntityManager) => Promise<number[]>): Promise<void> {
    await this.database.transaction(async (manager) => {
      const submission = await this.submissions.find(viewer, id, manager, true);
      requireStep('edit', submission, viewer);
      if (submission.state === 'in_review') throw new Problem(409, 'in-review', REVIEWED);
      const items = await work(manager);
      await checkPackage(manager, kindNamed(submission.kind), id, { items });
      await rows(manager, sql`update submissions set revision = revision + 1 where id = ${id}`);
    });
  }
}

const NOT_WAITING = {
  vi: 'Hàng này không còn để lấy lại: nó đã được lấy lại rồi, hoặc tệp đã được đọc lại từ đầu.',
  en: 'This row cannot be taken back any more: it is back already, or the file was read again.',
};
const REVIEWED = {
  vi: 'Khi đang thẩm định không bỏ hay lấy lại bản ghi; hãy trả lại hoặc không duyệt bản ghi đó.',
  en: 'Items are not left out or taken back while in review; return or reject the item.',
};
