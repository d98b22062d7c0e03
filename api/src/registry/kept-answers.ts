import { negotiate } from '@fastify/accept-negotiator';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { PACKED_FROM_BYTES, PACKING } from '../http/packing.js';

const MOST_BYTES = 48 * 1024 * 1024;
const [pack, unpack] = [promisify(gzip), promisify(gunzip)];

interface Answer {
  content: Buffer;
  packed: boolean;
}

/**
 * Answers that follow from their tag alone (see `TagsService`): kept while there is room, so that the next who asks for the same costs the database nothing.
 * Long ones are kept as they go over the line. Another register is another tag; what nobody asks for any more goes first.
 */
@Injectable()
export class KeptAnswers {
  private readonly kept = new Map<string, Promise<Answer>>();
  private bytes = 0;

  /** The answer of that tag for who asks, made now if there is none; the heads that tell how it is packed are set. */
  async once(tag: string, request: FastifyRequest, reply: FastifyReply, make: () => Promise<Buffer>): Promise<Buffer> {
    const { content, packed } = await this.answer(tag, make);
    if (!packed) return content;
    void reply.header('vary', 'accept-encoding');
    if (negotiate(request.headers['accept-encoding'] ?? '', ['gzip']) !== 'gzip') return unpack(content);
    void reply.header('content-encoding', 'gzip');
    return content;
  }

  private answer(tag: string, make: () => Promise<Buffer>): Promise<Answer> {
    const known = this.kept.get(tag);
    if (known) {
      // A map keeps the order in which things came: the first of it was not asked for longest.
      this.kept.delete(tag);
      this.kept.set(tag, known);
      return known;
    }
    const made = make().then(packedIfLong);
    this.kept.set(tag, made);
    made.then(
      ({ content }) => this.makeRoom(content.length),
      () => this.kept.delete(tag),
    );
    return made;
  }

  private async makeRoom(more: number): Promise<void> {
    this.bytes += more;
    for (const [tag, answer] of this.kept) {
      if (this.bytes <= MOST_BYTES) return;
      this.kept.delete(tag);
      // One that is still being made, and fails, was never counted.
      this.bytes -= await answer.then(
        ({ content }) => content.length,
        () => 0,
      );
    }
  }
}

const packedIfLong = async (content: Buffer): Promise<Answer> =>
  content.length < PACKED_FROM_BYTES ? { content, packed: false } : { content: await pack(content, PACKING), packed: true };
