import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { visibleSubmission, visibleWords } from '../access/policy.js';
import type { Viewer } from '../access/viewer.js';
import { join, raw, row, rows, sql, type Sql } from '../database/sql.js';
import { notFound } from '../http/problem.js';
import { columnOf, storedFields, type Kind } from './field.js';
import { afterCursor, conditions, order, writeCursor, restOf, sourceFor } from './record-filter.js';
import type { RecordQuery } from './record-query.js';
import { visibleRecords } from './visible-records.js';

export interface RegistryRecord {
  id: number;
  revision: number;
  sample: boolean;
  source: string | null;
  updatedAt: string;
  geometry: unknown;
  [field: string]: unknown;
}

export interface Page<Item> {
  items: Item[];
  next: string | null;
  /** Only with the first page: counting again for each page would cost more than the page. */
  total?: number;
}

/** Who sent a version, with which words to the authority, and whether the authority mended it. */
export interface VersionSource {
  id: number;
  sender: string;
  message: string | null;
  fixed: boolean;
}

export interface Version {
  revision: number;
  action: 'create' | 'update' | 'delete';
  recordedAt: string;
  recordedBy: string | null;
  reason: string | null;
  submissionId: number | null;
  /** The package it came with, for those who may see that one. */
  submission: VersionSource | null;
  /** Entered by the authority, not by the owner. */
  byAuthority: boolean;
  geometry: unknown;
  movedM: number | null;
  fields: Record<string, unknown>;
}

const DEFAULT_PAGE = 50;

/** The choice of a query as `from … where …` over `v`. */
export const chosen = (kind: Kind, viewer: Viewer, query: RecordQuery): Sql =>
  sql`from (${visibleRecords(kind, viewer, query.asOf, sourceFor(kind, query))}) v where ${conditions(kind, restOf(query))}`;

const fieldList = (kind: Kind): Sql =>
  join(
    kind.fields.map((field) => raw(`v."${field.name}"`)),
    ', ',
  );

@Injectable()
export class RecordsService {
  constructor(private readonly database: DataSource) {}

  async list(kind: Kind, viewer: Viewer, query: RecordQuery): Promise<Page<RegistryRecord>> {
    const limit = query.limit ?? DEFAULT_PAGE;
    const sortValue = query.sort ? sql`v.${raw(`"${query.sort.field}"`)}::text` : sql`null::text`;
    const found = await rows<RegistryRecord & { sort_value: string | null }>(
      this.database,
      sql`select v.id, v.revision, v.sample, v.source, v."updatedAt", ${fieldList(kind)}, st_asgeojson(v.geom, 7)::json as geometry, ${sortValue} as sort_value
        ${chosen(kind, viewer, query)}${afterCursor(kind, query)} ${order(query)} limit ${limit + 1}`,
    );
    const items = found.slice(0, limit).map(({ sort_value, ...record }) => record as RegistryRecord);
    const last = found[limit - 1];
    const next = found.length > limit ? writeCursor({ value: last!.sort_value, id: last!.id }) : null;
    return { items, next, ...(!query.cursor && { total: await this.count(kind, viewer, query) }) };
  }

  async count(kind: Kind, viewer: Viewer, query: RecordQuery): Promise<number> {
    return (await row<{ count: number }>(this.database, sql`select count(*) as count ${chosen(kind, viewer, query)}`))!.count;
  }

  /** @throws Problem 404 also for a record that this user may not see. */
  async get(kind: Kind, viewer: Viewer, id: number, asOf?: string): Promise<RegistryRecord> {
    const found = await row<RegistryRecord>(
      this.database,
      sql`select v.id, v.revision, v.sample, v.source, v."updatedAt", ${fieldList(kind)}, st_asgeojson(v.geom, 7)::json as geometry,
          (select coalesce(json_agg(json_build_object('id', u.id, 'code', u.code, 'level', u.level, 'name', u.name, 'validFrom', u.valid_from,
              'validTo', u.valid_to, 'lengthM', p.length_m) order by u.valid_from, u.level, p.length_m desc), '[]')
            from placements p join administrative_units u on u.id = p.unit_id where p.record_id = v.id and p.revision = v.revision) as units
        from (${visibleRecords(kind, viewer, asOf)}) v where v.id = ${id}`,
    );
    if (!found)
      throw notFound(`Không có ${kind.label.vi} nào mang số ${id} mà bạn được xem.`, `There is no record ${id} among the ${kind.label.en} you may see.`);
    return found;
  }

  /** All versions of a record, newest first, with the fields this user may see. */
  async history(kind: Kind, viewer: Viewer, id: number): Promise<Version[]> {
    await this.get(kind, viewer, id);
    const columns = join(
      storedFields(kind).map((field) => raw(`p.${columnOf(field.name)}`)),
      ', ',
    );
    // Each version is put through the same policy as a current row.
    const versions = sql`select v.record_id as id, v.revision, p.sample, p.source, p.updated_at, ${columns}, v.geom
      from record_versions v, jsonb_populate_record(null::${raw(kind.table)}, v.data) p where v.record_id = ${id}`;
    return rows<Version>(
      this.database,
      sql`select h.revision, h.action, h.valid_from as "recordedAt", u.display_name as "recordedBy", case when ${visibleWords(viewer, kind)} then h.reason end as reason, h.submission_id as "submissionId", ${versionSource(kind, viewer)} as submission,
          coalesce((select b.by_authority from submissions b where b.id = h.submission_id), false) as "byAuthority",
          st_asgeojson(h.geom, 7)::json as geometry,
          round(st_distance(st_centroid(h.geom)::geography, lag(st_centroid(h.geom)::geography) over (order by h.revision))::numeric, 1)::double precision as "movedM",
          f.fields
        from record_versions h left join users u on u.id = h.recorded_by
        join (select s.revision, to_json(s) as fields from (${visibleRecords(kind, viewer, undefined, sql`(${versions})`)}) s) f on f.revision = h.revision
        where h.record_id = ${id} order by h.revision desc`,
    );
  }
}

/** Of a version `h`; see `VersionSource`. */
const versionSource = (kind: Kind, viewer: Viewer): Sql => sql`(
  select json_build_object('id', s.id, 'sender', o.short_name, 'message', s.message, 'fixed', exists (
    select 1 from submission_items i where i.submission_id = s.id and i.code = h.data ->> ${columnOf(kind.codeField)} and i.owner = h.data ->> ${columnOf(kind.ownerField)}
      and i.verdict = 'approved_with_fixes'))
  from submissions s join organizations o on o.code = s.owner where s.id = h.submission_id and ${visibleSubmission(viewer)})`;
