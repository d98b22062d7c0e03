import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowSignedIn, SignedIn, type Viewer } from '../access/viewer.js';
import { idParameter } from '../registry/records.controller.js';
import { Answers } from '../http/answers.js';
import { notices, unread } from './answers.js';
import { NoticesService } from './notices.service.js';

const listQuery = z.strictObject({
  unread: z.stringbool({ truthy: ['true'], falsy: ['false'] }).optional(),
  limit: z.coerce.number().int().min(0).max(200).optional(),
  cursor: idParameter.optional(),
});
const readBody = z.union([
  z.strictObject({ ids: z.union([z.literal('all'), z.array(z.int().positive()).min(1).max(1000)]) }),
  z.strictObject({ submission: z.int().positive() }),
]);

@ApiTags('notices')
@Controller('api/v1/notices')
@AllowSignedIn()
export class NoticesController {
  constructor(private readonly notices: NoticesService) {}

  @Get()
  @ApiOperation({ summary: 'What the other side did with submissions that concern you, newest first; limit=0 asks for the count alone' })
  @Answers(notices)
  list(@SignedIn() viewer: Viewer, @Query({ schema: listQuery }) query: z.infer<typeof listQuery>) {
    return this.notices.list(viewer, query);
  }

  @Post('read')
  @HttpCode(200)
  @ApiOperation({ summary: 'Mark notices as read: these, all, or those about one submission' })
  @Answers(unread)
  markRead(@SignedIn() viewer: Viewer, @Body({ schema: readBody }) which: z.infer<typeof readBody>) {
    return this.notices.markRead(viewer, which);
  }
}
