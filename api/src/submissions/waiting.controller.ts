import { Controller, Get, Param, type Type } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { visibleSubmission } from '../access/policy.js';
import { AllowSignedIn, SignedIn, type Viewer } from '../access/viewer.js';
import { rows, sql } from '../database/sql.js';
import type { Kind } from '../registry/field.js';
import { idParameter } from '../registry/records.controller.js';
import { RecordsService } from '../registry/records.service.js';
import type { State } from './steps.js';

/** A change of a record that is on its way but not in the register. */
interface Waiting {
  submissionId: number;
  itemId: number;
  state: State;
  change: 'changed' | 'conflicting' | 'removed';
  by: string;
  at: string;
  /** The package is a single record filled in by form. */
  single: boolean;
}

const MOST = 20;

/** One route for each kind, beside those that read its records. */
export function waitingControllerFor(kind: Kind): Type {
  @ApiTags(kind.name)
  @Controller(`api/v1/${kind.name}`)
  @AllowSignedIn()
  class WaitingController {
    constructor(
      private readonly database: DataSource,
      private readonly records: RecordsService,
    ) {}

    @Get(':id/waiting')
    @ApiOperation({ summary: 'Changes of a record in packages that are not decided yet, the latest first; only packages that the user may see' })
    async waiting(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number): Promise<{ items: Waiting[] }> {
      await this.records.get(kind, viewer, id);
      const items = await rows<Waiting>(
        this.database,
        sql`select s.id as "submissionId", i.id as "itemId", s.state, i.change, u.display_name as by, coalesce(s.submitted_at, s.created_at) as at,
            s.file_name is null and (s.counts ->> 'total')::int = 1 as single
          from submission_items i join submissions s on s.id = i.submission_id join users u on u.id = s.submitted_by
          where i.record_id = ${id} and s.kind = ${kind.name} and i.change in ('changed', 'conflicting', 'removed')
            and s.state in ('draft', 'submitted', 'in_review', 'returned') and ${visibleSubmission(viewer)}
          order by at desc, i.id desc limit ${MOST}`,
      );
      return { items };
    }
  }
  Object.defineProperty(WaitingController, 'name', { value: `${kind.table.replace(/_(\w)/g, (_, c: string) => c.toUpperCase())}WaitingController` });
  return WaitingController;
}
