import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow, SignedIn, type Viewer } from '../access/viewer.js';
import { Answers, AnswersFile } from '../http/answers.js';
import { attachment } from '../http/attachment.js';
import { idParameter } from '../registry/records.controller.js';
import { XLSX_TYPE } from '../templates/template.js';
import { report } from './answers.js';
import { ReportService, type Download } from './report.service.js';

@ApiTags('submissions')
@Controller('api/v1/submissions')
@Allow('operator', 'inspector', 'administrator')
export class ReportController {
  constructor(private readonly reports: ReportService) {}

  @Get(':id/report.xlsx')
  @ApiOperation({ summary: 'The sender’s own workbook back, with problems as comments, colours and a last column / Tệp Excel của bạn kèm kết quả kiểm tra' })
  @AnswersFile(XLSX_TYPE)
  async workbook(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number, @Res() reply: FastifyReply) {
    return send(reply, XLSX_TYPE, await this.reports.workbook(viewer, id));
  }

  @Get(':id/report.csv')
  @ApiOperation({ summary: 'Everything that was found, one line each' })
  @AnswersFile('text/csv')
  async csv(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number, @Res() reply: FastifyReply) {
    return send(reply, 'text/csv; charset=utf-8', await this.reports.csv(viewer, id));
  }

  @Get(':id/report.json')
  @ApiOperation({ summary: 'The submission, its counts, and the items with something found or with the authority’s words' })
  @Answers(report)
  async json(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number, @Res() reply: FastifyReply) {
    return send(reply, 'application/json; charset=utf-8', await this.reports.json(viewer, id));
  }
}

const send = (reply: FastifyReply, type: string, { name, content }: Download) => reply.type(type).header('content-disposition', attachment(name)).send(content);
