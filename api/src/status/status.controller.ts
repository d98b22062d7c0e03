import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowSignedIn, SignedIn, type Viewer } from '../access/viewer.js';
import { Answers } from '../http/answers.js';
import { isoDate, sharedParameters } from '../registry/record-query.js';
import { LEVELS } from '../units/units.service.js';
import { status } from './answers.js';
import { StatusService, type StatusQuery } from './status.service.js';

const statusQuery = z.strictObject({ level: z.enum(LEVELS).default('district'), unitsAsOf: isoDate.optional(), ...sharedParameters });

@ApiTags('status')
@Controller('api/v1/status')
@AllowSignedIn()
export class StatusController {
  constructor(private readonly status: StatusService) {}

  @Get()
  @ApiOperation({ summary: 'Figures of every administrative unit on a day: stations, sharing, cable, land sites, broadband' })
  @Answers(status)
  get(@SignedIn() viewer: Viewer, @Query({ schema: statusQuery }) query: Record<string, unknown>) {
    return this.status.status(viewer, query as unknown as StatusQuery);
  }
}
