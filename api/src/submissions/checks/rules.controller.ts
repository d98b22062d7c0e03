import { Body, Controller, Get, Headers, Param, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow, AllowSignedIn, SignedIn, type Viewer } from '../../access/viewer.js';
import { Answers } from '../../http/answers.js';
import { expected } from '../../http/if-match.js';
import { rule, rules } from './answers.js';
import { RulesService, type RuleChange } from './rules.service.js';

const change = z.strictObject({
  severity: z.enum(['error', 'warning', 'info', 'off']).nullable().optional(),
  thresholds: z.record(z.string().max(50), z.number().finite()).optional(),
});

@ApiTags('rules')
@Controller('api/v1/rules')
export class RulesController {
  constructor(private readonly rules: RulesService) {}

  @Get()
  @AllowSignedIn()
  @ApiOperation({ summary: 'The check rules with their severity and thresholds, and how much they have found in open packages' })
  @Answers(rules)
  async list(@SignedIn() viewer: Viewer) {
    return { items: await this.rules.list(viewer) };
  }

  @Put(':id')
  @Allow('administrator')
  @ApiOperation({ summary: 'Sets the severity (null: its own again) and thresholds of a rule, from the next check on' })
  @Answers(rule)
  change(@SignedIn() viewer: Viewer, @Param('id') id: string, @Body({ schema: change }) body: RuleChange, @Headers('if-match') match?: string) {
    return this.rules.change(viewer, id, body, expected(match));
  }
}
