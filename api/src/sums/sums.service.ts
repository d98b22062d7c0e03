import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { raw, row, rows, sql, type Runner, type Sql } from '../database/sql.js';
import { kindNamed } from '../registry/kinds.js';
import { TODAY } from '../registry/today.js';
import { COUNTED } from './facts.js';
import { countAnew, definition, noteAll, noteTurned } from './counting.sql.js';

interface State {
  day: string | null;
  today: string;
  stale: boolean;
  /** Records waiting to be counted, up to so many. */
  waiting: number;
}

/** In one statement; the embedded database has one session, and nobody should wait long for it. */
const ROUND = 5000;
/** Who asks may wait for so few to be counted first. */
const FEW = 2000;
const POLL_MS = 1000;
/** Any number, the same in all processes: one at a time counts. */
const LOCK = 7_041_202;
const DEFINITION = definition();

/** Keeps the sums in step with the register: counts in the background, or at once where there is little to count. */
@Injectable()
export class SumsService implements OnApplicationShutdown {
  private readonly log = new Logger('Sums');
  private timer?: NodeJS.Timeout;
  private counting: Promise<void> | null = null;
  private looking: Promise<void> = Promise.resolve();

  constructor(private readonly database: DataSource) {}

  start(): void {
    this.timer = setInterval(() => {
      const [before, now] = [this.looking, this.look()];
      this.looking = before.then(() => now);
    }, POLL_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
    await this.counting;
  }

  /** Whether the sums fit the register exactly, as a transaction `on` sees both. */
  async fit(on: Runner): Promise<boolean> {
    return !isBehind(await stateOf(on));
  }

  /** What the sums say to a question; null when they do not fit the register at this moment, and that is not soon mended. */
  async ask<Row>(question: Sql): Promise<Row[] | null> {
    // One statement sees both the state and the sums as of one moment.
    const asked = sql`select s.*, case when not s.stale and s.day = s.today and s.waiting = 0 then (select coalesce(json_agg(q), '[]') from (${question}) q) end as answer from (${STATE}) s`;
    const first = (await row<State & { answer: Row[] | null }>(this.database, asked))!;
    if (first.answer || !isSoonMended(first)) return first.answer;
    await this.count();
    return (await row<{ answer: Row[] | null }>(this.database, asked))!.answer;
  }

  /** Counts what little is waiting; a lot is left to the background, which looks again and again. */
  async catchUp(): Promise<void> {
    if (isSoonMended(await stateOf(this.database))) await this.count();
  }

  /** Counts all that is waiting. */
  count(): Promise<void> {
    this.counting ??= this.countAll().finally(() => (this.counting = null));
    return this.counting;
  }

  private async look(): Promise<void> {
    try {
      if (isBehind(await stateOf(this.database))) await this.count();
    } catch (error) {
      this.log.error(error);
    }
  }

  private async countAll(): Promise<void> {
    let all = 0;
    const rebuilt = await this.database.transaction((manager) => begin(manager));
    for (const name of COUNTED) {
      for (let taken = ROUND; taken === ROUND; all += taken)
        taken = await this.database.transaction(async (manager) => {
          await lock(manager);
          return (await row<{ taken: number }>(manager, countAnew(kindNamed(name), ROUND)))!.taken;
        });
    }
    // What was counted has left its old rows behind, over which everyone would have to read.
    if (rebuilt || all >= ROUND) await this.database.query('vacuum (analyze) uncounted_records, unit_sums, cell_sums, counted_facts, fact_sets');
  }
}

const isBehind = ({ day, today, stale, waiting }: State): boolean => stale || day !== today || waiting > 0;

const isSoonMended = (state: State): boolean => isBehind(state) && !state.stale && state.waiting <= FEW;

const lock = (on: Runner): Promise<unknown> => rows(on, sql`select pg_advisory_xact_lock(${LOCK})`);

const STATE = sql`select s.day::text as day, ${raw(TODAY)}::text as today, s.stale or s.definition is distinct from ${DEFINITION} as stale,
  (select count(*)::int from (select 1 from uncounted_records limit ${FEW + 1}) w) as waiting from sums_state s`;

const stateOf = async (on: Runner): Promise<State> => (await row<State>(on, STATE))!;

/** Notes what has to be counted besides what the triggers noted. @returns whether everything is counted again */
async function begin(on: Runner): Promise<boolean> {
  await lock(on);
  const { day, today, stale } = await stateOf(on);
  if (stale || day === null) {
    await rows(on, sql`delete from uncounted_records`);
    await rows(on, sql`truncate counted_facts`);
    // Not truncated: who is reading these in a transaction of his own goes on seeing them.
    await rows(on, sql`delete from unit_sums`);
    await rows(on, sql`delete from cell_sums`);
    await rows(on, sql`delete from fact_sets`);
    for (const name of COUNTED) await rows(on, noteAll(kindNamed(name)));
  } else if (day !== today) await rows(on, noteTurned(day, today));
  else return false;
  await rows(on, sql`update sums_state set day = ${today}::date, stale = false, definition = ${DEFINITION}`);
  return stale;
}
