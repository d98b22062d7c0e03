import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowSignedIn, SignedIn, type Viewer } from '../access/viewer.js';
import { Answers } from '../http/answers.js';
import { isoDate } from '../registry/record-query.js';
import { found } from './answers.js';
import { SearchService } from './search.service.js';

const searchQuery = z.strictObject({
  q: z.string().trim().min(1).max(200),
  limit: z.coerce.number().int().min(1).max(20).default(8),
  asOf: isoDate.optional(),
});

@ApiTags('search')
@Controller('api/v1/search')
@AllowSignedIn()
export class SearchController {
  constructor(private readonly searching: SearchService) {}

  @Get()
  @ApiOperation({ summary: 'Records of all kinds, units and places for what somebody types: without diacritics, with a small typing error, or as coordinates' })
  @Answers(found)
  search(@SignedIn() viewer: Viewer, @Query({ schema: searchQuery }) { q, limit, asOf }: z.infer<typeof searchQuery>) {
    return this.searching.search(viewer, q, limit, asOf);
  }
}
