import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Answers } from '../http/answers.js';
import { text } from '../http/text.js';
import { idParameter } from '../registry/records.controller.js';
import { newToken, tokens } from './answers.js';
import { TokensService } from './tokens.service.js';
import { AllowSignedIn, InPerson, SignedIn, type Viewer } from './viewer.js';

const LONGEST_DAYS = 730;
const wanted = z.strictObject({ name: text().trim().min(1).max(100), days: z.int().min(1).max(LONGEST_DAYS).default(365) });

@ApiTags('connections')
@Controller('api/v1/tokens')
@AllowSignedIn()
export class TokensController {
  constructor(private readonly tokens: TokensService) {}

  @Get()
  @ApiOperation({ summary: 'Your tokens, without their secrets' })
  @Answers(tokens)
  async list(@SignedIn() viewer: Viewer) {
    return { items: await this.tokens.list(viewer) };
  }

  @Post()
  @InPerson()
  @ApiOperation({ summary: 'Make a token for a program that works in your name. Its secret is in this answer and never again.' })
  @Answers(newToken, 201)
  make(@SignedIn() viewer: Viewer, @Body({ schema: wanted }) { name, days }: z.infer<typeof wanted>) {
    return this.tokens.make(viewer, name, days);
  }

  @Delete(':id')
  @HttpCode(204)
  @InPerson()
  @ApiOperation({ summary: 'Revoke a token; it ends at once' })
  async revoke(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number) {
    await this.tokens.revoke(viewer, id);
  }
}
