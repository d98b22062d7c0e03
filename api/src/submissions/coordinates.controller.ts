import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow, SignedIn, type Viewer } from '../access/viewer.js';
import { Answers } from '../http/answers.js';
import { idParameter } from '../registry/records.controller.js';
import { coordinateFindings, points } from './answers.js';
import { CoordinatesService } from './coordinates.service.js';

const pointsQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(20_000).optional() });

@ApiTags('submissions')
@Controller('api/v1/submissions')
@Allow('operator', 'inspector', 'administrator')
export class CoordinatesController {
  constructor(private readonly coordinates: CoordinatesService) {}

  @Get(':id/coordinates')
  @ApiOperation({
    summary: 'How the coordinates of a package were read, how many rows lie in the province, and which other readings would bring more of them there',
  })
  @Answers(coordinateFindings)
  findings(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number) {
    return this.coordinates.findings(viewer, id);
  }

  @Get(':id/points')
  @ApiOperation({ summary: 'Points of a package for a small map: [item, longitude, latitude, inside, severity]' })
  @Answers(points)
  points(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number, @Query({ schema: pointsQuery }) { limit }: z.infer<typeof pointsQuery>) {
    return this.coordinates.points(viewer, id, limit);
  }
}
