import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { visibleSubmission } from '../access/policy.js';
import type { Viewer } from '../access/viewer.js';
import { rows, sql } from '../database/sql.js';
import type { Kind } from '../registry/field.js';
import { RecordsService } from '../registry/records.service.js';
import type { Waiting } from './answers.js';
import { OPEN_STATES } from './steps.js';

const MOST = 20;

/** Changes of records in packages that nobody has decided on yet. */
@Injectable()
export class WaitingService {
  constructor(
    private readonly database: DataSource,
    private readonly records: RecordsService,
  ) {}

  /** The latest first, of packages that the user may see. @throws Problem 404 */
  async list(kind: Kind, viewer: Viewer, id: number): Promise<Waiting[]> {
    await this.records.get(kind, viewer, id);
    return rows<Waiting>(
      this.database,
      sql`select s.id as "submissionId", i.id as "itemId", s.state, i.change, u.display_name as by, coalesce(s.submitted_at, s.created_at) as at,
          s.file_name is null and (s.counts ->> 'total')::int = 1 as single
        from submission_items i join submissions s on s.id = i.submission_id join users u on u.id = s.submitted_by
        where i.record_id = ${id} and s.kind = ${kind.name} and i.change in ('changed', 'conflicting', 'removed')
          and s.state = any(${OPEN_STATES}::text[]) and ${visibleSubmission(viewer)}
        order by at desc, i.id desc limit ${MOST}`,
    );
  }
}
