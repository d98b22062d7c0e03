import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowSignedIn } from '../access/viewer.js';
import { isoDate } from '../registry/record-query.js';
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
  constructor(private readonly units: UnitsService) {}

  @Get('units')
  @Header('content-type', GEOJSON)
  @ApiOperation({ summary: 'Administrative units in force on a day, as GeoJSON (working boundaries, not legal ones)' })
  list(@Query({ schema: unitsQuery }) { level, asOf, parent }: z.infer<typeof unitsQuery>) {
    return this.units.collection(level, asOf, parent);
  }

  @Get('zones')
  @Header('content-type', GEOJSON)
  @ApiOperation({ summary: 'Urban and tourist zones, as GeoJSON' })
  zones() {
    return this.units.zones();
  }

  @Get('facts')
  @ApiOperation({ summary: 'Figures and facts about units, each with date and source' })
  async facts() {
    return { items: await this.units.facts() };
  }
}
