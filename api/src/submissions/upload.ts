import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Viewer } from '../access/viewer.js';
import { Problem } from '../http/problem.js';
import { invalid } from '../http/validation.js';
import { incomingFields } from './incoming.js';
import type { ReceiveService } from './receive.service.js';

/** Puts the uploaded file on disk, reads it into a draft, and takes it off the disk again. @returns the draft's id. */
export async function receiveUpload(receive: ReceiveService, viewer: Viewer, request: FastifyRequest): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-upload-'));
  try {
    const { fields, file } = await readParts(request, join(folder, 'file'));
    const read = incomingFields.safeParse(fields);
    if (!read.success) throw invalid(read.error.issues);
    if (!file)
      throw new Problem(422, 'no-file', {
        vi: 'Chưa có tệp nào trong biểu mẫu. Chọn tệp rồi gửi lại.',
        en: 'There is no file in the form. Choose a file and send it again.',
      });
    const id = await receive.file(viewer, { ...read.data, fileName: file.name }, file.path);
    await receive.keep(viewer, id, file.name, file.path);
    return id;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readParts(request: FastifyRequest, path: string): Promise<{ fields: Record<string, unknown>; file: { name: string; path: string } | null }> {
  const fields: Record<string, unknown> = {};
  let file: { name: string; path: string } | null = null;
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      await save(part, path);
      file = { name: part.filename, path };
    } else if (part.value !== '') fields[part.fieldname] = part.value;
  }
  return { fields, file };
}

async function save(part: MultipartFile, path: string): Promise<void> {
  await pipeline(part.file, createWriteStream(path));
  if (!part.file.truncated) return;
  throw new Problem(413, 'file-too-large', {
    vi: 'Tệp vượt giới hạn cho phép. Chia tệp thành nhiều phần nhỏ hơn rồi gửi từng phần.',
    en: 'The file is over the limit. Split it into smaller parts and send each.',
  });
}
