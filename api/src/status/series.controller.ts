import { createHash } from 'node:crypto';
import { Controller, Get, Headers, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { AllowSignedIn, SignedIn, type Viewer } from '../access/viewer.js';
import { isoDate, sharedParameters } from '../registry/record-query.js';
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

/** The same answer as long as the mark, the user's sight and the question are the same. */
const etagOf = (mark: string, { role, organization, unit }: Viewer, url: string): string =>
  `W/"${createHash('sha256').update([mark, role, organization?.code, unit?.id, url].join('|')).digest('base64url').slice(0, 22)}"`;

@ApiTags('status')
@Controller('api/v1')
@AllowSignedIn()
export class SeriesController {
  constructor(
    private readonly statusSeries: SeriesService,
    private readonly database: DataSource,
  ) {}

  @Get('status/series')
  @ApiOperation({ summary: 'Figures of one unit, or of the whole, through the life of the register: at the ends of quarters and on the last day' })
  async series(
    @SignedIn() viewer: Viewer,
    @Query({ schema: seriesQuery }) query: SeriesQuery,
    @Headers('if-none-match') known: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const etag = etagOf(await this.statusSeries.mark(), viewer, request.url);
    void reply.header('etag', etag).header('cache-control', 'private, no-cache');
    if (known?.includes(etag)) return void reply.status(304);
    return this.statusSeries.series(viewer, query);
  }

  @Get('register/changes')
  @ApiOperation({ summary: 'Days on which the register changed, with the number of changes one may see, and on which administrative units changed' })
  changes(@SignedIn() viewer: Viewer) {
    return registerLife(this.database, viewer);
  }
}
