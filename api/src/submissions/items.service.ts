import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { isAuthority, maySet } from '../access/policy.js';
import type { Viewer } from '../access/viewer.js';
import { join, raw, row, rows, sql, type Sql } from '../database/sql.js';
import { checkGeometry } from '../geo/geometry.js';
import { notFound, Problem } from '../http/problem.js';
import { OrganizationsService } from '../organizations/organizations.service.js';
import { columnOf, fieldOf, type Kind } from '../registry/field.js';
import { kindNamed } from '../registry/kinds.js';
import type { Page } from '../registry/records.service.js';
import { checkPackage, registerFields, speakingOf } from './checks/check-package.js';
import { updateItem } from './items.sql.js';
import { presentItem, type Item, type ItemRow } from './item.js';
import { readValues } from './reading/rows.js';
import { requireStep } from './steps.js';
import { event, type Submission } from './submission.js';
import { SubmissionsService } from './submissions.service.js';

export interface ItemQuery {
  change?: string[];
  severity?: ('error' | 'warning' | 'info')[];
  verdict?: string[];
  limit?: number;
  cursor?: string;
}

export interface ItemEdit {
  values?: Record<string, unknown>;
  geometry?: unknown;
  revision?: number;
}

const SEVERITY = { info: 1, warning: 2, error: 3 } as const;
const DEFAULT_PAGE = 200;

/** What was found in an item, the worst first. */
const FINDINGS = sql`(select coalesce(json_agg(json_build_object('rule', f.rule, 'severity', (array['info', 'warning', 'error'])[f.severity], 'path', f.path,
    'column', f.detail -> 'column', 'header', f.detail -> 'header', 'message', json_build_object('vi', f.vi, 'en', f.en)) order by f.severity desc, f.rule), '[]')
  from item_findings f where f.item_id = i.id)`;

const ITEM = (
  kind: Kind,
): Sql => sql`i.id, i.row_number as row, i.code, i.change, i.record_id as "recordId", i.base_revision as "baseRevision", i.data, i.cells,
  st_asgeojson(i.geom, 7)::json as geometry, i.x, i.y, ${FINDINGS} as checks, i.verdict, i.reason, i.comment, i.applied_revision is not null as applied, i.revision,
  case when i.change in ('changed', 'conflicting') and i.applied_revision is null then ${registerFields(kind)} || jsonb_build_object('geometry', st_asgeojson(r.geom, 7)::jsonb)
    when i.applied_revision > 1 then (select ${registerFields(kind)} || jsonb_build_object('geometry', st_asgeojson(v.geom, 7)::jsonb)
      from record_versions v, jsonb_populate_record(null::${raw(kind.table)}, v.data) r where v.record_id = i.record_id and v.revision = i.applied_revision - 1) end as before,
  case when r.id is not null and i.change = 'changed' and i.geom is not null
    then round(st_distance(st_centroid(i.geom)::geography, st_centroid(r.geom)::geography)::numeric, 1)::float8 end as "movedM"`;

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
    const chosen = join([sql`i.submission_id = ${id}`, ...conditions(query)], ' and ');
    const after = query.cursor ? sql` and i.id > ${Number(query.cursor)}` : sql``;
    const found = await rows<ItemRow>(
      this.database,
      sql`select ${ITEM(kind)} from submission_items i left join ${raw(kind.table)} r on r.id = i.record_id where ${chosen}${after} order by i.id limit ${limit + 1}`,
    );
    const items = found.slice(0, limit).map((item) => presentItem(kind, submission, item));
    const next = found.length > limit ? String(items.at(-1)!.id) : null;
    if (query.cursor) return { items, next };
    const { total } = (await row<{ total: number }>(this.database, sql`select count(*) as total from submission_items i where ${chosen}`))!;
    return { items, next, total };
  }

  /** Mends an item in place and checks the package again. @throws Problem 409 in a state where it may not be edited, 412 when the item changed meanwhile. */
  async edit(viewer: Viewer, id: number, itemId: number, edit: ItemEdit): Promise<Item> {
    const organizations = await this.organizations.all();
    return this.change(viewer, id, itemId, edit.revision, async (manager, submission, kind) => {
      const { values, touched } = editedValues(viewer, kind, edit);
      const read = readValues(kind, values, {
        crs: submission.crs?.code ?? 'EPSG:4326',
        organizations,
        authority: isAuthority(viewer),
      });
      if (edit.geometry !== undefined) {
        const checked = checkGeometry(edit.geometry, kind.geometry);
        if ('fault' in checked) throw new Problem(422, 'geometry', checked.fault, [{ path: 'geometry', rule: 'GEO-01', message: checked.fault }]);
        read.geometry = checked.geometry;
        read.srid = 4326;
      }
      await rows(manager, updateItem(itemId, kind.codeField, kind.ownerField, read, touched));
      if (submission.state !== 'in_review') return;
      // What was decided was decided on the old values.
      await rows(manager, sql`update submission_items set verdict = null, reason = null, decided_by = null, decided_at = null where id = ${itemId}`);
      await rows(manager, event(id, viewer, 'fix', describe(kind, read.data)));
    });
  }

  /** Takes a row out of a draft. */
  async leaveOut(viewer: Viewer, id: number, itemId: number): Promise<void> {
    await this.database.transaction(async (manager) => {
      const submission = await this.submissions.find(viewer, id, manager, true);
      requireStep('edit', submission, viewer);
      if (submission.state === 'in_review') throw new Problem(409, 'in-review', REVIEWED);
      const related = await speakingOf(manager, id, [itemId]);
      const gone = await row(manager, sql`delete from submission_items where id = ${itemId} and submission_id = ${id} returning id`);
      if (!gone) throw noItem(itemId);
      await checkPackage(manager, kindNamed(submission.kind), id, { items: related });
      await rows(manager, sql`update submissions set revision = revision + 1 where id = ${id}`);
    });
  }

  private async change(
    viewer: Viewer,
    id: number,
    itemId: number,
    revision: number | undefined,
    write: (manager: EntityManager, submission: Submission, kind: Kind) => Promise<void>,
  ): Promise<Item> {
    return this.database.transaction(async (manager) => {
      const submission = await this.submissions.find(viewer, id, manager, true);
      requireStep('edit', submission, viewer);
      const kind = kindNamed(submission.kind);
      const before = await row<{ revision: number }>(
        manager,
        sql`select revision from submission_items where id = ${itemId} and submission_id = ${id} for update`,
      );
      if (!before) throw noItem(itemId);
      if (revision !== undefined && before.revision !== revision) throw new Problem(412, 'stale', STALE);
      await write(manager, submission, kind);
      await checkPackage(manager, kind, id, { items: [itemId] });
      await rows(manager, sql`update submissions set revision = revision + 1 where id = ${id}`);
      const item = await row<ItemRow>(
        manager,
        sql`select ${ITEM(kind)} from submission_items i left join ${raw(kind.table)} r on r.id = i.record_id where i.id = ${itemId}`,
      );
      return presentItem(kind, submission, item!);
    });
  }
}

const conditions = (query: ItemQuery): Sql[] => [
  ...(query.change ? [sql`i.change = any(${query.change}::text[])`] : []),
  ...(query.severity ? [sql`i.severity = any(${query.severity.map((name) => SEVERITY[name])}::int[])`] : []),
  ...(query.verdict ? [sql`coalesce(i.verdict, 'undecided') = any(${query.verdict}::text[])`] : []),
];

const COORDINATES = ['x', 'y'];

/** The values of an edit with the names of what they replace. @throws Problem 422 for a field that is not there or not theirs to set. */
function editedValues(viewer: Viewer, kind: Kind, edit: ItemEdit): { values: Record<string, unknown>; touched: string[] } {
  const values = edit.values ?? {};
  for (const name of Object.keys(values)) {
    const field = fieldOf(kind, name);
    if (COORDINATES.includes(name) || (field && maySet(viewer, field))) continue;
    throw new Problem(422, 'not-settable', {
      vi: field ? `“${field.label.vi}” chỉ cơ quan quản lý được nhập, hoặc được tính tự động.` : `Không có trường “${name}” trong ${kind.label.vi}.`,
      en: field ? `“${field.label.en}” is set by the authority only, or computed.` : `There is no field “${name}” in ${kind.label.en}.`,
    });
  }
  const names = Object.keys(values);
  const placed = edit.geometry !== undefined || names.some((name) => COORDINATES.includes(name));
  return { values, touched: [...names.filter((name) => !COORDINATES.includes(name)), ...(placed ? ['geometry'] : [])] };
}

const describe = (kind: Kind, data: Record<string, unknown>): string =>
  Object.entries(data)
    .map(([name, value]) => `${fieldOf(kind, name)?.label.vi ?? columnOf(name)}: ${String(value)}`)
    .join('; ');

const noItem = (itemId: number): Problem => notFound(`Hồ sơ này không có bản ghi số ${itemId}.`, `This submission has no item ${itemId}.`);

const STALE = {
  vi: 'Bản ghi đã được người khác sửa sau khi bạn mở. Tải lại rồi sửa trên bản mới.',
  en: 'The item was changed by somebody else after you opened it. Reload and edit the new state.',
};
const REVIEWED = {
  vi: 'Khi đang thẩm định không bỏ bản ghi; hãy trả lại hoặc không duyệt bản ghi đó.',
  en: 'An item is not left out while in review; return or reject it.',
};
