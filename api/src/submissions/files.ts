import { Inject, Injectable } from '@nestjs/common';
import { createHash, type Hash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { CONFIG, type Config } from '../config.js';

/** The bytes of files that were sent in: a folder, which several processes may share over the network. */
@Injectable()
export class FileStore {
  private readonly folder: string;

  constructor(@Inject(CONFIG) config: Config) {
    this.folder = config.filesDir;
  }

  /** Where a file lies; `id` is a UUID of our own making, so it cannot lead elsewhere. */
  path(id: string): string {
    return join(this.folder, id);
  }

  /**
   * Writes what comes from `offset` on and waits until it is on the disk.
   * @param hash is told all that is written
   * @throws TooLong when more than `limit` bytes come, NoRoom when the disk is full
   */
  async write(id: string, offset: number, content: Readable, limit: number, hash?: Hash): Promise<Written> {
    let file: FileHandle | undefined;
    try {
      await mkdir(this.folder, { recursive: true });
      // Never cut off: another sender of the same piece may have come further. And made by its first piece only, or what is gone would be zeros.
      file = await open(this.path(id), constants.O_RDWR | (offset === 0 ? constants.O_CREAT : 0));
      const written = await writeAll(file, offset, content, limit, hash);
      await file.sync();
      return written;
    } catch (error) {
      if (!FULL.includes(codeOf(error))) {
        content.destroy();
        throw error;
      }
      // A sender that nobody listens to any more does not hear why.
      await goThrough(content, limit);
      throw new NoRoom();
    } finally {
      await file?.close();
    }
  }

  async hash(id: string): Promise<Buffer> {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(this.path(id), { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) hash.update(chunk);
    return hash.digest();
  }

  remove(id: string): Promise<void> {
    return rm(this.path(id), { force: true });
  }
}

export interface Written {
  bytes: number;
  /** Why there are no more, if what was to come broke off. */
  broken?: unknown;
}

/** So many bytes are written at a time: chunks of a line are small, and each write has its price. */
const AT_ONCE = 1 << 20;

async function writeAll(file: FileHandle, offset: number, content: Readable, limit: number, hash?: Hash): Promise<Written> {
  let held: Buffer[] = [];
  let [bytes, waiting] = [0, 0];
  const flush = async (): Promise<void> => {
    // The system may take a part only, as when the disk is nearly full.
    for (let left = held; waiting > 0;) {
      const { bytesWritten } = await file.writev(left, offset + bytes);
      bytes += bytesWritten;
      waiting -= bytesWritten;
      left = waiting ? [Buffer.concat(left).subarray(bytesWritten)] : [];
    }
    held = [];
  };
  for await (const { chunk, broken } of chunksOf(content)) {
    if (broken !== undefined) {
      // What came so far is kept, the sender goes on from there.
      await flush();
      return { bytes, broken };
    }
    const part = chunk.subarray(0, limit - bytes - waiting);
    held.push(part);
    hash?.update(part);
    waiting += part.length;
    const tooLong = part.length < chunk.length;
    if (tooLong || waiting >= AT_ONCE) await flush();
    if (tooLong) throw new TooLong();
  }
  await flush();
  return { bytes };
}

/** A line that broke is told from a disk that did. Who stops halfway can go on. */
async function* chunksOf(content: Readable): AsyncGenerator<{ chunk: Buffer; broken?: unknown }> {
  try {
    for await (const chunk of content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) yield { chunk };
  } catch (error) {
    yield { chunk: Buffer.alloc(0), broken: error ?? new Error('The stream broke off') };
  }
}

/** Reads what is still to come, up to a limit, and keeps nothing of it. */
async function goThrough(content: Readable, limit: number): Promise<void> {
  let bytes = 0;
  for await (const { chunk } of chunksOf(content)) if ((bytes += chunk.length) > limit) break;
  content.destroy();
}

const codeOf = (error: unknown): string => String((error as { code?: string } | null)?.code);
/** No space on the disk, none of the user's share left, or more than a file may hold there. */
const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** More bytes came than the file may have. */
export class TooLong extends Error {
  constructor() {
    super('more bytes than allowed');
  }
}

/** There is no room on the disk. */
export class NoRoom extends Error {
  constructor() {
    super('no room on the disk');
  }
}
