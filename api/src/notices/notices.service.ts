import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { visibleSubmission } from '../access/policy.js';
import type { Viewer } from '../access/viewer.js';
import { empty, row, rows, sql, type Sql } from '../database/sql.js';
import type { Notice } from './answers.js';
import { sentenceOf } from './sentence.js';

export interface NoticeQuery {
  unread?: boolean;
  limit?: number;
  cursor?: number;
}

/** `all`: also those that no page has shown yet. */
export type Which = { ids: number[] | 'all' } | { submission: number };

const DEFAULT_PAGE = 30;

function chosen(which: Which): Sql {
  if ('submission' in which) return sql`and submission_id = ${which.submission}`;
  return which.ids === 'all' ? empty : sql`and id = any(${which.ids}::bigint[])`;
}

/** What the other side did. The rows are written by triggers (migration 0008), in the transaction of what they tell. */
@Injectable()
export class NoticesService {
  constructor(private readonly database: DataSource) {}

  /** Newest first; nothing about a submission that the user may no longer see. */
  async list(viewer: Viewer, query: NoticeQuery): Promise<{ items: Notice[]; next: string | null; unread: number }> {
    const limit = query.limit ?? DEFAULT_PAGE;
    const found = await rows<Omit<Notice, 'sentence'>>(
      this.database,
      sql`select n.id, n.event, n.created_at as at, u.display_name as by, n.words, n.read_at as "readAt",
          json_build_object('id', s.id, 'kind', s.kind, 'state', s.state, 'fileName', s.file_name, 'counts', s.counts,
            'owner', json_build_object('code', o.code, 'name', o.short_name)) as submission
        from notices n join submissions s on s.id = n.submission_id join organizations o on o.code = s.owner join users u on u.id = n.by_user
        where n.user_id = ${viewer.id} and ${visibleSubmission(viewer)}
          ${query.unread ? sql`and n.read_at is null` : empty} ${query.cursor ? sql`and n.id < ${query.cursor}` : empty}
        order by n.id desc limit ${limit + 1}`,
    );
    const items = found.slice(0, limit).map((notice) => ({ ...notice, sentence: sentenceOf(notice) }));
    return { items, next: found.length > limit && limit > 0 ? String(items.at(-1)!.id) : null, unread: await this.unread(viewer) };
  }

  /** @returns how many are left unread. */
  async markRead(viewer: Viewer, which: Which): Promise<{ unread: number }> {
    await rows(this.database, sql`update notices set read_at = now() where user_id = ${viewer.id} and read_at is null ${chosen(which)}`);
    return { unread: await this.unread(viewer) };
  }

  private async unread(viewer: Viewer): Promise<number> {
    const found = await row<{ unread: number }>(
      this.database,
      sql`select count(*) as unread from notices n join submissions s on s.id = n.submission_id
        where n.user_id = ${viewer.id} and n.read_at is null and ${visibleSubmission(viewer)}`,
    );
    return found!.unread;
  }
}
