import type { Runner } from '../database/sql.js';

/** Statements on their way into the database while the next one is being made, one at a time on each runner. */
export class Flights {
  private readonly flying = new Set<Promise<unknown>>();
  private turn = 0;
  private failure: { reason: unknown } | undefined;

  constructor(private free: Runner[]) {}

  /** From now on only these are used. */
  move(runners: Runner[]): void {
    this.turn++;
    this.free = [...runners];
  }

  /** Waits for a runner and starts. @throws what an earlier one failed with */
  async start(work: (on: Runner) => Promise<unknown>): Promise<void> {
    while (!this.free.length) await Promise.race(this.flying);
    this.check();
    const runner = this.free.pop()!;
    const { turn } = this;
    const flight: Promise<unknown> = work(runner)
      .catch(this.fail)
      .finally(() => {
        this.flying.delete(flight);
        if (turn === this.turn) this.free.push(runner);
      });
    this.flying.add(flight);
  }

  /** Waits until nothing is on its way; what failed is told by `check`. */
  async land(): Promise<void> {
    await Promise.all(this.flying);
  }

  readonly fail = (reason: unknown): void => {
    this.failure ??= { reason };
  };

  check(): void {
    if (this.failure) throw this.failure.reason;
  }
}
