import { Controller, Get, Header, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AllowSignedIn, SignedIn, type Viewer } from '../access/viewer.js';
import { Answers, AnswersGeoJson } from '../http/answers.js';
import { KeptAnswers } from '../registry/kept-answers.js';
import { isoDate } from '../registry/record-query.js';
import type { Subject } from '../registry/register-mark.js';
import { isKnown, TagsService } from '../registry/tags.service.js';
import { facts, unitCollection, zoneCollection } from './answers.js';
import { LEVELS, UnitsService } from './units.service.js';

const unitsQuery = z.strictObject({
  level: z.enum(LEVELS).default('district'),
  asOf: isoDate.optional(),
  parent: z.coerce.number().int().positive().optional(),
});

const GEOJSON = 'application/geo+json; charset=utf-8';

@ApiTags('units')
@Controller('api/v1')
@AllowSignedIn()
export class UnitsController {
  constructor(
    private readonly units: UnitsService,
    private readonly tags: TagsService,
    private readonly kept: KeptAnswers,
  ) {}

  @Get('units')
  @Header('content-type', GEOJSON)
  @Header('cache-control', 'private, no-cache')
  @ApiOperation({ summary: 'Administrative units in force on a day, as GeoJSON (working boundaries, not legal ones)' })
  @AnswersGeoJson(unitCollection)
  list(
    @SignedIn() viewer: Viewer,
    @Query({ schema: unitsQuery }) { level, asOf, parent }: z.infer<typeof unitsQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.unchanged(viewer, 'units', request, reply, () => this.units.collection(level, asOf, parent));
  }

  @Get('zones')
  @Header('content-type', GEOJSON)
  @Header('cache-control', 'private, no-cache')
  @ApiOperation({ summary: 'Urban and tourist zones, as GeoJSON' })
  @AnswersGeoJson(zoneCollection)
  zones(@SignedIn() viewer: Viewer, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.unchanged(viewer, 'zones', request, reply, () => this.units.zones());
  }

  @Get('facts')
  @ApiOperation({ summary: 'Figures and facts about units, each with date and source' })
  @Answers(facts)
  async facts() {
    return { items: await this.units.facts() };
  }

  /** Boundaries seldom change: nothing is sent to those who have them, and they are made once for the others. */
  private async unchanged(viewer: Viewer, subject: Subject, request: FastifyRequest, reply: FastifyReply, make: () => Promise<string>) {
    const tag = await this.tags.tagOf(viewer, request.url, [subject]);
    void reply.header('etag', tag);
    if (isKnown(request.headers['if-none-match'], tag)) return void reply.status(304);
    return this.kept.once(tag, request, reply, async () => Buffer.from(await make()));
  }
}
