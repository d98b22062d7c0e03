import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, SignedIn, type Viewer } from '../access/viewer.js';
import { Answers } from '../http/answers.js';
import { idParameter } from '../registry/records.controller.js';
import { elsewhere } from './answers.js';
import { ElsewhereService } from './elsewhere.service.js';

@ApiTags('submissions')
@Controller('api/v1/submissions/:id/elsewhere')
@Allow('operator', 'inspector', 'administrator')
export class ElsewhereController {
  constructor(private readonly elsewhere: ElsewhereService) {}

  @Get()
  @ApiOperation({ summary: 'Other packages, not decided yet, that hold records of this one by owner and code; only packages that the user may see' })
  @Answers(elsewhere)
  async list(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number) {
    return { items: await this.elsewhere.list(viewer, id) };
  }
}
