import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { rows, sql } from '../database/sql.js';
import { notFound, Problem } from '../http/problem.js';
import { kindNamed } from '../registry/kinds.js';
import { checkPackage, speakingOf } from './checks/check-package.js';
import { ITEM_STALE, noItem } from './items.service.js';
import { leaveOutItems, takeBackItems } from './left-out.sql.js';
import { requireStep } from './steps.js';
import { requireRevision, event } from './submission.js';
import { SubmissionsService } from './submissions.service.js';

interface Gone {
  row: number;
  code: string | null;
}

/** So many are named in the log, where there are more. */
const NAMED = 20;

function inWords(gone: Gone[]): string {
  const named = gone.slice(0, NAMED).map(({ row: at, code }) => [`Hàng ${at}`, code].filter(Boolean).join(': '));
  return [...named, ...(gone.length > NAMED ? [`… (+${gone.length - NAMED})`] : [])].join(', ');
}

/** Rows that are taken out of a package by hand, and put back. */
@Injectable()
export class LeftOutService {
  constructor(
    private readonly database: DataSource,
    private readonly submissions: SubmissionsService,
  ) {}

  /**
   * Takes rows out, all or none; those that are out already stay out.
   * @param expected the revision of the package, or of the one item, that was seen
   * @throws Problem 404 where none of them is there, 409 in a state where none may be left out, 412 when it changed meanwhile.
   */
  async leaveOut(viewer: Viewer, id: number, items: number[], expected: { revision?: number; item?: number } = {}): Promise<{ changed: number }> {
    return this.change(viewer, id, expected.revision, async (manager) => {
      const related = await speakingOf(manager, id, items);
      const gone = await rows<Gone & { revision: number }>(manager, leaveOutItems(sql`i.id = any(${items}::bigint[]) and i.submission_id = ${id}`));
      if (!gone.length) throw noItem(items[0]!);
      if (expected.item !== undefined && gone[0]!.revision !== expected.item) throw new Problem(412, 'stale', ITEM_STALE);
      const kept = gone.map((one) => ({ row: one.row, out: true }));
      await rows(manager, sql`update submissions set kept_edits = kept_edits || ${JSON.stringify(kept)}::jsonb where id = ${id}`);
      await rows(manager, event(id, viewer, 'leave-out', inWords(gone)));
      return { related, changed: gone.length };
    });
  }

  /**
   * Puts rows back as they were; those that are back already stay.
   * @param revision of the package that was seen
   * @throws Problem 404 when none waits any more, 409 in a state where none may be put in, 412 when the package changed meanwhile.
   */
  async takeBack(viewer: Viewer, id: number, items: number[], revision?: number): Promise<{ changed: number }> {
    return this.change(viewer, id, revision, async (manager) => {
      const back = await rows<Gone>(manager, takeBackItems(id, items));
      if (!back.length) throw notFound(NOT_WAITING.vi, NOT_WAITING.en);
      await rows(
        manager,
        sql`update submissions set kept_edits = (
            select coalesce(jsonb_agg(e), '[]') from jsonb_array_elements(kept_edits) e
            where not (e ? 'out' and (e ->> 'row')::int = any(${back.map((one) => one.row)}::int[])))
          where id = ${id}`,
      );
      await rows(manager, event(id, viewer, 'take-back', inWords(back)));
      return { related: items, changed: back.length };
    });
  }

  /** @param work gives the ids of the items that have to be checked again, and how many rows went or came */
  private async change(
    viewer: Viewer,
    id: number,
    revision: number | undefined,
    work: (manager: EntityManager) => Promise<{ related: number[]; changed: number }>,
  ): Promise<{ changed: number }> {
    return this.database.transaction(async (manager) => {
      const submission = await this.submissions.find(viewer, id, manager, true);
      requireStep('edit', submission, viewer);
      if (submission.state === 'in_review') throw new Problem(409, 'in-review', REVIEWED);
      requireRevision(revision, submission);
      const { related, changed } = await work(manager);
      await checkPackage(manager, kindNamed(submission.kind), id, { items: related });
      await rows(manager, sql`update submissions set revision = revision + 1 where id = ${id}`);
      return { changed };
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
