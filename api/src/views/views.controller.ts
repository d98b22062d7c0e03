import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AllowSignedIn, SignedIn, type Viewer } from '../access/viewer.js';
import { Answers } from '../http/answers.js';
import { Repeatable } from '../idempotency/repeatable.js';
import { idParameter } from '../registry/records.controller.js';
import { view, views } from './answers.js';
import { ViewsService } from './views.service.js';

/** An area of 200 corners and everything else that stands in an address. */
const LONGEST_QUERY = 8000;
const MOST_PARAMETERS = 60;
const NAME = /^[A-Za-z][\w.]{0,59}$/;

const isQuery = (text: string): boolean => {
  const parameters = [...new URLSearchParams(text)];
  return parameters.length <= MOST_PARAMETERS && parameters.every(([name, value]) => NAME.test(name) && !/\p{Cc}/u.test(value));
};

const viewName = z.string().trim().min(1).max(100);
const viewQuery = z
  .string()
  .max(LONGEST_QUERY)
  .transform((text) => text.replace(/^\?/, ''))
  .refine(
    isQuery,
    'Phải là phần sau dấu hỏi của địa chỉ trang bản đồ, ví dụ layers=bts-stations&owner=viettel | This must be what stands behind the question mark in the address of the map, such as layers=bts-stations&owner=viettel',
  );

const newView = z.strictObject({ name: viewName, query: viewQuery });
const viewChange = z
  .strictObject({ name: viewName.optional(), query: viewQuery.optional() })
  .refine(({ name, query }) => name !== undefined || query !== undefined, 'Cần tên mới hoặc nội dung mới | A new name or a new content is needed');

@ApiTags('views')
@Controller('api/v1/views')
@AllowSignedIn()
export class ViewsController {
  constructor(private readonly views: ViewsService) {}

  @Get()
  @ApiOperation({ summary: 'Your saved views of the map' })
  @Answers(views)
  async list(@SignedIn() viewer: Viewer) {
    return { items: await this.views.list(viewer) };
  }

  @Post()
  @Repeatable()
  @ApiOperation({ summary: 'Keep a view of the map under a name' })
  @Answers(view, 201)
  save(@SignedIn() viewer: Viewer, @Body({ schema: newView }) { name, query }: z.infer<typeof newView>) {
    return this.views.save(viewer, name, query);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Give a view another name or content' })
  @Answers(view)
  change(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number, @Body({ schema: viewChange }) change: z.infer<typeof viewChange>) {
    return this.views.change(viewer, id, change);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a view' })
  async remove(@SignedIn() viewer: Viewer, @Param('id', { schema: idParameter }) id: number) {
    await this.views.remove(viewer, id);
  }
}
