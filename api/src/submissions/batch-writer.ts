import { setTimeout as wait } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { sessionsOf, takesTurns } from '../database/data-source.js';
import { rows, type Runner, type Sql } from '../database/sql.js';
import { Flights } from './flights.js';
import { openSessions, type Sessions } from './sessions.js';

/**
 * Rows of a batch, and batches on their way into the database while the next one is being read. Each statement looks up units, zones and rules anew, so
 * few large ones are best. But where all take turns nobody should wait long for one, and a pause lets through all that a waiting request has to ask.
 */
const PACE = { rows: 4000, inFlight: 2, pauseMs: 0 };
const PACE_IN_TURNS = { rows: 1000, inFlight: 1, pauseMs: 25 };
/** Three files are read at a time, each in two sessions of its own, and others need some too. */
const SESSIONS_TO_SPARE = 8;
/** After so many, those still on their way change nothing about what the statistics say. */
const BATCHES_THAT_TELL = 10;

/** Takes the batches of a file to the database: from the pool, and where many come in sessions of their own in which more is at hand. */
export class BatchWriter {
  readonly pace: typeof PACE;
  private readonly holdsSessions: boolean;
  private readonly flights: Flights;
  private sessions: Sessions | undefined;
  private opening: Promise<void> | undefined;
  private readonly ahead: Promise<void> | undefined;

  /**
   * @param prepare what such sessions do at their begin and at their end
   * @param about how many rows the file has
   */
  constructor(
    private readonly database: DataSource,
    private readonly prepare: { begin: Sql[]; end: Sql[] },
    about: number,
  ) {
    this.pace = takesTurns(database) ? PACE_IN_TURNS : PACE;
    this.holdsSessions = prepare.begin.length > 0 && sessionsOf(database) >= SESSIONS_TO_SPARE;
    this.flights = new Flights(Array.from({ length: this.pace.inFlight }, (): Runner => database));
    // Worth waiting for where many batches come. Elsewhere the first ones go ahead of it.
    if (this.areMany(about)) this.ahead = this.open();
  }

  /** Whether so many rows are many batches. */
  areMany(count: number): boolean {
    return count > this.pace.rows * BATCHES_THAT_TELL;
  }

  /** More batches come after this one. */
  async writeFull(statement: (prepared: boolean) => Sql, landed: () => void): Promise<void> {
    void this.open();
    await this.ahead;
    await this.write(statement, landed);
  }

  /** Waits until there is room for it, not until it is there. @throws what an earlier one failed with */
  async write(statement: (prepared: boolean) => Sql, landed: () => void): Promise<void> {
    if (this.pace.pauseMs) await wait(this.pace.pauseMs);
    await this.flights.start(async (on) => {
      await rows(on, statement(!!this.sessions?.runners.includes(on)));
      landed();
    });
  }

  /** Waits until nothing is on its way. */
  land(): Promise<void> {
    return this.flights.land();
  }

  readonly fail = (reason: unknown): void => this.flights.fail(reason);

  /** @throws what any failed with, or what was told to `fail` */
  check(): void {
    this.flights.check();
  }

  async close(): Promise<void> {
    await this.opening;
    await this.flights.land();
    await this.sessions?.close();
  }

  /** Where it may not be had, as by a user who may make no tables, the work goes without. */
  private open(): Promise<void> {
    if (!this.holdsSessions) return Promise.resolve();
    return (this.opening ??= openSessions(this.database, this.pace.inFlight, this.prepare.begin, this.prepare.end).then(
      (opened) => this.flights.move((this.sessions = opened).runners),
      () => undefined,
    ));
  }
}
