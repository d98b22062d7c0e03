import { Controller, Get, Param, Query, Res, type Type } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { AllowSignedIn, SignedIn, type Viewer } from '../access/viewer.js';
import { geojsonStream } from '../exports/geojson.export.js';
import { Answers, AnswersFile } from '../http/answers.js';
import { historyAnswer, recordAnswers } from './answers.js';
import { FeaturesService } from './features.service.js';
import type { Kind } from './field.js';
import { namedFor } from './kind-controller.js';
import { withChanges } from './history.js';
import { isoDate, recordQueryFrom, recordQueryParameters } from './record-query.js';
import { RecordsService } from './records.service.js';
import { today } from './today.js';

export const idParameter = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/** The read side of one kind. Every kind gets the same routes with its own checked parameters, so OpenAPI shows each field. */
export function recordsControllerFor(kind: Kind): Type {
  const query = recordQueryParameters(kind);
  const answers = recordAnswers(kind);
  type Parameters = Record<string, unknown>;

  @ApiTags(kind.name)
  @Controller(`api/v1/${kind.name}`)
  @AllowSignedIn()
  class RecordsController {
    constructor(
      private readonly records: RecordsService,
      private readonly features: FeaturesService,
    ) {}

    @Get()
    @ApiOperation({ summary: `${kind.label.en}: list / ${kind.label.vi}: danh sách` })
    @Answers(answers.page)
    list(@SignedIn() viewer: Viewer, @Query({ schema: query }) parameters: Parameters) {
      return this.records.list(kind, viewer, recordQueryFrom(kind, parameters));
    }

    @Get('features')
    @ApiOperation({ summary: 'The same choice as a page of GeoJSON' })
    @AnswersFile('application/geo+json')
    async featurePage(@SignedIn() viewer: Viewer, @Query({ schema: query }) parameters: Parameters, @Res() reply: FastifyReply) {
      const text = await this.features.collection(kind, viewer, recordQueryFrom(kind, parameters));
      return reply.type('application/geo+json; charset=utf-8').send(text);
    }

    @Get('export.geojson')
    @ApiOperation({ summary: 'The whole choice as a GeoJSON file (RFC 7946), streamed' })
    @AnswersFile('application/geo+json')
    exportGeojson(
      @SignedIn() viewer: Viewer,
      @Query({ schema: query.omit({ limit: true, cursor: true, sort: true }) }) parameters: Parameters,
      @Res() reply: FastifyReply,
    ) {
      return reply
        .type('application/geo+json; charset=utf-8')
        .header('content-disposition', `attachment; filename="${kind.name}-${String(parameters.asOf ?? today())}.geojson"`)
        .send(geojsonStream(this.features, kind, viewer, recordQueryFrom(kind, parameters)));
    }

    @Get(':id')
    @ApiOperation({ summary: 'One record with the units it lies in' })
    @Answers(answers.record)
    async get(
      @SignedIn() viewer: Viewer,
      @Param('id', { schema: idParameter }) id: number,
      @Query({ schema: z.strictObject({ asOf: isoDate.optional() }) }) { asOf }: { asOf?: string },
      @Res({ passthrough: true }) reply: FastifyReply,
    ) {
      const record = await this.records.get(kind, viewer, id, asOf);
      void reply.header('etag', `"${record.id}-${record.revision}"`);
      return record;
    }

    @Get(':id/history')
    @ApiOperation({ summary: 'Every version of a record: who, when, why and what changed' })
    @Answers(historyAnswer)
    async history(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number) {
      return { items: withChanges(kind, await this.records.history(kind, viewer, id)) };
    }
  }
  return namedFor(kind, RecordsController, 'Controller');
}
