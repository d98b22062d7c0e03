import { Controller, Get, Headers, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { AllowSignedIn, SignedIn, type Viewer } from '../access/viewer.js';
import { Answers } from '../http/answers.js';
import { isoDate, sharedParameters } from '../registry/record-query.js';
import { isKnown, TagsService } from '../registry/tags.service.js';
import { registerLifeAnswer, series } from './answers.js';
import { registerLife } from './register-days.js';
import { SeriesService, type SeriesQuery } from './series.service.js';

const { owner, q } = sharedParameters;
const seriesQuery = z.strictObject({
  unit: z.coerce
    .number()
    .int()
    .positive()
    .max(2 ** 31 - 1)
    .optional(),
  to: isoDate.optional(),
  owner,
  q,
});

@ApiTags('status')
@Controller('api/v1')
@AllowSignedIn()
export class SeriesController {
  constructor(
    private readonly statusSeries: SeriesService,
    private readonly tags: TagsService,
    private readonly database: DataSource,
  ) {}

  @Get('status/series')
  @ApiOperation({ summary: 'Figures of one unit, or of the whole, through the life of the register: at the ends of quarters and on the last day' })
  @Answers(series)
  async series(
    @SignedIn() viewer: Viewer,
    @Query({ schema: seriesQuery }) query: SeriesQuery,
    @Headers('if-none-match') known: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const tag = await this.tags.tagOf(viewer, request.url);
    void reply.header('etag', tag).header('cache-control', 'private, no-cache');
    if (isKnown(known, tag)) return void reply.status(304);
    return this.statusSeries.series(viewer, query);
  }

  @Get('register/changes')
  @ApiOperation({ summary: 'Days on which the register changed, with the number of changes one may see, and on which administrative units changed' })
  @Answers(registerLifeAnswer)
  changes(@SignedIn() viewer: Viewer) {
    return registerLife(this.database, viewer);
  }
}
