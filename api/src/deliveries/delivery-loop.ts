import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeliveriesService } from './deliveries.service.js';

const PAUSE_MS = 2_000;
const AT_ONCE = 5;
const TIDY_MS = 3_600_000;

/** Looks every few seconds for messages to send, until the process ends. */
@Injectable()
export class DeliveryLoop implements OnModuleDestroy {
  private readonly log = new Logger('Deliveries');
  private readonly ending = new AbortController();
  private readonly ended = new Promise((done) => this.ending.signal.addEventListener('abort', done));
  private running: Promise<void> = Promise.resolve();
  private tidiedAt = 0;

  constructor(private readonly deliveries: DeliveriesService) {}

  start(): void {
    this.running = this.run();
  }

  async onModuleDestroy(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.ending;
    while (!signal.aborted) {
      const more = await this.round().catch((error: Error) => {
        // A database that is away for a moment must not end the loop.
        this.log.error(error.stack);
        return false;
      });
      if (!more) await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** @returns whether there may be more to send at once. */
  private async round(): Promise<boolean> {
    if (Date.now() - this.tidiedAt > TIDY_MS) {
      this.tidiedAt = Date.now();
      await this.deliveries.forgetOld();
    }
    const due = await this.deliveries.take(AT_ONCE);
    const attempts = Promise.all(due.map((one) => this.deliveries.attempt(one, this.ending.signal)));
    // A mail server that takes its time must not hold up the end.
    await Promise.race([attempts, this.ended]);
    return due.length === AT_ONCE;
  }
}
