import { Body, Controller, Headers, Param, Post, type Type } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow, SignedIn, type Viewer } from '../access/viewer.js';
import { Answers } from '../http/answers.js';
import { expected } from '../http/if-match.js';
import { text } from '../http/text.js';
import type { Kind } from '../registry/field.js';
import { namedFor } from '../registry/kind-controller.js';
import { idParameter } from '../registry/records.controller.js';
import { submissionWithLog } from './answers.js';
import { RevertService } from './revert.service.js';

const revertBody = z.strictObject({
  revision: z.number().int().positive(),
  note: text().trim().min(1, 'Nhập lý do khôi phục | Say why it is brought back').max(5000),
});

/** One route for each kind, beside those that read its records. */
export function revertControllerFor(kind: Kind): Type {
  @ApiTags(kind.name)
  @Controller(`api/v1/${kind.name}`)
  @Allow('inspector', 'administrator')
  class RevertController {
    constructor(private readonly reverting: RevertService) {}

    @Post(':id/revert')
    @ApiOperation({ summary: 'Propose an earlier version of a record again; it is reviewed like any other submission' })
    @Answers(submissionWithLog, 201)
    revert(
      @SignedIn() viewer: Viewer,
      @Param('id', { schema: idParameter }) id: number,
      @Body({ schema: revertBody }) body: z.infer<typeof revertBody>,
      @Headers('if-match') match?: string,
    ) {
      return this.reverting.revert(viewer, kind, id, body.revision, body.note, expected(match));
    }
  }
  return namedFor(kind, RevertController, 'RevertController');
}
