import { Controller, Headers, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, SignedIn, type Viewer } from '../access/viewer.js';
import { Answers } from '../http/answers.js';
import { expected } from '../http/if-match.js';
import { idParameter } from '../registry/records.controller.js';
import { submission } from './answers.js';
import { FollowUpService } from './follow-up.service.js';

@ApiTags('submissions')
@Controller('api/v1/submissions/:id/follow-up')
@Allow('operator', 'inspector', 'administrator')
export class FollowUpController {
  constructor(private readonly followUp: FollowUpService) {}

  @Post()
  @ApiOperation({ summary: 'A new draft with the items that were returned' })
  @Answers(submission, 201)
  start(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number, @Headers('if-match') match?: string) {
    return this.followUp.start(viewer, id, expected(match));
  }
}
