import { Controller, Get, Param, Query, Res, type Type } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { AllowSignedIn, SignedIn, type Viewer } from '../access/viewer.js';
import { sql } from '../database/sql.js';
import { Answers, AnswersFile } from '../http/answers.js';
import { recordNeighbours } from './answers.js';
import type { Kind } from './field.js';
import { namedFor } from './kind-controller.js';
import { kindNamed } from './kinds.js';
import { neighboursOfRecord } from './neighbours.js';
import { isoDate, recordQueryFrom, recordQueryParameters } from './record-query.js';
import { idParameter } from './records.controller.js';
import { chosen, RecordsService } from './records.service.js';
import { linksOf } from './sharing-agreements/links.js';

const onDay = z.strictObject({ asOf: isoDate.optional() });

/** What stands around a record of a kind. */
export function surroundingsControllerFor(kind: Kind): Type {
  @ApiTags(kind.name)
  @Controller(`api/v1/${kind.name}`)
  @AllowSignedIn()
  class SurroundingsController {
    constructor(
      private readonly database: DataSource,
      private readonly records: RecordsService,
    ) {}

    @Get(':id/neighbours')
    @ApiOperation({ summary: 'Records of all kinds within 300 m, nearest first' })
    @Answers(recordNeighbours)
    async neighbours(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number, @Query({ schema: onDay }) { asOf }: z.infer<typeof onDay>) {
      await this.records.get(kind, viewer, id, asOf);
      return { items: await neighboursOfRecord(this.database, kind, viewer, id, asOf) };
    }
  }
  return namedFor(kind, SurroundingsController, 'SurroundingsController');
}

const AGREEMENTS = kindNamed('sharing-agreements');
const linkParameters = recordQueryParameters(AGREEMENTS).omit({ cursor: true, sort: true });
const DEFAULT_AGREEMENTS = 500;
const MOST_AGREEMENTS = 2000;

@ApiTags(AGREEMENTS.name)
@Controller(`api/v1/${AGREEMENTS.name}`)
@AllowSignedIn()
export class LinksController {
  constructor(private readonly database: DataSource) {}

  @Get('links')
  @ApiOperation({ summary: 'Agreements as lines: from each station covered to the nearest station of each tenant (GeoJSON)' })
  @AnswersFile('application/geo+json')
  async links(@SignedIn() viewer: Viewer, @Query({ schema: linkParameters }) parameters: Record<string, unknown>, @Res() reply: FastifyReply) {
    const query = recordQueryFrom(AGREEMENTS, parameters);
    const limit = Math.min(query.limit ?? DEFAULT_AGREEMENTS, MOST_AGREEMENTS);
    const some = sql`select v.id, v.number, v.host, v.tenants, v.stations, v.status ${chosen(AGREEMENTS, viewer, query)} order by v.id limit ${limit}`;
    return reply.type('application/geo+json; charset=utf-8').send(await linksOf(this.database, viewer, some, query.asOf));
  }
}
