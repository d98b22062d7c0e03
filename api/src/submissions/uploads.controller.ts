import { Body, Controller, Get, Headers, Param, Patch, Post, Req } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { Allow, SignedIn, type Viewer } from '../access/viewer.js';
import { Answers } from '../http/answers.js';
import { Problem } from '../http/problem.js';
import { text } from '../http/text.js';
import { upload } from './answers.js';
import { UploadsService } from './uploads.service.js';

const uploadId = z.uuid('Mã tệp không đúng | The id of the upload is not valid');
const newUpload = z.strictObject({ fileName: text().trim().min(1).max(255), size: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });
const offsetHeader = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

@ApiTags('uploads')
@Controller('api/v1/uploads')
@Allow('operator', 'inspector', 'administrator')
export class UploadsController {
  constructor(private readonly uploads: UploadsService) {}

  @Post()
  @ApiOperation({ summary: 'Announce a file that will be sent in pieces' })
  @Answers(upload, 201)
  create(@SignedIn() viewer: Viewer, @Body({ schema: newUpload }) { fileName, size }: z.infer<typeof newUpload>) {
    return this.uploads.create(viewer, fileName, size);
  }

  @Get(':id')
  @ApiOperation({ summary: 'How much of it has arrived' })
  @Answers(upload)
  get(@SignedIn() viewer: Viewer, @Param('id', { schema: uploadId }) id: string) {
    return this.uploads.find(viewer, id);
  }

  @Patch(':id')
  @ApiConsumes('application/octet-stream')
  @ApiOperation({ summary: 'The next piece, from `Upload-Offset` on' })
  @Answers(upload)
  append(
    @SignedIn() viewer: Viewer,
    @Param('id', { schema: uploadId }) id: string,
    @Headers('upload-offset') offset: string | undefined,
    @Req() request: FastifyRequest,
  ) {
    const at = offsetHeader.safeParse(offset ?? 'missing');
    if (!at.success || !(request.body instanceof Readable)) throw notAPiece();
    return this.uploads.append(viewer, id, at.data, request.body);
  }
}

const notAPiece = (): Problem =>
  new Problem(422, 'not-a-piece', {
    vi: 'Cần tiêu đề Upload-Offset (số byte đã gửi) và nội dung kiểu application/octet-stream.',
    en: 'The header Upload-Offset (bytes sent so far) and a body of application/octet-stream are needed.',
  });
