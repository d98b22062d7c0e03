import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { visibleSubmission } from '../access/policy.js';
import type { Viewer } from '../access/viewer.js';
import { raw, rows, sql, type Sql } from '../database/sql.js';
import type { Elsewhere } from './answers.js';
import { OPEN_STATES } from './steps.js';
import { SubmissionsService } from './submissions.service.js';

const MOST = 20;

/** What an item still asks the register for. In a package that came back as a whole even what was refused is to be mended and sent again. */
const asks = (item: 'i' | 'o', state: Sql): Sql => sql`${raw(item)}.change in ('new', 'changed', 'conflicting', 'removed')
  and (${state} = 'returned' or ${raw(item)}.verdict is null or ${raw(item)}.verdict in ('approved', 'approved_with_fixes'))`;

/** Records that wait in several packages at once: the one concluded last would find them changed. */
@Injectable()
export class ElsewhereService {
  constructor(
    private readonly database: DataSource,
    private readonly submissions: SubmissionsService,
  ) {}

  /** Those with most of its records first, of packages that the user may see; none once it is decided. @throws Problem 404 */
  async list(viewer: Viewer, id: number): Promise<Elsewhere[]> {
    const { state, kind, owner } = await this.submissions.find(viewer, id);
    if (!OPEN_STATES.includes(state)) return [];
    return rows<Elsewhere>(
      this.database,
      // Whoever sends for another organisation does so in a package of that one.
      sql`select s.id as "submissionId", s.state, s.file_name as "fileName", u.display_name as by, coalesce(s.submitted_at, s.created_at) as at,
          count(distinct i.code)::int as records, min(i.row_number) as row, (array_agg(i.code order by i.row_number))[1] as code
        from submissions s join users u on u.id = s.submitted_by
        join submission_items o on o.submission_id = s.id
        join submission_items i on i.submission_id = ${id} and i.code = o.code and i.owner = o.owner
        where s.id <> ${id} and s.kind = ${kind} and s.owner = ${owner.code} and s.state = any(${OPEN_STATES}::text[]) and ${visibleSubmission(viewer)}
          and ${asks('i', sql`${state}`)} and ${asks('o', sql`s.state`)}
        group by s.id, u.display_name
        order by records desc, s.id desc limit ${MOST}`,
    );
  }
}
