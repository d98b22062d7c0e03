import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { raw, row, rows, sql, type Sql } from '../database/sql.js';
import { notFound, Problem } from '../http/problem.js';
import type { SavedView } from './answers.js';

/** A map as somebody left it: its name, and what stood in its address. */
const MOST = 100;
const VIEW: Sql = raw(`w.id, w.name, w.query, w.created_at as "createdAt", w.updated_at as "updatedAt"`);

/** Views of the map that users keep under names of their own; nobody sees another's. */
@Injectable()
export class ViewsService {
  constructor(private readonly database: DataSource) {}

  list(viewer: Viewer): Promise<SavedView[]> {
    return rows(this.database, sql`select ${VIEW} from saved_views w where w.user_id = ${viewer.id} order by fold(w.name), w.id`);
  }

  /** @throws Problem 409 when the name is taken or there are too many. */
  async save(viewer: Viewer, name: string, query: string): Promise<SavedView> {
    const saved = await row<SavedView>(
      this.database,
      sql`insert into saved_views as w (user_id, name, query) select ${viewer.id}, ${name}, ${query}
        where (select count(*) from saved_views where user_id = ${viewer.id}) < ${MOST} returning ${VIEW}`,
    );
    if (!saved) throw new Problem(409, 'too-many-views', TOO_MANY);
    return saved;
  }

  /** @throws Problem 404 for another user's, 409 when the name is taken. */
  async change(viewer: Viewer, id: number, { name, query }: { name?: string; query?: string }): Promise<SavedView> {
    const changed = await row<SavedView>(
      this.database,
      sql`update saved_views w set name = coalesce(${name ?? null}, w.name), query = coalesce(${query ?? null}, w.query), updated_at = now()
        where w.id = ${id} and w.user_id = ${viewer.id} returning ${VIEW}`,
    );
    if (!changed) throw noView(id);
    return changed;
  }

  /** @throws Problem 404 for another user's. */
  async remove(viewer: Viewer, id: number): Promise<void> {
    if (!(await row(this.database, sql`delete from saved_views where id = ${id} and user_id = ${viewer.id} returning id`))) throw noView(id);
  }
}

const noView = (id: number): Problem => notFound(`Bạn không có chế độ xem số ${id}.`, `You have no view ${id}.`);

const TOO_MANY = {
  vi: `Đã lưu ${MOST} chế độ xem. Xóa những chế độ xem không còn dùng rồi lưu mới.`,
  en: `There are ${MOST} saved views. Delete those no longer needed, then save a new one.`,
};
