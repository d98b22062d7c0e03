import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Viewer } from '../access/viewer.js';
import { Problem } from '../http/problem.js';
import { JobsService } from './jobs.service.js';
import { SubmissionsService } from './submissions.service.js';

/** So long a request waits for work it began. */
const PATIENCE_MS = 25_000;

/** RFC 7240: the sender does not want to wait. */
export const isAsync = (prefer: string | undefined): boolean => /\brespond-async\b/i.test(prefer ?? '');

/** Answers of requests that begin work. */
@Injectable()
export class AfterWork {
  constructor(
    private readonly submissions: SubmissionsService,
    private readonly jobs: JobsService,
  ) {}

  /** The submission once a job is done, or as it is when that takes longer (202). */
  async answer(viewer: Viewer, id: number, job: number | null, reply: FastifyReply, prefer?: string) {
    if (job === null) return this.submissions.get(viewer, id);
    if (isAsync(prefer)) this.jobs.launch(job);
    const { state, problem } = await this.jobs.outcome(job, isAsync(prefer) ? 0 : PATIENCE_MS);
    if (problem) throw new Problem(problem.status, problem.code, problem);
    void reply.status(state === 'done' ? 200 : 202);
    return this.submissions.get(viewer, id);
  }
}
