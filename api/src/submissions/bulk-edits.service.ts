import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { isAuthority } from '../access/policy.js';
import type { Viewer } from '../access/viewer.js';
import { join, row, rows, sql } from '../database/sql.js';
import { Problem } from '../http/problem.js';
import { OrganizationsService } from '../organizations/organizations.service.js';
import type { Kind } from '../registry/field.js';
import { kindNamed } from '../registry/kinds.js';
import { forgetBulkEdit, keepBefore, putBack } from './bulk-edits.sql.js';
import { checkPackage } from './checks/check-package.js';
import { noteEdit, readEdit, touchedBy } from './edits.js';
import { chosenBy, type ItemChoice } from './item-choice.js';
import { updateItems } from './items.sql.js';
import { JobsService } from './jobs.service.js';
import { requireStep } from './steps.js';
import { event, requireRevision, type Submission } from './submission.js';
import { SubmissionsService } from './submissions.service.js';
import { describe, requireSettable } from './typed-values.js';

/** So many rows are checked again while the sender waits. */
const MANY = 5000;

export interface BulkEdited {
  /** Rows that were written. */
  changed: number;
  /** The check that goes on in the background, when there are many. */
  job: number | null;
}

/** One value for many rows, and the way back. */
@Injectable()
export class BulkEditsService {
  constructor(
    private readonly database: DataSource,
    private readonly submissions: SubmissionsService,
    private readonly organizations: OrganizationsService,
    private readonly jobs: JobsService,
  ) {}

  /**
   * Gives one value to many rows; what hangs on it is checked again. What stood there is kept until the next such edit, so that it can be taken back.
   * @throws Problem 412 when the package changed meanwhile, 422 for a value that cannot be read or a field that is not theirs.
   */
  async edit(viewer: Viewer, id: number, chosen: ItemChoice, values: Record<string, unknown>, revision?: number): Promise<BulkEdited> {
    const organizations = await this.organizations.all();
    return this.change(viewer, id, revision, async (manager, submission, kind) => {
      requireSettable(viewer, kind, values);
      const edit = { row: 0, values, crs: submission.crs?.code };
      const read = await readEdit(manager, kind, edit, organizations, isAuthority(viewer));
      if ('fault' in read) throw new Problem(422, 'geometry', read.fault);
      if (read.problems.length) throw new Problem(422, 'value', read.problems[0]!.message, read.problems);
      const where = join([sql`i.submission_id = ${id}`, sql`i.row_number > 0`, ...chosenBy(kind, chosen)], ' and ');
      const ids = idsOf(await rows<{ id: number }>(manager, sql`select i.id from submission_items i where ${where}`));
      if (ids.length === 0) throw new Problem(409, 'nothing-chosen', NOTHING_CHOSEN);
      const touched = touchedBy(edit);
      const words = describe(kind, read.data, touched);
      await rows(manager, forgetBulkEdit(id));
      await rows(manager, keepBefore({ submissionId: id, by: viewer.id, words, touched, items: ids }));
      await rows(manager, updateItems(sql`i.id = any(${ids}::bigint[])`, kind.codeField, kind.ownerField, read, touched));
      await rows(manager, noteEdit(sql`id = any(${ids}::bigint[])`, edit));
      await rows(manager, event(id, viewer, 'edit-many', `${words} (× ${ids.length})`));
      return ids;
    });
  }

  /**
   * Takes the last of these edits back. Rows that were mended since stay as they are.
   * @throws Problem 409 when there is nothing to take back, 412 when the package changed meanwhile.
   */
  async undo(viewer: Viewer, id: number, revision?: number): Promise<BulkEdited & { left: number }> {
    let left = 0;
    const done = await this.change(viewer, id, revision, async (manager) => {
      const last = await row<{ words: string; items: number }>(
        manager,
        sql`select b.words, b.items from bulk_edits b where b.submission_id = ${id} for update`,
      );
      const ids = last ? idsOf(await rows<{ id: number }>(manager, putBack(id))) : [];
      if (!last || ids.length === 0) throw new Problem(409, 'nothing-to-undo', NOTHING_TO_UNDO);
      left = last.items - ids.length;
      await rows(manager, forgetBulkEdit(id));
      await rows(manager, event(id, viewer, 'undo-many', `${last.words} (× ${ids.length})`));
      return ids;
    });
    return { ...done, left };
  }

  /** Writes items of a package that may be edited, and checks again what hangs on them. @param write gives the ids of what it wrote */
  private async change(
    viewer: Viewer,
    id: number,
    revision: number | undefined,
    write: (manager: EntityManager, submission: Submission, kind: Kind) => Promise<number[]>,
  ): Promise<BulkEdited> {
    return this.database.transaction(async (manager) => {
      const submission = await this.submissions.find(viewer, id, manager, true);
      requireStep('edit', submission, viewer);
      if (submission.state === 'in_review') throw new Problem(409, 'in-review', ONE_BY_ONE);
      requireRevision(revision, submission);
      const kind = kindNamed(submission.kind);
      const ids = await write(manager, submission, kind);
      await rows(manager, sql`update submissions set revision = revision + 1 where id = ${id}`);
      if (ids.length > MANY) return { changed: ids.length, job: await this.jobs.add(manager, id, 'check', viewer.id) };
      await checkPackage(manager, kind, id, { items: ids });
      return { changed: ids.length, job: null };
    });
  }
}

const idsOf = (found: { id: number }[]): number[] => found.map(({ id }) => id);

const ONE_BY_ONE = {
  vi: 'Khi đang thẩm định chỉ sửa từng bản ghi, để người gửi thấy rõ từng chỗ đã sửa.',
  en: 'In review items are mended one by one, so that the sender sees each mend.',
};
const NOTHING_CHOSEN = { vi: 'Không có bản ghi nào trong lựa chọn.', en: 'The choice holds no items.' };
const NOTHING_TO_UNDO = {
  vi: 'Không còn lần đặt giá trị cho nhiều hàng nào để hoàn tác: các hàng đó đã được sửa tiếp, hoặc tệp đã được đọc lại.',
  en: 'There is no value set for many rows left to take back: those rows were mended since, or the file was read again.',
};
