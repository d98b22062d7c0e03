import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
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
   * @returns how many bytes came before the stream ended, was cut off or reached `limit`
   */
  async write(id: string, offset: number, content: Readable, limit: number): Promise<number> {
    await mkdir(this.folder, { recursive: true });
    const file = await open(this.path(id), offset === 0 ? 'w' : 'r+');
    let written = 0;
    let held: Buffer[] = [];
    let bytes = 0;
    // Chunks of a line are small, and each write has its price.
    const flush = async (): Promise<void> => {
      if (!bytes) return;
      await file.writev(held, offset + written);
      written += bytes;
      [held, bytes] = [[], 0];
    };
    try {
      for await (const chunk of content as AsyncIterable<Buffer>) {
        const part = chunk.subarray(0, limit - written - bytes);
        held.push(part);
        bytes += part.length;
        const tooLong = part.length < chunk.length;
        if (tooLong || bytes >= AT_ONCE) await flush();
        if (tooLong) throw new TooLong(written);
      }
      await flush();
    } catch (error) {
      if (error instanceof TooLong) throw error;
      // A line that broke: what came so far is kept, the sender goes on from there.
      await flush().catch(() => undefined);
    } finally {
      await file.sync();
      await file.close();
    }
    return written;
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

/** So many bytes are written at a time. */
const AT_ONCE = 1 << 20;

/** More bytes came than the file may have. */
export class TooLong extends Error {
  constructor(readonly written: number) {
    super('more bytes than allowed');
  }
}
