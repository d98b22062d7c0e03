import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { AllowSignedIn, SignedIn, type Viewer } from '../access/viewer.js';
import { Answers, AnswersGeoJson } from '../http/answers.js';
import { senders, unitAlone } from './answers.js';
import { UnitService } from './unit.service.js';

const unitId = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 31 - 1);

@ApiTags('units')
@Controller('api/v1/units')
@AllowSignedIn()
export class UnitController {
  constructor(private readonly units: UnitService) {}

  @Get(':id')
  @ApiOperation({ summary: 'One administrative unit as a GeoJSON feature, with what it belongs to, its parts, what was before it and what came after' })
  @AnswersGeoJson(unitAlone)
  async unit(@Param('id', { schema: unitId }) id: number, @Res() reply: FastifyReply) {
    return reply.type('application/geo+json; charset=utf-8').send(JSON.stringify(await this.units.unit(id)));
  }

  @Get(':id/senders')
  @ApiOperation({ summary: 'Operators with the last decided submission that touched a unit; an operator sees its own only' })
  @Answers(senders)
  async senders(@SignedIn() viewer: Viewer, @Param('id', { schema: unitId }) id: number) {
    return { items: await this.units.senders(viewer, id) };
  }
}
