import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Viewer } from '../access/viewer.js';
import { raw, row, sql } from '../database/sql.js';
import { notFound } from '../http/problem.js';
import { KINDS, kindNamed } from '../registry/kinds.js';
import { neighboursOf, type Neighbour } from '../registry/neighbours.js';
import { sameRecord } from './conflicts.sql.js';
import { SubmissionsService } from './submissions.service.js';

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
    const items = await neighboursOf(
      this.database,
      KINDS,
      viewer,
      sql`select coalesce(i.geom, r.geom) as geom, r.id as record_id from submission_items i left join ${raw(kind.table)} r on ${sameRecord(kind)} where i.id = ${itemId}`,
    );
    return { items };
  }
}
