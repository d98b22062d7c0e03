import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { AllowSignedIn } from '../access/viewer.js';
import { answerNamed, Answers, bilingual, listOf } from '../http/answers.js';
import { searchSystems } from './load-system.js';

const systemsQuery = z.strictObject({ q: z.string().trim().max(100).default('') });

const systems = answerNamed('CoordinateSystems', listOf(z.object({ code: z.string(), label: bilingual })));

@ApiTags('coordinate systems')
@Controller('api/v1/crs')
@AllowSignedIn()
export class SystemsController {
  constructor(private readonly database: DataSource) {}

  @Get()
  @ApiOperation({ summary: 'Coordinate systems by EPSG code or words; those in use here first' })
  @Answers(systems)
  async search(@Query({ schema: systemsQuery }) { q }: z.infer<typeof systemsQuery>) {
    return { items: await searchSystems(this.database, q) };
  }
}
