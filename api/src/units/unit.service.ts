import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { visibleRow, visibleSender } from '../access/policy.js';
import type { Viewer } from '../access/viewer.js';
import { raw, row, rows, sql, type Sql } from '../database/sql.js';
import { notFound } from '../http/problem.js';
import { KINDS } from '../registry/kinds.js';
import { TODAY } from '../registry/today.js';
import type { Sender } from './answers.js';
import { FEATURE } from './units.service.js';

const NAMED = `'id', n.id, 'name', n.name, 'level', n.level, 'validFrom', n.valid_from, 'validTo', n.valid_to`;

@Injectable()
export class UnitService {
  constructor(private readonly database: DataSource) {}

  /** One unit of any time: its feature, what it belongs to, what belongs to it, what was before and what came after. @throws Problem 404 */
  async unit(id: number) {
    const found = await row<{ feature: string; more: object }>(
      this.database,
      sql`select ${raw(FEATURE)} as feature, json_build_object(
          'parents', (select coalesce(json_agg(json_build_object(${raw(NAMED)}) order by n.area_km2 desc), '[]') from unit_lineage l
            join administrative_units n on n.id = l.ancestor_id where l.unit_id = u.id and n.id <> u.id),
          'children', (select coalesce(json_agg(json_build_object(${raw(NAMED)}) order by n.name), '[]') from administrative_units n where n.parent_id = u.id),
          'before', (select coalesce(json_agg(json_build_object(${raw(NAMED)}) order by n.name), '[]') from unit_successors s
            join administrative_units n on n.id = s.unit_id where s.successor_id = u.id),
          'after', (select coalesce(json_agg(json_build_object(${raw(NAMED)}) order by n.name), '[]') from unit_successors s
            join administrative_units n on n.id = s.successor_id where s.unit_id = u.id)) as more
        from (select u.*, u.valid_to is null or u.valid_to >= ${raw(TODAY)} as in_force from administrative_units u where u.id = ${id}) u
        left join administrative_units p on p.id = u.parent_id, lateral (select (st_maximuminscribedcircle(u.geom)).center as label) c`,
    );
    if (!found) throw notFound(`Không có đơn vị hành chính số ${id}.`, `There is no administrative unit ${id}.`);
    return { ...(JSON.parse(found.feature) as object), ...found.more };
  }

  /** Who has sent what last for a unit, of the packages that were decided; those who have sent nothing too. */
  senders(viewer: Viewer, unit: number): Promise<Sender[]> {
    return rows<Sender>(
      this.database,
      sql`with touched as (
          select s.id, s.owner, s.kind, s.decided_at, count(*) as records
          from placements l
          join (select v.record_id as id, v.revision, v.submission_id from record_versions v) r on r.id = l.record_id and r.revision = l.revision
          join submissions s on s.id = r.submission_id
          where l.unit_id = ${unit} and s.state = 'decided' and ${visibleVersion(viewer)} group by s.id),
        latest as (select distinct on (t.owner) t.* from touched t order by t.owner, t.decided_at desc, t.id desc)
        select o.code, o.name, t.decided_at as "decidedAt", t.kind, coalesce(t.records, 0)::int as records, t.id as "submissionId"
        from organizations o left join latest t on t.owner = o.code
        where ${visibleSender(viewer)} and (t.id is not null or o.code in (select organization from users where role = 'operator' and not disabled))
        order by t.decided_at desc nulls last, o.name`,
    );
  }
}

/** Condition on a version `r`. For an operator `visibleSender` leaves its own records only; the others' sight does not hang on a kind's fields. */
const visibleVersion = (viewer: Viewer): Sql => (viewer.role === 'operator' ? sql`true` : visibleRow(viewer, KINDS[0]!));
