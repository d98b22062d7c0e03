import { Body, Controller, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow, SignedIn, type Viewer } from '../access/viewer.js';
import { Answers } from '../http/answers.js';
import { expected } from '../http/if-match.js';
import { idParameter } from '../registry/records.controller.js';
import { conflict, neighbours, submission } from './answers.js';
import { ConflictsService } from './conflicts.service.js';
import { NeighboursService } from './neighbours.service.js';

const choices = z.strictObject({
  fields: z.record(z.string().max(100), z.enum(['register', 'proposed'])),
  register: z.number().int().positive().nullable().optional().describe('Revision of the record that was looked at; 412 when it has moved on'),
});

@ApiTags('review')
@Controller('api/v1/submissions/:id/items/:item')
@Allow('inspector', 'administrator')
export class ConflictsController {
  constructor(
    private readonly conflicts: ConflictsService,
    private readonly neighbours: NeighboursService,
  ) {}

  @Get('neighbours')
  @ApiOperation({ summary: 'Records of all kinds within 300 m of the item, the nearest first' })
  @Answers(neighbours)
  near(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number, @Param('item', { schema: idParameter }) item: number) {
    return this.neighbours.list(viewer, id, item);
  }

  @Get('conflict')
  @ApiOperation({ summary: 'An item in conflict: the record when the package was sent, the record now, and what is proposed' })
  @Answers(conflict)
  conflict(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number, @Param('item', { schema: idParameter }) item: number) {
    return this.conflicts.get(viewer, id, item);
  }

  @Post('resolve')
  @HttpCode(200)
  @ApiOperation({ summary: 'Choose for each differing field: the register or the proposal. If-Match: the item’s revision' })
  @Answers(submission)
  resolve(
    @SignedIn() viewer: Viewer,
    @Param('id', { schema: idParameter }) id: number,
    @Param('item', { schema: idParameter }) item: number,
    @Body({ schema: choices }) body: z.infer<typeof choices>,
    @Headers('if-match') match?: string,
  ) {
    return this.conflicts.resolve(viewer, id, item, body, expected(match));
  }
}
