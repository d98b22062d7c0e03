import { Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, SignedIn, type Viewer } from '../access/viewer.js';
import { Answers } from '../http/answers.js';
import { expected } from '../http/if-match.js';
import { idParameter } from '../registry/records.controller.js';
import { submission } from './answers.js';
import { ClaimsService } from './claims.service.js';

@ApiTags('review')
@Controller('api/v1/submissions/:id')
@Allow('inspector', 'administrator')
export class ClaimsController {
  constructor(private readonly claims: ClaimsService) {}

  @Post('claim')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take it for review, or keep it longer; it frees itself when nothing is done for a while (`claimedUntil`)' })
  @Answers(submission)
  claim(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number, @Headers('if-match') match?: string) {
    return this.claims.claim(viewer, id, expected(match));
  }

  @Post('release')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give it back to the queue; an administrator may free what somebody else holds' })
  @Answers(submission)
  release(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number, @Headers('if-match') match?: string) {
    return this.claims.release(viewer, id, expected(match));
  }
}
