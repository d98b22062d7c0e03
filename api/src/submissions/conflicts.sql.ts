import { raw, sql, type Sql } from '../database/sql.js';
import { columnOf, type Kind } from '../registry/field.js';
import { isDerived, movedSql, registerFields } from './checks/compare.js';

/** The record an item speaks of, by owner and code. */
export const sameRecord = (kind: Kind): Sql => raw(`r.${columnOf(kind.ownerField)} = i.owner and r.${columnOf(kind.codeField)} = i.code`);

const side = (kind: Kind, place: Sql): Sql => sql`json_build_object('values', ${registerFields(kind)}, 'geometry', st_asgeojson(${place}, 7)::json)`;

/** An item in conflict with the record as it was when the package was sent, and as it is now. */
export const conflictOf = (kind: Kind, submissionId: number, itemId: number): Sql => sql`
  select i.id, i.code, i.change, i.revision, i.data, st_asgeojson(i.geom, 7)::json as geometry,
    (select ${side(kind, raw('v.geom'))} from record_versions v, jsonb_populate_record(null::${raw(kind.table)}, v.data) r
      where v.record_id = i.record_id and v.revision = i.base_revision) as base,
    case when r.id is not null then ${side(kind, raw('r.geom'))} end as register, r.id as "recordId", r.revision as "registerRevision",
    (select json_build_object('at', v.valid_from, 'submission', v.submission_id) from record_versions v where v.record_id = r.id and v.revision = r.revision) as "lastChange",
    coalesce(${isDerived(kind) ? sql`false` : sql`i.geom is not null and (r.id is null or ${movedSql})`}, false) as moved
  from submission_items i left join ${raw(kind.table)} r on ${sameRecord(kind)}
  where i.id = ${itemId} and i.submission_id = ${submissionId}`;

export interface Resolution {
  kept: Record<string, unknown>;
  keepsPlace: boolean;
  recordId: number | null;
  registerRevision: number | null;
  /** Set when something the sender proposed was dropped. */
  fixedBy: number | null;
}

/** Keeps of an item only what was chosen as proposed, on the record as it is now. */
export const resolveItem = (itemId: number, { kept, keepsPlace, recordId, registerRevision, fixedBy }: Resolution): Sql => sql`
  update submission_items set data = ${JSON.stringify(kept)}::jsonb, record_id = ${recordId}, base_revision = ${registerRevision}, change = 'changed',
    geom = case when ${keepsPlace} then geom end, x = case when ${keepsPlace} then x end, y = case when ${keepsPlace} then y end,
    read_problems = coalesce((select jsonb_agg(p) from jsonb_array_elements(read_problems) p
      where p ->> 'path' = any(${[...Object.keys(kept), ...(keepsPlace ? ['geometry'] : [])]}::text[])), '[]'),
    verdict = null, reason = null, decided_by = null, decided_at = null, fixed_by = coalesce(${fixedBy}::integer, fixed_by), revision = revision + 1
  where id = ${itemId}`;
