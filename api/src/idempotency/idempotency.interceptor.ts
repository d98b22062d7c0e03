import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { RequestWithViewer } from '../access/viewer.js';
import { Problem } from '../http/problem.js';
import { SubmissionsService } from '../submissions/submissions.service.js';
import { IdempotencyKeys, Replay } from './idempotency-keys.js';
import { identifyRequest, keyedRequest, type KeyedRequest } from './keyed-request.js';

/** Lets a client that got no answer ask again without creating twice (draft-ietf-httpapi-idempotency-key-header). */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly keys: IdempotencyKeys,
    private readonly submissions: SubmissionsService,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<RequestWithViewer>();
    const key = request.headers['idempotency-key'];
    if (key === undefined) return next.handle();
    if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) throw new Problem(422, 'bad-idempotency-key', BAD_KEY);
    return from(this.once(request, context.switchToHttp().getResponse<FastifyReply>(), key, () => lastValueFrom(next.handle())));
  }

  private async once(request: RequestWithViewer, reply: FastifyReply, key: string, handle: () => Promise<unknown>): Promise<unknown> {
    const keyed = this.keyed(request, key);
    try {
      return await keyedRequest.run(keyed, async () => {
        if (!request.isMultipart()) await identifyRequest(request.body);
        const answer = await handle();
        if (keyed.keyId) await this.keys.finish(keyed.keyId, reply.statusCode, answer);
        return answer;
      });
    } catch (error) {
      if (error instanceof Replay) {
        void reply.status(error.status).header('idempotency-replayed', 'true');
        return error.body;
      }
      if (keyed.keyId) await this.keys.giveUp(keyed.keyId);
      throw error;
    }
  }

  private keyed(request: RequestWithViewer, key: string): KeyedRequest {
    const viewer = request.viewer!;
    const keyed: KeyedRequest = {
      keyId: null,
      identify: async (fingerprint) => {
        const { id, submission } = await this.keys.take(viewer.id, key, `${request.method} ${request.url}`, fingerprint);
        keyed.keyId = id;
        if (!submission) return;
        // The process died between making the submission and answering: this is the answer it owed.
        const answer = await this.submissions.get(viewer, submission);
        const status = answer.state === 'receiving' ? 202 : 201;
        await this.keys.finish(id, status, answer);
        throw new Replay(status, answer);
      },
    };
    return keyed;
  }
}

const BAD_KEY = {
  vi: 'Tiêu đề Idempotency-Key phải gồm 1 đến 255 ký tự ASCII không có dấu cách.',
  en: 'The Idempotency-Key header must be 1 to 255 ASCII characters without spaces.',
};
