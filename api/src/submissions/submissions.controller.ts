import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow, SignedIn, type Viewer } from '../access/viewer.js';
import { Answers } from '../http/answers.js';
import { expected } from '../http/if-match.js';
import { oneOf, text } from '../http/text.js';
import { invalid } from '../http/validation.js';
import { Repeatable } from '../idempotency/repeatable.js';
import { KIND_NAMES } from '../registry/field.js';
import { idParameter } from '../registry/records.controller.js';
import { AfterWork, isAsync } from './after-work.js';
import { reasons, submission, submissionWithLog, submissions, valueTexts } from './answers.js';
import { RULE_IDS } from './checks/rules.js';
import { ConcludeService } from './conclude.service.js';
import { INCOMING, incomingItems, incomingUpload, readAgain } from './incoming.js';
import { SEVERITIES } from './reading/problem.js';
import { itemFilter } from './item-choice.js';
import { ReadingService } from './reading.service.js';
import { ReceiveService, type Received } from './receive.service.js';
import { ReviewService, type Decision } from './review.service.js';
import { STATES } from './steps.js';
import { SubmissionsService } from './submissions.service.js';
import { receiveForm } from './upload.js';
import { UploadsService } from './uploads.service.js';
import { REASONS, UNDECIDED, VERDICTS } from './verdicts.js';

const words = text().trim().max(5000);

const listQuery = z.strictObject({
  state: oneOf(STATES).optional(),
  kind: z.enum(KIND_NAMES).optional(),
  owner: z.string().max(100).optional(),
  returned: z.stringbool({ truthy: ['true'], falsy: ['false'] }).optional(),
  district: idParameter.optional(),
  severity: oneOf(SEVERITIES).optional(),
  rule: oneOf(RULE_IDS).optional(),
  claimedBy: z.enum(['me', 'others', 'nobody']).optional(),
  sort: z.enum(['newest', 'oldest']).optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
  cursor: idParameter.optional(),
});
const submitBody = z
  .strictObject({ message: words.optional(), leaveOutErrors: z.boolean().optional().describe('Send it without the rows that hold errors') })
  .default({});
const messageBody = z.strictObject({ message: words.optional() }).default({});
const commentBody = z.strictObject({ comment: words.optional() }).default({});
const returnBody = z.strictObject({
  comment: words.min(1, 'Nhập lời nhắn: doanh nghiệp cần biết phải sửa gì | Write some words: the operator must know what to mend'),
});
const refuses = (verdict: string): boolean => verdict === 'returned' || verdict === 'rejected';
/** Reasons and words of a whole package are not to go by one request. */
const isNarrow = (items: 'all' | 'clean' | z.infer<typeof itemFilter>): boolean => typeof items === 'object' && !!(items.rule ?? items.severity ?? items.q);
const decision = z
  .strictObject({
    items: z
      .union([z.enum(['all', 'clean']), z.array(z.number().int().positive()).min(1).max(10_000), itemFilter])
      .describe('Conditions choose of the items that have no verdict yet; to take verdicts back, of those that have one'),
    verdict: z.enum([...VERDICTS, UNDECIDED]).describe('`undecided` takes back verdicts on items named by id or by conditions'),
    reason: z.enum(REASONS.map((reason) => reason.code)).optional(),
    comment: words.optional(),
  })
  .refine((d) => !refuses(d.verdict) || d.reason, {
    path: ['reason'],
    message: 'Trả lại hoặc không duyệt phải có lý do | Returning or rejecting needs a reason',
  })
  .refine((d) => !refuses(d.verdict) || d.reason !== 'other' || d.comment, {
    path: ['comment'],
    message: 'Chọn “Lý do khác” thì phải ghi rõ lý do | “Another reason” needs words that say which',
  })
  .refine((d) => d.verdict !== UNDECIDED || Array.isArray(d.items) || isNarrow(d.items), {
    path: ['items'],
    message:
      'Bỏ kết luận phải nêu từng bản ghi theo id, hoặc lọc theo quy tắc, mức hay tên | Verdicts are taken back from items named by id, or found by rule, severity or name',
  });

function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  throw invalid(read.error.issues);
}

@ApiTags('submissions')
@Controller('api/v1/submissions')
@Allow('operator', 'inspector', 'administrator')
export class SubmissionsController {
  constructor(
    readonly receive: ReceiveService,
    private readonly submissions: SubmissionsService,
    private readonly review: ReviewService,
    readonly uploads: UploadsService,
    private readonly reading: ReadingService,
    private readonly after: AfterWork,
    private readonly concluding: ConcludeService,
  ) {}

  @Post()
  @Repeatable()
  @ApiConsumes('multipart/form-data', 'application/json')
  @ApiOperation({
    summary:
      'Send a file (multipart: file, and as wanted kind, crs, order, sheet, complete, onBehalfOf, note), an upload by its id, or records (JSON). The answer is a draft: read, checked, nothing else; 202 while it is still being read, at once with `Prefer: respond-async`.',
    requestBody: INCOMING,
  })
  @Answers(submissionWithLog, 200, 'The same file was sent before and is not decided yet: that submission as it is now, edits included, with `sentBefore`')
  @Answers(submissionWithLog, 201, 'A draft')
  @Answers(submissionWithLog, 202, 'Still being read: ask for it until `work` is null, or `work.state` is `failed`')
  async create(
    @SignedIn() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('prefer') prefer?: string,
  ) {
    const received = await this.receiveWhatCame(viewer, request, isAsync(prefer) ? 0 : undefined);
    void reply.status({ ready: 201, 'under way': 202, 'sent before': 200 }[received.state]);
    return { ...(await this.submissions.get(viewer, received.id)), ...(received.state === 'sent before' && { sentBefore: true }) };
  }

  private receiveWhatCame(viewer: Viewer, request: FastifyRequest, waitMs: number | undefined): Promise<Received> {
    if (request.isMultipart()) return receiveForm(this, viewer, request, waitMs);
    const hasUpload = typeof request.body === 'object' && request.body !== null && 'upload' in request.body;
    if (hasUpload) {
      const { upload, ...incoming } = parsed(incomingUpload, request.body);
      return this.receive.upload(viewer, incoming, upload, waitMs);
    }
    const { items, ...incoming } = parsed(incomingItems, request.body);
    return this.receive.items(viewer, incoming, items, waitMs);
  }

  @Put(':id/reading')
  @ApiOperation({ summary: 'Read the file again: other columns, values, coordinate system, sheet, or as a complete list. Edits made by hand stay.' })
  @Answers(submissionWithLog)
  @Answers(submissionWithLog, 202, 'Still under way')
  async readAgain(
    @SignedIn() viewer: Viewer,
    @Param('id', { schema: idParameter }) id: number,
    @Body({ schema: readAgain }) body: z.infer<typeof readAgain>,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('if-match') match?: string,
    @Headers('prefer') prefer?: string,
  ) {
    return this.after.answer(viewer, id, await this.reading.again(viewer, id, body, expected(match)), reply, prefer);
  }

  @Get(':id/values')
  @ApiOperation({ summary: 'Texts of the columns of codes and organisations, and what they were understood as' })
  @Answers(valueTexts)
  async values(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number) {
    return { items: await this.reading.values(viewer, id) };
  }

  @Post(':id/cancel')
  @HttpCode(204)
  @ApiOperation({ summary: 'Stop the work under way' })
  cancel(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number) {
    return this.reading.cancel(viewer, id);
  }

  @Get()
  @ApiOperation({ summary: 'Submissions you may see, the newest or the longest waiting first' })
  @Answers(submissions)
  list(@SignedIn() viewer: Viewer, @Query({ schema: listQuery }) query: z.infer<typeof listQuery>) {
    return this.submissions.list(viewer, query);
  }

  @Get('reasons')
  @ApiOperation({ summary: 'Reasons for returning or rejecting an item' })
  @Answers(reasons)
  reasons() {
    return { items: REASONS };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One submission with its log' })
  @Answers(submissionWithLog)
  get(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number) {
    return this.submissions.get(viewer, id);
  }

  @Post(':id/submit')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send the draft to the authority' })
  @Answers(submission)
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
  @Answers(submission)
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
  @ApiOperation({ summary: 'Verdict on rows: all undecided, the clean ones, by conditions or by id; by conditions or id it can also be taken back' })
  @Answers(submission)
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
  @Answers(submission)
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
  @Answers(submissionWithLog)
  @Answers(submissionWithLog, 202, 'Still under way')
  async conclude(
    @SignedIn() viewer: Viewer,
    @Param('id', { schema: idParameter }) id: number,
    @Body({ schema: commentBody }) body: z.infer<typeof commentBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('if-match') match?: string,
    @Headers('prefer') prefer?: string,
  ) {
    return this.after.answer(viewer, id, await this.concluding.begin(viewer, id, body.comment, expected(match)), reply, prefer);
  }
}
