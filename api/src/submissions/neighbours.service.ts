import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { join, raw, row, rows, sql, type Sql } from '../database/sql.js';
import { notFound } from '../http/problem.js';
import { fieldOf, type Kind, type KindName } from '../registry/field.js';
import { KINDS, kindNamed } from '../registry/kinds.js';
import { visibleRecords } from '../registry/visible-records.js';
import { sameRecord } from './conflicts.sql.js';
import { SubmissionsService } from './submissions.service.js';

export interface Neighbour {
  kind: KindName;
  id: number;
  code: string;
  name: string;
  owner: string;
  distanceM: number;
  shareable: boolean | null;
  geometry: unknown;
}

const REACH_M = 300;
/** At 21.5° north 0.003 degrees are 311 m of longitude and 332 m of latitude: a box that holds the circle. */
const REACH_DEGREES = 0.003;
const MOST = 100;

/** Records of a kind near the place `p`, as this user may see them. The box is widened, not the column, so that the index serves. */
const nearby = (kind: Kind, viewer: Viewer): Sql => sql`
  select ${kind.name}::text as kind, v.id, v.${raw(`"${kind.codeField}"`)} as code, v.${raw(`"${kind.nameField}"`)} as name, v.${raw(`"${kind.ownerField}"`)} as owner,
    round(st_distance(v.geom::geography, p.geom::geography)::numeric, 1)::float8 as "distanceM",
    ${fieldOf(kind, 'shareable') ? sql`v.shareable` : sql`null::boolean`} as shareable, st_asgeojson(v.geom, 7)::json as geometry
  from p join (${visibleRecords(kind, viewer)}) v on v.geom && st_expand(p.geom, ${REACH_DEGREES})
  where v.id is distinct from p.record_id and st_dwithin(v.geom::geography, p.geom::geography, ${REACH_M})`;

/** What stands around the place that an item proposes. */
@Injectable()
export class NeighboursService {
  constructor(
    private readonly database: DataSource,
    private readonly submissions: SubmissionsService,
  ) {}

  async list(viewer: Viewer, id: number, itemId: number): Promise<{ items: Neighbour[] }> {
    const kind = kindNamed((await this.submissions.find(viewer, id)).kind);
    if (!(await row(this.database, sql`select 1 from submission_items where id = ${itemId} and submission_id = ${id}`)))
      throw notFound(`Hồ sơ này không có bản ghi số ${itemId}.`, `This submission has no item ${itemId}.`);
    const items = await rows<Neighbour>(
      this.database,
      sql`with p as materialized (
          select coalesce(i.geom, r.geom) as geom, r.id as record_id from submission_items i left join ${raw(kind.table)} r on ${sameRecord(kind)} where i.id = ${itemId})
        select * from (${join(
          KINDS.map((one) => nearby(one, viewer)),
          ' union all ',
        )}) n order by n."distanceM", n.id limit ${MOST}`,
    );
    return { items };
  }
}
