import { Controller, Get, Param, type Type } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowSignedIn, SignedIn, type Viewer } from '../access/viewer.js';
import type { Kind } from '../registry/field.js';
import { namedFor } from '../registry/kind-controller.js';
import { idParameter } from '../registry/records.controller.js';
import { Answers } from '../http/answers.js';
import { waiting } from './answers.js';
import { WaitingService } from './waiting.service.js';

/** One route for each kind, beside those that read its records. */
export function waitingControllerFor(kind: Kind): Type {
  @ApiTags(kind.name)
  @Controller(`api/v1/${kind.name}`)
  @AllowSignedIn()
  class WaitingController {
    constructor(private readonly waiting: WaitingService) {}

    @Get(':id/waiting')
    @ApiOperation({ summary: 'Changes of a record in packages that are not decided yet, the latest first; only packages that the user may see' })
    @Answers(waiting)
    async list(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number) {
      return { items: await this.waiting.list(kind, viewer, id) };
    }
  }
  return namedFor(kind, WaitingController, 'WaitingController');
}
