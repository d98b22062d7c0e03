import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { MarkedRow, Plan } from './report-book.js';
import type { SummaryLine } from './summary.js';

/** A workbook this large in the library takes some hundred megabytes; more is not to be had. */
const MOST_MEMORY_MB = 1024;

/** The thread that writes a workbook; each call waits until the thread is ready for the next, so that rows do not pile up. */
export class WorkbookThread {
  private constructor(private readonly worker: Worker) {}

  /** @throws Error when the workbook of the plan cannot be opened */
  static async open(plan: Plan): Promise<WorkbookThread> {
    const worker = new Worker(new URL('./workbook-worker.js', import.meta.url), {
      workerData: plan,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    });
    const thread = new WorkbookThread(worker);
    await thread.done();
    return thread;
  }

  async add(rows: MarkedRow[]): Promise<void> {
    this.worker.postMessage({ rows });
    await this.done();
  }

  async finish(summary: SummaryLine[]): Promise<void> {
    this.worker.postMessage({ summary });
    await this.done();
  }

  close(): Promise<unknown> {
    return this.worker.terminate();
  }

  /** An error in the thread comes out of `once`. */
  private done(): Promise<unknown> {
    return once(this.worker, 'message');
  }
}
