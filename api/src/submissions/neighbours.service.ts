import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { raw, row, rows, sql, type Sql } from '../database/sql.js';
import { notFound } from '../http/problem.js';
import type { Kind } from '../registry/field.js';
import { KINDS, kindNamed } from '../registry/kinds.js';
import type { Neighbour } from '../registry/answers.js';
import { neighboursOf, REACH_DEGREES, REACH_M } from '../registry/neighbours.js';
import type { Companion } from './answers.js';
import { sameRecord } from './conflicts.sql.js';
import { SubmissionsService } from './submissions.service.js';

const MOST = 100;

/** What stands around the place that an item proposes, and what the same package would put there. */
@Injectable()
export class NeighboursService {
  constructor(
    private readonly database: DataSource,
    private readonly submissions: SubmissionsService,
  ) {}

  async list(viewer: Viewer, id: number, itemId: number): Promise<{ items: Neighbour[]; package: Companion[] }> {
    const kind = kindNamed((await this.submissions.find(viewer, id)).kind);
    if (!(await row(this.database, sql`select 1 from submission_items where id = ${itemId} and submission_id = ${id}`)))
      throw notFound(`Hồ sơ này không có bản ghi số ${itemId}.`, `This submission has no item ${itemId}.`);
    const items = await neighboursOf(
      this.database,
      KINDS,
      viewer,
      sql`select coalesce(i.geom, r.geom) as geom, r.id as record_id from submission_items i left join ${raw(kind.table)} r on ${sameRecord(kind)} where i.id = ${itemId}`,
    );
    return { items, package: await rows<Companion>(this.database, companions(kind, id, itemId)) };
  }
}

/** New places only: what stays where it is stands in the register already. */
const companions = (kind: Kind, id: number, itemId: number): Sql => sql`
  with p as materialized (select i.geom from submission_items i where i.id = ${itemId} and i.geom is not null)
  select i.id, i.row_number as row, i.code, i.data ->> ${kind.nameField} as name, i.owner, i.change,
    round(st_distance(i.geom::geography, p.geom::geography)::numeric, 1)::float8 as "distanceM", st_asgeojson(i.geom, 7)::json as geometry
  from p join submission_items i on i.submission_id = ${id} and i.geom && st_expand(p.geom, ${REACH_DEGREES})
  left join ${raw(kind.table)} r on ${sameRecord(kind)}
  where i.id <> ${itemId} and i.change in ('new', 'changed', 'conflicting') and (r.geom is null or not st_equals(r.geom, i.geom))
    and st_dwithin(i.geom::geography, p.geom::geography, ${REACH_M})
  order by "distanceM", i.id limit ${MOST}`;
