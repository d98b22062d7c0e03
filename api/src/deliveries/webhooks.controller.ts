import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow, InPerson, SignedIn, type Viewer } from '../access/viewer.js';
import { Answers } from '../http/answers.js';
import { delivery, newWebhook, webhook } from './answers.js';
import { WebhooksService } from './webhooks.service.js';

const wanted = z.strictObject({
  url: z
    .string()
    .trim()
    .max(1000)
    .refine(
      (text) => /^https?:\/\//i.test(text) && URL.canParse(text) && !new URL(text).username && !new URL(text).password,
      'Nhập một địa chỉ dạng https://máy/đường-dẫn, không có mật khẩu | Enter an address like https://host/path, without a password',
    ),
});

@ApiTags('connections')
@Controller('api/v1/webhook')
@Allow('operator')
export class WebhooksController {
  constructor(private readonly webhooks: WebhooksService) {}

  @Get()
  @ApiOperation({ summary: 'Where your organisation is told by machine, with the last messages and how they went' })
  @Answers(webhook)
  get(@SignedIn() viewer: Viewer) {
    return this.webhooks.get(viewer);
  }

  @Put()
  @InPerson()
  @ApiOperation({
    summary:
      'Set the address. The secret in the answer is told this once; messages carry X-Registry-Signature: t=<seconds>,v1=<HMAC-SHA256 of "t.body" in hex>.',
  })
  @Answers(newWebhook)
  set(@SignedIn() viewer: Viewer, @Body({ schema: wanted }) { url }: z.infer<typeof wanted>) {
    return this.webhooks.set(viewer, url);
  }

  @Delete()
  @HttpCode(204)
  @InPerson()
  @ApiOperation({ summary: 'Take the address away; what is waiting is not sent any more' })
  async remove(@SignedIn() viewer: Viewer) {
    await this.webhooks.remove(viewer);
  }

  @Post('test')
  @HttpCode(200)
  @InPerson()
  @ApiOperation({ summary: 'Send a test now; the answer says how it went' })
  @Answers(delivery)
  test(@SignedIn() viewer: Viewer) {
    return this.webhooks.test(viewer);
  }
}
