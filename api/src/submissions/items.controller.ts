import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Allow, SignedIn, type Viewer } from '../access/viewer.js';
import { Answers } from '../http/answers.js';
import { expected } from '../http/if-match.js';
import { oneOf, text } from '../http/text.js';
import { idParameter } from '../registry/records.controller.js';
import { AfterWork } from './after-work.js';
import { changed, item, items, manyChanged, ruleCounts, type Item } from './answers.js';
import { BulkEditsService } from './bulk-edits.service.js';
import { RULE_IDS } from './checks/rules.js';
import { CHANGES } from './item.js';
import { itemFilter } from './item-choice.js';
import { ItemsService } from './items.service.js';
import { LeftOutService } from './left-out.service.js';
import { SEVERITIES } from './reading/problem.js';
import { VERDICTS } from './verdicts.js';

const itemsQuery = z.strictObject({
  id: idParameter.optional(),
  change: oneOf(CHANGES).optional(),
  severity: oneOf(SEVERITIES).optional(),
  verdict: oneOf([...VERDICTS, 'undecided']).optional(),
  rule: oneOf(RULE_IDS).optional(),
  unmended: z.stringbool({ truthy: ['true'], falsy: ['false'] }).optional(),
  q: text().trim().min(1).max(100).optional(),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
  cursor: z
    .string()
    .regex(/^-?\d{1,9}$/)
    .optional(),
});

const rulesQuery = z.strictObject({ change: oneOf(CHANGES).optional() });

const itemEdit = z
  .strictObject({ values: z.record(z.string().max(100), z.unknown()).optional(), geometry: z.unknown().optional() })
  .refine((edit) => edit.values || edit.geometry !== undefined, 'Cần có values hoặc geometry | values or geometry is needed');
const itemIds = z.array(z.number().int().positive()).min(1).max(10_000);
const itemChoice = z.union([z.literal('all'), itemIds, itemFilter.extend({ unmended: z.boolean().optional() })]);
const someItems = z.strictObject({ items: itemIds });
const manyEdit = z.strictObject({
  items: itemChoice,
  values: z
    .record(z.string().max(100), z.unknown())
    .refine((values) => Object.keys(values).length > 0, 'Cần ít nhất một trường | At least one field is needed'),
});

/** The rows of a package. */
@ApiTags('submissions')
@Controller('api/v1/submissions')
@Allow('operator', 'inspector', 'administrator')
export class ItemsController {
  constructor(
    private readonly items: ItemsService,
    private readonly bulk: BulkEditsService,
    private readonly leftOut: LeftOutService,
    private readonly after: AfterWork,
  ) {}

  @Get(':id/items')
  @ApiOperation({ summary: 'Rows of the package with what was found and what would change' })
  @Answers(items)
  listItems(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number, @Query({ schema: itemsQuery }) query: z.infer<typeof itemsQuery>) {
    return this.items.list(viewer, id, query);
  }

  @Post(':id/items')
  @ApiOperation({ summary: 'Put one more record into a draft; the package is checked again' })
  @Answers(item, 201)
  addItem(
    @SignedIn() viewer: Viewer,
    @Param('id', { schema: idParameter }) id: number,
    @Body({ schema: itemEdit }) edit: z.infer<typeof itemEdit>,
    @Headers('if-match') match?: string,
  ) {
    return this.items.edit(viewer, id, null, { ...edit, revision: expected(match) });
  }

  @Patch(':id/items/:item')
  @ApiOperation({ summary: 'Mend a row in place; the package is checked again' })
  @Answers(item)
  editItem(
    @SignedIn() viewer: Viewer,
    @Param('id', { schema: idParameter }) id: number,
    @Param('item', { schema: idParameter }) item: number,
    @Body({ schema: itemEdit }) edit: z.infer<typeof itemEdit>,
    @Headers('if-match') match?: string,
  ) {
    return this.items.edit(viewer, id, item, { ...edit, revision: expected(match) });
  }

  @Patch(':id/items')
  @ApiOperation({ summary: 'Give one value to many rows; they are checked again' })
  @Answers(manyChanged)
  @Answers(manyChanged, 202, 'Still under way')
  async editMany(
    @SignedIn() viewer: Viewer,
    @Param('id', { schema: idParameter }) id: number,
    @Body({ schema: manyEdit }) { items, values }: z.infer<typeof manyEdit>,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('if-match') match?: string,
    @Headers('prefer') prefer?: string,
  ) {
    const { changed, job } = await this.bulk.edit(viewer, id, items, values, expected(match));
    return { changed, submission: await this.after.answer(viewer, id, job, reply, prefer) };
  }

  @Post(':id/items/undo')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take back the last value that was given to many rows, where nothing was mended since' })
  @Answers(manyChanged)
  @Answers(manyChanged, 202, 'Still under way')
  async undo(
    @SignedIn() viewer: Viewer,
    @Param('id', { schema: idParameter }) id: number,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('if-match') match?: string,
    @Headers('prefer') prefer?: string,
  ) {
    const { changed, left, job } = await this.bulk.undo(viewer, id, expected(match));
    return { changed, left, submission: await this.after.answer(viewer, id, job, reply, prefer) };
  }

  @Get(':id/rules')
  @ApiOperation({ summary: 'What was found in the whole package, or in what changes so, by rule' })
  @Answers(ruleCounts)
  async rules(
    @SignedIn() viewer: Viewer,
    @Param('id', { schema: idParameter }) id: number,
    @Query({ schema: rulesQuery }) { change }: z.infer<typeof rulesQuery>,
  ) {
    return { items: await this.items.byRule(viewer, id, change) };
  }

  @Delete(':id/items/:item')
  @HttpCode(204)
  @ApiOperation({ summary: 'Leave a row out' })
  async leaveOut(
    @SignedIn() viewer: Viewer,
    @Param('id', { schema: idParameter }) id: number,
    @Param('item', { schema: idParameter }) item: number,
    @Headers('if-match') match?: string,
  ) {
    await this.leftOut.leaveOut(viewer, id, [item], { item: expected(match) });
  }

  @Post(':id/items/leave-out')
  @HttpCode(200)
  @ApiOperation({ summary: 'Leave several rows out' })
  @Answers(changed)
  leaveOutMany(
    @SignedIn() viewer: Viewer,
    @Param('id', { schema: idParameter }) id: number,
    @Body({ schema: someItems }) { items }: z.infer<typeof someItems>,
    @Headers('if-match') match?: string,
  ) {
    return this.leftOut.leaveOut(viewer, id, items, { revision: expected(match) });
  }

  @Post(':id/items/take-back')
  @HttpCode(200)
  @ApiOperation({ summary: 'Put several rows that were left out back as they were' })
  @Answers(changed)
  takeBackMany(
    @SignedIn() viewer: Viewer,
    @Param('id', { schema: idParameter }) id: number,
    @Body({ schema: someItems }) { items }: z.infer<typeof someItems>,
    @Headers('if-match') match?: string,
  ) {
    return this.leftOut.takeBack(viewer, id, items, expected(match));
  }

  @Post(':id/items/:item/take-back')
  @HttpCode(200)
  @ApiOperation({ summary: 'Put a row that was left out back as it was' })
  @Answers(item)
  async takeBack(
    @SignedIn() viewer: Viewer,
    @Param('id', { schema: idParameter }) id: number,
    @Param('item', { schema: idParameter }) item: number,
    @Headers('if-match') match?: string,
  ): Promise<Item | undefined> {
    await this.leftOut.takeBack(viewer, id, [item], expected(match));
    return (await this.items.list(viewer, id, { id: item })).items[0];
  }
}
