import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { Viewer } from '../access/viewer.js';
import { storable } from '../database/storable.js';
import { Problem } from '../http/problem.js';
import { invalid } from '../http/validation.js';
import { identifyRequest } from '../idempotency/keyed-request.js';
import { incomingFields } from './incoming.js';
import type { Received, ReceiveService } from './receive.service.js';
import { BrokenOff, type UploadsService } from './uploads.service.js';

/** A form with a file in it: the file goes to the store, then it is received like one that came in pieces. */
export async function receiveForm(
  services: { receive: ReceiveService; uploads: UploadsService },
  viewer: Viewer,
  request: FastifyRequest,
  waitMs: number | undefined,
): Promise<Received> {
  const { fields, upload } = await readParts(services.uploads, viewer, request);
  try {
    if (upload) await identify(services.uploads, viewer, fields, upload);
    const read = incomingFields.safeParse(fields);
    if (!read.success) throw invalid(read.error.issues);
    if (!upload) throw noFile();
    return await services.receive.upload(viewer, read.data, upload, waitMs);
  } catch (error) {
    if (upload) await services.uploads.forget(upload);
    throw error;
  }
}

/** The same file with the same fields is the same request. */
async function identify(uploads: UploadsService, viewer: Viewer, fields: Record<string, unknown>, upload: string): Promise<void> {
  const { fileName, hash } = await uploads.complete(viewer, upload);
  await identifyRequest(fields, fileName, hash.toString('hex'));
}

async function readParts(
  uploads: UploadsService,
  viewer: Viewer,
  request: FastifyRequest,
): Promise<{ fields: Record<string, unknown>; upload: string | null }> {
  const fields: Record<string, unknown> = {};
  let upload: string | null = null;
  try {
    for await (const part of partsOf(request)) {
      if (part.type === 'file') upload = await keep(uploads, viewer, part);
      else if (part.value !== '') fields[part.fieldname] = part.value;
    }
  } catch (error) {
    if (upload) await uploads.forget(upload);
    throw error instanceof BrokenOff ? asProblem(error.cause) : error;
  }
  return { fields, upload };
}

/** What the parser finds wrong with the form itself, such as a missing end, it throws without a status. */
async function* partsOf(request: FastifyRequest): AsyncGenerator<Multipart> {
  try {
    yield* request.parts();
  } catch (error) {
    throw asProblem(error);
  }
}

function asProblem(error: unknown): unknown {
  if ((error as { code?: string } | null)?.code === 'FST_FILES_LIMIT') return oneFile();
  return (error as { statusCode?: number } | null)?.statusCode ? error : brokenForm();
}

async function keep(uploads: UploadsService, viewer: Viewer, part: MultipartFile): Promise<string> {
  const { id } = await uploads.keep(viewer, storable(part.filename) || 'file', part.file);
  if (!part.file.truncated) return id;
  await uploads.forget(id);
  throw new Problem(413, 'file-too-large', {
    vi: 'Tệp vượt giới hạn cho phép. Chia tệp thành nhiều phần nhỏ hơn rồi gửi từng phần.',
    en: 'The file is over the limit. Split it into smaller parts and send each.',
  });
}

const brokenForm = (): Problem =>
  new Problem(400, 'broken-form', {
    vi: 'Biểu mẫu đến không trọn vẹn nên không có gì được lưu. Gửi lại tệp.',
    en: 'The form did not arrive whole, so nothing was kept. Send the file again.',
  });

const oneFile = (): Problem =>
  new Problem(422, 'several-files', {
    vi: 'Biểu mẫu có nhiều tệp, mỗi hồ sơ chỉ nhận một tệp. Gửi từng tệp một; các lớp của một Shapefile thì nén chung thành một tệp .zip.',
    en: 'The form holds several files, and a submission takes one. Send them one by one; the parts of a Shapefile go into one .zip.',
  });

const noFile = (): Problem =>
  new Problem(422, 'no-file', {
    vi: 'Chưa có tệp nào trong biểu mẫu. Chọn tệp rồi gửi lại.',
    en: 'There is no file in the form. Choose a file and send it again.',
  });
