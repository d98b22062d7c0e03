import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowSignedIn, SignedIn, type Viewer } from '../access/viewer.js';
import { Answers } from '../http/answers.js';
import { nearest } from './answers.js';
import { NearestService } from './nearest.service.js';
import { NEAREST_KINDS } from './nearest.sql.js';

const nearestQuery = z.strictObject({
  lon: z.coerce.number().min(-180).max(180),
  lat: z.coerce.number().min(-85).max(85),
  kinds: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(z.enum(NEAREST_KINDS)).min(1).max(2))
    .default([...NEAREST_KINDS]),
  limit: z.coerce.number().int().min(1).max(20).default(5),
});

@ApiTags('nearest')
@Controller('api/v1/nearest')
@AllowSignedIn()
export class NearestController {
  constructor(private readonly near: NearestService) {}

  @Get()
  @ApiOperation({ summary: 'The nearest operating stations that can be shared, and completed underground segments with free ducts, with distances in metres' })
  @Answers(nearest)
  async nearest(@SignedIn() viewer: Viewer, @Query({ schema: nearestQuery }) { lon, lat, kinds, limit }: z.infer<typeof nearestQuery>) {
    return { lon, lat, records: await this.near.nearest(viewer, [lon, lat], [...new Set(kinds)], limit) };
  }
}
