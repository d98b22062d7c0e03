import { Controller, Get, Res, type Type } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { maySet } from '../access/policy.js';
import { AllowSignedIn, SignedIn, type Viewer } from '../access/viewer.js';
import { AnswersFile } from '../http/answers.js';
import { attachment } from '../http/attachment.js';
import { OrganizationsService } from '../organizations/organizations.service.js';
import type { Kind } from '../registry/field.js';
import { namedFor } from '../registry/kind-controller.js';
import { templateBook, XLSX_TYPE } from './template.js';

/** The blank workbook of one kind. It stands beside the kind's other routes, which would else take its name for a record's id. */
export function templateControllerFor(kind: Kind): Type {
  @ApiTags(kind.name)
  @Controller(`api/v1/${kind.name}`)
  @AllowSignedIn()
  class TemplateController {
    constructor(private readonly organizations: OrganizationsService) {}

    @Get('template.xlsx')
    @ApiOperation({ summary: 'A blank workbook to fill in, with the fields you may set / Tệp Excel mẫu để điền' })
    @AnswersFile(XLSX_TYPE)
    async template(@SignedIn() viewer: Viewer, @Res() reply: FastifyReply) {
      const fields = kind.fields.filter((field) => maySet(viewer, field));
      const book = await templateBook(kind, fields, await this.organizations.all());
      return reply
        .type(XLSX_TYPE)
        .header('content-disposition', attachment(`Mẫu ${kind.label.vi}.xlsx`))
        .send(Buffer.from(await book.xlsx.writeBuffer()));
    }
  }
  return namedFor(kind, TemplateController, 'TemplateController');
}
