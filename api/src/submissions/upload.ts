import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Viewer } from '../access/viewer.js';
import { Problem } from '../http/problem.js';
import { invalid } from '../http/validation.js';
import { identifyRequest } from '../idempotency/keyed-request.js';
import { incomingFields } from './incoming.js';
import type { ReceiveService } from './receive.service.js';

/** Puts the uploaded file on disk, reads it into a draft, and takes it off the disk again. @returns the draft's id. */
export async function receiveUpload(receive: ReceiveService, viewer: Viewer, request: FastifyRequest): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-upload-'));
  try {
    const { fields, file } = await readParts(request, join(folder, 'file'));
    await identifyRequest(fields, file?.name, file?.hash);
    const read = incomingFields.safeParse(fields);
    if (!read.success) throw invalid(read.error.issues);
    if (!file)
      throw new Problem(422, 'no-file', {
        vi: 'Chưa có tệp nào trong biểu mẫu. Chọn tệp rồi gửi lại.',
        en: 'There is no file in the form. Choose a file and send it again.',
      });
    return await receive.file(viewer, { ...read.data, fileName: file.name }, file.path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface SavedFile {
  name: string;
  path: string;
  hash: string;
}

async function readParts(request: FastifyRequest, path: string): Promise<{ fields: Record<string, unknown>; file: SavedFile | null }> {
  const fields: Record<string, unknown> = {};
  let file: SavedFile | null = null;
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      file = { name: part.filename, path, hash: await save(part, path) };
    } else if (part.value !== '') fields[part.fieldname] = part.value;
  }
  return { fields, file };
}

/** @returns the hash of what was saved. */
async function save(part: MultipartFile, path: string): Promise<string> {
  const hash = createHash('sha256');
  part.file.on('data', (bytes: Buffer) => hash.update(bytes));
  await pipeline(part.file, createWriteStream(path));
  if (!part.file.truncated) return hash.digest('hex');
  throw new Problem(413, 'file-too-large', {
    vi: 'Tệp vượt giới hạn cho phép. Chia tệp thành nhiều phần nhỏ hơn rồi gửi từng phần.',
    en: 'The file is over the limit. Split it into smaller parts and send each.',
  });
}
