import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { isAuthority } from '../access/policy.js';
import type { Viewer } from '../access/viewer.js';
import { empty, join, raw, row, rows, sql, type Sql } from '../database/sql.js';
import { notFound, Problem } from '../http/problem.js';
import { OrganizationsService } from '../organizations/organizations.service.js';
import type { Kind } from '../registry/field.js';
import { kindNamed } from '../registry/kinds.js';
import type { Page } from '../registry/records.service.js';
import type { Item, RuleCount } from './answers.js';
import { cellsOf } from './cells.js';
import { checkPackage, registerFields } from './checks/check-package.js';
import { RULES } from './checks/rules.js';
import { keepAsSent, readEdit, touchedBy, writeEdit } from './edits.js';
import { itemConditions, type ItemFilter } from './item-choice.js';
import { blankItem } from './items.sql.js';
import { presentItem, type ItemRow } from './item.js';
import { requireStep } from './steps.js';
import { event, requireRevision, type Submission } from './submission.js';
import { SubmissionsService } from './submissions.service.js';
import { describe, requireSettable } from './typed-values.js';
import { RETURNED } from './words.sql.js';

export interface ItemQuery extends ItemFilter {
  /** A single row, such as one pointed at on the map. */
  id?: number;
  limit?: number;
  cursor?: string;
}

export interface ItemEdit {
  values?: Record<string, unknown>;
  geometry?: unknown;
  /** Of the item that was seen; of the package, for one that is put in. */
  revision?: number;
}

const DEFAULT_PAGE = 200;

/** What was found in an item, the worst first. */
const FINDINGS = sql`(select coalesce(json_agg(json_build_object('rule', f.rule, 'severity', (array['info', 'warning', 'error'])[f.severity], 'path', f.path,
    'column', f.detail -> 'column', 'header', f.detail -> 'header', 'message', json_build_object('vi', f.vi, 'en', f.en)) order by f.severity desc, f.rule), '[]')
  from item_findings f where f.item_id = i.id)`;

const ITEM = (
  kind: Kind,
): Sql => sql`i.id, i.row_number as row, i.code, i.change, coalesce(a.record_id, i.record_id) as "recordId", i.base_revision as "baseRevision", i.data, ${cellsOf('i')} as cells, i.edits -> 'values' as typed,
  st_asgeojson(i.geom, 7)::json as geometry, i.x, i.y, ${FINDINGS} as checks, i.verdict, i.reason, i.comment, a.item_id is not null as applied, i.revision,
  i.fixed_by is not null as fixed, i.as_sent as sent, ${RETURNED} as returned, i.words_opened_at as "wordsOpenedAt",
  case when i.change in ('changed', 'conflicting') and a.item_id is null then ${registerFields(kind)} || jsonb_build_object('geometry', st_asgeojson(r.geom, 7)::jsonb)
    when a.revision > 1 then (select ${registerFields(kind)} || jsonb_build_object('geometry', st_asgeojson(v.geom, 7)::jsonb)
      from record_versions v, jsonb_populate_record(null::${raw(kind.table)}, v.data) r where v.record_id = a.record_id and v.revision = a.revision - 1) end as before,
  case when r.id is not null and i.change in ('changed', 'conflicting') and a.item_id is null and i.geom is not null
    then round(st_distance(st_centroid(i.geom)::geography, st_centroid(r.geom)::geography)::numeric, 1)::float8 end as "movedM"`;

/** Items `i` with what became of them, `a`, and the record `r` they are about. */
const ITEMS = (kind: Kind): Sql =>
  sql`submission_items i left join applied_items a on a.item_id = i.id left join ${raw(kind.table)} r on r.id = coalesce(a.record_id, i.record_id)`;

/** The rows of a package: reading them, mending them, leaving them out. */
@Injectable()
export class ItemsService {
  constructor(
    private readonly database: DataSource,
    private readonly submissions: SubmissionsService,
    private readonly organizations: OrganizationsService,
  ) {}

  async list(viewer: Viewer, id: number, query: ItemQuery): Promise<Page<Item>> {
    const submission = await this.submissions.find(viewer, id);
    const kind = kindNamed(submission.kind);
    const limit = query.limit ?? DEFAULT_PAGE;
    const single = query.id ? [sql`i.id = ${query.id}`] : [];
    const chosen = join([sql`i.submission_id = ${id}`, ...single, ...itemConditions(kind, query)], ' and ');
    const after = query.cursor ? sql` and i.row_number > ${Number(query.cursor)}` : sql``;
    const found = await rows<ItemRow>(
      this.database,
      sql`select ${ITEM(kind)} from ${ITEMS(kind)} where ${chosen}${after} order by i.row_number limit ${limit + 1}`,
    );
    const items = found.slice(0, limit).map((item) => presentItem(kind, submission, item));
    const next = found.length > limit ? String(items.at(-1)!.row) : null;
    if (query.cursor) return { items, next };
    const { total } = (await row<{ total: number }>(this.database, sql`select count(*) as total from submission_items i where ${chosen}`))!;
    return { items, next, total };
  }

  /** How many items each rule found something in, the worst first. @param change only among those that change so */
  async byRule(viewer: Viewer, id: number, change?: string[]): Promise<RuleCount[]> {
    await this.submissions.find(viewer, id);
    const found = await rows<Omit<RuleCount, 'title'>>(
      this.database,
      // Where a rule was set otherwise meanwhile, items checked since then bear another severity than the rest: it is one rule all the same.
      sql`select f.rule, (array['info', 'warning', 'error'])[max(f.severity)] as severity, count(distinct f.item_id) as items
        from item_findings f ${change ? sql`join submission_items i on i.id = f.item_id and i.change = any(${change}::text[])` : empty}
        where f.submission_id = ${id} group by f.rule order by max(f.severity) desc, f.rule`,
    );
    return found.map((one) => ({ ...one, title: RULES.find((rule) => rule.id === one.rule)?.title ?? { vi: one.rule, en: one.rule } }));
  }

  /**
   * Mends an item in place, or puts one more into the package (`null`), and checks what hangs on it again.
   * @throws Problem 409 in a state where it may not be edited, 412 when the item changed meanwhile.
   */
  async edit(viewer: Viewer, id: number, item: number | null, { revision, ...typed }: ItemEdit): Promise<Item> {
    const organizations = await this.organizations.all();
    return this.change(viewer, id, item, revision, async (manager, submission, kind, itemId) => {
      requireSettable(viewer, kind, typed.values ?? {});
      const edit = { ...typed, row: 0, crs: submission.crs?.code, ...(item === null && { added: true as const }) };
      const read = await readEdit(manager, kind, edit, organizations, isAuthority(viewer));
      if ('fault' in read) throw new Problem(422, 'geometry', read.fault, [{ path: 'geometry', rule: 'GEO-01', message: read.fault }]);
      const isFix = submission.state === 'in_review';
      const before = isFix && (await row<{ data: Record<string, unknown> }>(manager, sql`select data from submission_items where id = ${itemId}`));
      if (isFix) await rows(manager, keepAsSent(itemId, edit));
      await writeEdit(manager, kind, itemId, edit, read);
      if (!before) return;
      // What was decided was decided on the old values.
      const fixed = await row<{ code: string | null }>(
        manager,
        sql`update submission_items set verdict = null, reason = null, decided_by = null, decided_at = null, fixed_by = ${viewer.id} where id = ${itemId} returning code`,
      );
      await rows(manager, event(id, viewer, 'fix', `${fixed!.code ?? ''}: ${describe(kind, read.data, touchedBy(edit), before.data)}`, itemId));
    });
  }

  private async change(
    viewer: Viewer,
    id: number,
    wanted: number | null,
    revision: number | undefined,
    write: (manager: EntityManager, submission: Submission, kind: Kind, itemId: number) => Promise<void>,
  ): Promise<Item> {
    return this.database.transaction(async (manager) => {
      const submission = await this.submissions.find(viewer, id, manager, true);
      requireStep('edit', submission, viewer);
      const kind = kindNamed(submission.kind);
      if (wanted === null && submission.state === 'in_review') throw new Problem(409, 'in-review', ADDED_IN_REVIEW);
      const before = await row<{ id: number; revision: number }>(
        manager,
        wanted === null
          ? blankItem(id, kind.ownerField, submission.owner.code)
          : sql`select id, revision from submission_items where id = ${wanted} and submission_id = ${id} for update`,
      );
      if (!before) throw noItem(wanted!);
      const itemId = before.id;
      if (wanted === null) requireRevision(revision, submission);
      else requireRevision(revision, before, ITEM_STALE);
      await write(manager, submission, kind, itemId);
      await checkPackage(manager, kind, id, { items: [itemId] });
      await rows(manager, sql`update submissions set revision = revision + 1 where id = ${id}`);
      const item = await row<ItemRow>(manager, sql`select ${ITEM(kind)} from ${ITEMS(kind)} where i.id = ${itemId}`);
      return presentItem(kind, submission, item!);
    });
  }
}

export const noItem = (itemId: number): Problem => notFound(`Hồ sơ này không có bản ghi số ${itemId}.`, `This submission has no item ${itemId}.`);

export const ITEM_STALE = {
  vi: 'Bản ghi đã được người khác sửa sau khi bạn mở. Tải lại rồi sửa trên bản mới.',
  en: 'The item was changed by somebody else after you opened it. Reload and edit the new state.',
};
const ADDED_IN_REVIEW = {
  vi: 'Hồ sơ đang thẩm định không nhận thêm bản ghi. Lập hồ sơ mới cho bản ghi này.',
  en: 'A submission in review takes no further records. Make a new submission for this one.',
};
