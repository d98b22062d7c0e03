import { Controller, Get, Inject, Param, Query, Req, Res, type Type } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowSignedIn, SignedIn, type Viewer } from '../access/viewer.js';
import { CONFIG, type Config } from '../config.js';
import { Answers, AnswersFile } from '../http/answers.js';
import type { Kind } from '../registry/field.js';
import { namedFor } from '../registry/kind-controller.js';
import { subjectsOf } from '../registry/register-mark.js';
import { KeptAnswers } from '../registry/kept-answers.js';
import { isKnown, TagsService } from '../registry/tags.service.js';
import { recordQueryFrom, recordQueryParameters } from '../registry/record-query.js';
import { tileJson } from './answers.js';
import { tileParameters, type Tile } from './tile.js';
import { TileJsonService } from './tilejson.service.js';
import { TilesService } from './tiles.service.js';

const VECTOR_TILE = 'application/vnd.mapbox-vector-tile';
/** Kept by the browser of whoever asked, and asked for again each time: an unchanged tile costs one look at the register's revision. */
const PRIVATE = 'private, no-cache';

/** Vector tiles of one kind; the same parameters choose records as in its list. */
export function tilesControllerFor(kind: Kind): Type {
  const query = recordQueryParameters(kind).omit({ limit: true, cursor: true, sort: true });
  type Parameters = Record<string, unknown>;

  @ApiTags(kind.name)
  @Controller('api/v1/tiles')
  @AllowSignedIn()
  class TilesController {
    constructor(
      private readonly tiles: TilesService,
      private readonly tags: TagsService,
      private readonly kept: KeptAnswers,
      private readonly tileJson: TileJsonService,
      @Inject(CONFIG) private readonly config: Config,
    ) {}

    @Get(`${kind.name}.json`)
    @ApiOperation({ summary: `${kind.label.en}: TileJSON 3.0 of the vector tiles / ${kind.label.vi}: mô tả ô bản đồ véc-tơ` })
    @Answers(tileJson)
    describe(@Query({ schema: query }) _: Parameters, @Req() request: FastifyRequest) {
      const [, parameters] = request.url.split('?');
      return this.tileJson.of(kind, this.config.publicUrl ?? `${request.protocol}://${request.host}`, parameters);
    }

    @Get(`${kind.name}/:z/:x/:y.mvt`)
    @ApiOperation({ summary: 'A vector tile (Mapbox Vector Tile 2.1, XYZ, Web Mercator): layer of the kind, or layer "clusters"' })
    @ApiParam({ name: 'z', schema: { type: 'integer', minimum: 0 } })
    @ApiParam({ name: 'x', schema: { type: 'integer', minimum: 0 } })
    @ApiParam({ name: 'y', schema: { type: 'integer', minimum: 0 } })
    @AnswersFile(VECTOR_TILE, 'The tile; empty where there are no records')
    @ApiResponse({ status: 304, description: 'The client has this tile already' })
    async tile(
      @SignedIn() viewer: Viewer,
      @Param({ schema: tileParameters }) tile: Tile,
      @Query({ schema: query }) parameters: Parameters,
      @Req() request: FastifyRequest,
      @Res() reply: FastifyReply,
    ) {
      const tag = await this.tags.tagOf(viewer, request.url, subjectsOf(kind));
      void reply.header('etag', tag).header('cache-control', PRIVATE);
      if (isKnown(request.headers['if-none-match'], tag)) return reply.status(304).send();
      return reply
        .type(VECTOR_TILE)
        .send(await this.kept.once(tag, request, reply, () => this.tiles.tile(kind, viewer, recordQueryFrom(kind, parameters), tile)));
    }
  }
  return namedFor(kind, TilesController, 'TilesController');
}
