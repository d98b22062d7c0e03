import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow, SignedIn, type Viewer } from '../access/viewer.js';
import { expected } from '../http/if-match.js';
import { invalid } from '../http/validation.js';
import { KIND_NAMES } from '../registry/field.js';
import { idParameter } from '../registry/records.controller.js';
import { incomingItems } from './incoming.js';
import { ItemsService } from './items.service.js';
import { ReceiveService } from './receive.service.js';
import { ReviewService, type Decision } from './review.service.js';
import { SubmissionsService } from './submissions.service.js';
import { receiveUpload } from './upload.js';
import { REASONS, VERDICTS } from './verdicts.js';

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(z.enum(values)));

const words = z.string().trim().max(5000);
const STATES = ['draft', 'submitted', 'in_review', 'decided', 'returned', 'withdrawn'] as const;

const listQuery = z.strictObject({
  state: oneOf(STATES).optional(),
  kind: z.enum(KIND_NAMES).optional(),
  owner: z.string().max(100).optional(),
  district: idParameter.optional(),
  severity: oneOf(['error', 'warning', 'info']).optional(),
  claimedBy: z.enum(['me', 'others', 'nobody']).optional(),
  sort: z.enum(['newest', 'oldest']).optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
  cursor: idParameter.optional(),
});
const itemsQuery = z.strictObject({
  change: oneOf(['new', 'changed', 'unchanged', 'conflicting']).optional(),
  severity: oneOf(['error', 'warning', 'info']).optional(),
  verdict: oneOf([...VERDICTS, 'undecided']).optional(),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
});

const itemEdit = z
  .strictObject({ values: z.record(z.string().max(100), z.unknown()).optional(), geometry: z.unknown().optional() })
  .refine((edit) => edit.values || edit.geometry !== undefined, 'Cần có values hoặc geometry | values or geometry is needed');
const submitBody = z.strictObject({ message: words.optional(), leaveOutErrors: z.boolean().optional() }).default({});
const messageBody = z.strictObject({ message: words.optional() }).default({});
const commentBody = z.strictObject({ comment: words.optional() }).default({});
const returnBody = z.strictObject({
  comment: words.min(1, 'Nhập lời nhắn: doanh nghiệp cần biết phải sửa gì | Write some words: the operator must know what to mend'),
});
const decision = z
  .strictObject({
    items: z.union([z.enum(['all', 'clean']), z.array(z.number().int().positive()).min(1).max(10_000)]),
    verdict: z.enum(VERDICTS),
    reason: z.enum(REASONS.map((reason) => reason.code)).optional(),
    comment: words.optional(),
  })
  .refine((d) => d.verdict.startsWith('approved') || d.reason, {
    path: ['reason'],
    message: 'Trả lại hoặc không duyệt phải có lý do | Returning or rejecting needs a reason',
  });

@ApiTags('submissions')
@Controller('api/v1/submissions')
@Allow('operator', 'inspector', 'administrator')
export class SubmissionsController {
  constructor(
    private readonly receive: ReceiveService,
    private readonly submissions: SubmissionsService,
    private readonly items: ItemsService,
    private readonly review: ReviewService,
  ) {}

  @Post()
  @ApiConsumes('multipart/form-data', 'application/json')
  @ApiOperation({
    summary: 'Send a file (multipart: kind, crs, onBehalfOf, note, file) or records (JSON). The answer is a draft: read, checked, nothing else.',
  })
  async create(@SignedIn() viewer: Viewer, @Req() request: FastifyRequest) {
    return this.submissions.get(
      viewer,
      request.isMultipart() ? await receiveUpload(this.receive, viewer, request) : await this.createFromItems(viewer, request.body),
    );
  }

  private createFromItems(viewer: Viewer, body: unknown): Promise<number> {
    const read = incomingItems.safeParse(body);
    if (!read.success) throw invalid(read.error.issues);
    const { items, ...incoming } = read.data;
    return this.receive.items(viewer, incoming, items);
  }

  @Get()
  @ApiOperation({ summary: 'Submissions you may see, the newest or the longest waiting first' })
  list(@SignedIn() viewer: Viewer, @Query({ schema: listQuery }) query: z.infer<typeof listQuery>) {
    return this.submissions.list(viewer, query);
  }

  @Get('reasons')
  @ApiOperation({ summary: 'Reasons for returning or rejecting an item' })
  reasons() {
    return { items: REASONS };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One submission with its log' })
  get(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number) {
    return this.submissions.get(viewer, id);
  }

  @Get(':id/items')
  @ApiOperation({ summary: 'Rows of the package with what was found and what would change' })
  listItems(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number, @Query({ schema: itemsQuery }) query: z.infer<typeof itemsQuery>) {
    return this.items.list(viewer, id, query);
  }

  @Patch(':id/items/:item')
  @ApiOperation({ summary: 'Mend a row in place; the package is checked again' })
  editItem(
    @SignedIn() viewer: Viewer,
    @Param('id', { schema: idParameter }) id: number,
    @Param('item', { schema: idParameter }) item: number,
    @Body({ schema: itemEdit }) edit: z.infer<typeof itemEdit>,
    @Headers('if-match') match?: string,
  ) {
    return this.items.edit(viewer, id, item, { ...edit, revision: expected(match) });
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
    await this.items.leaveOut(viewer, id, item, expected(match));
  }

  @Post(':id/submit')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send the draft to the authority' })
  submit(
    @SignedIn() viewer: Viewer,
    @Param('id', { schema: idParameter }) id: number,
    @Body({ schema: submitBody }) body: z.infer<typeof submitBody>,
    @Headers('if-match') match?: string,
  ) {
    return this.review.submit(viewer, id, body.message, body.leaveOutErrors, expected(match));
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take it back' })
  withdraw(
    @SignedIn() viewer: Viewer,
    @Param('id', { schema: idParameter }) id: number,
    @Body({ schema: messageBody }) body: z.infer<typeof messageBody>,
    @Headers('if-match') match?: string,
  ) {
    return this.review.withdraw(viewer, id, body.message, expected(match));
  }

  @Post(':id/decide')
  @HttpCode(200)
  @Allow('inspector', 'administrator')
  @ApiOperation({ summary: 'Verdict on rows: all undecided, the clean ones, or by id' })
  decide(
    @SignedIn() viewer: Viewer,
    @Param('id', { schema: idParameter }) id: number,
    @Body({ schema: decision }) body: z.infer<typeof decision>,
    @Headers('if-match') match?: string,
  ) {
    return this.review.decide(viewer, id, body as Decision, expected(match));
  }

  @Post(':id/return')
  @HttpCode(200)
  @Allow('inspector', 'administrator')
  @ApiOperation({ summary: 'Send the whole package back with words' })
  sendBack(
    @SignedIn() viewer: Viewer,
    @Param('id', { schema: idParameter }) id: number,
    @Body({ schema: returnBody }) body: z.infer<typeof returnBody>,
    @Headers('if-match') match?: string,
  ) {
    return this.review.sendBack(viewer, id, body.comment, expected(match));
  }

  @Post(':id/conclude')
  @HttpCode(200)
  @Allow('inspector', 'administrator')
  @ApiOperation({ summary: 'End the review: approved rows reach the register in one transaction, and the operator is told' })
  conclude(
    @SignedIn() viewer: Viewer,
    @Param('id', { schema: idParameter }) id: number,
    @Body({ schema: commentBody }) body: z.infer<typeof commentBody>,
    @Headers('if-match') match?: string,
  ) {
    return this.review.conclude(viewer, id, body.comment, undefined, expected(match));
  }
}
