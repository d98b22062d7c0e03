import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow, SignedIn, type Viewer } from '../access/viewer.js';
import { Answers } from '../http/answers.js';
import { text } from '../http/text.js';
import { idParameter } from '../registry/records.controller.js';
import { oneWord, submission, thread } from './answers.js';
import { WordsService } from './words.service.js';

const wordsBody = z.strictObject({
  item: z.number().int().positive().optional(),
  words: text().trim().min(1, 'Nhập lời nhắn | Write some words').max(5000),
});
const openedBody = z.strictObject({ items: z.union([z.literal('all'), z.array(z.number().int().positive()).max(10_000)]).optional() }).default({});

@ApiTags('submissions')
@Controller('api/v1/submissions/:id/words')
@Allow('operator', 'inspector', 'administrator')
export class WordsController {
  constructor(private readonly words: WordsService) {}

  @Get()
  @ApiOperation({ summary: 'What sender and authority wrote to each other' })
  @Answers(thread)
  list(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number) {
    return this.words.list(viewer, id);
  }

  @Post()
  @ApiOperation({ summary: 'Write to the other side, about the package or one of its items' })
  @Answers(oneWord, 201)
  write(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number, @Body({ schema: wordsBody }) body: z.infer<typeof wordsBody>) {
    return this.words.write(viewer, id, body.words, body.item);
  }

  @Post('opened')
  @HttpCode(200)
  @ApiOperation({ summary: 'The other side’s words were opened; what was returned can be sent again only then' })
  @Answers(submission)
  opened(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number, @Body({ schema: openedBody }) body: z.infer<typeof openedBody>) {
    return this.words.open(viewer, id, body.items);
  }
}
