import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { row, rows, sql, type Sql } from '../database/sql.js';
import type { Kind } from '../registry/field.js';

/** Words of so many items are looked for at a time, and so many texts go into the index, each of which takes longer. */
const PART = 5000;
const TEXTS = 1000;
const PAUSE_MS = 25;
const LOOK_MS = 10 * 60_000;

const partsOf = (submissionId: number): Sql => sql`
  select array_agg(n.id)::text as items
  from (select i.id, row_number() over (order by i.id) as n from submission_items i join applied_items a on a.item_id = i.id where i.submission_id = ${submissionId}) n
  group by n.n / ${PART}`;

/** The next ones after a record. None that somebody is writing is waited for: who writes many would in the end wait for this. */
const indexTexts = (after: number): Sql => sql`
  with waiting as materialized (
    select record_id from record_texts where not indexed and record_id > ${after} order by record_id limit ${TEXTS} for update skip locked),
  indexed as (update record_texts t set indexed = true from waiting w where t.record_id = w.record_id returning t.record_id)
  select max(record_id) as last from indexed`;

/** To be written with the records whose words are to come, see `Settling`. */
export const owesWords = (submissionId: number): Sql => sql`insert into unworded_submissions values (${submissionId})`;

/**
 * What many new records leave to be done, and nobody waits for: all is written and found. Texts wait for their place in the search index, the spelling
 * for their words, the planner for the tables' new size.
 */
@Injectable()
export class Settling implements OnApplicationShutdown {
  private readonly log = new Logger('Settling');
  private adding: Promise<void> = Promise.resolve();
  private timer?: NodeJS.Timeout;
  private ending = false;

  constructor(private readonly database: DataSource) {}

  /** Now and then looks for what was left undone, by a process that ended before or by an error. */
  start(): void {
    const look = (): void => void this.attempt(() => this.add());
    look();
    this.timer = setInterval(look, LOOK_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
    this.ending = true;
  }

  /** The embedded database has no autovacuum, and a real one may come too late for the next query. */
  async settle(kind: Kind): Promise<void> {
    const past = 'past_versions (kind, record_id, revision, submission_id, valid_from, valid_to, geom)';
    await this.attempt(async () => {
      for (const table of [kind.table, past, 'placements']) {
        // Where all take turns, whoever waited while the records were written comes first.
        await wait(PAUSE_MS);
        await this.database.query(`analyze ${table}`);
      }
      await this.add();
    });
  }

  /** All that is owed to the search, once what is under way has ended. */
  private add(): Promise<void> {
    this.adding = this.adding.then(() => this.attempt(() => this.addAllTexts())).then(() => this.attempt(() => this.addAllWords()));
    return this.adding;
  }

  private async addAllTexts(): Promise<void> {
    let after = 0;
    while (!this.ending) {
      const { last } = (await row<{ last: number | null }>(this.database, indexTexts(after)))!;
      if (last === null) break;
      after = last;
      await wait(PAUSE_MS);
    }
    // Every search goes through what the index has not taken in yet, and over the rows that were there before; and so far the planner believes that no text is in it.
    if (after && !this.ending) await this.database.query('vacuum (analyze) record_texts');
  }

  /** In small parts, as on a database with one connection others wait; whoever is stopped in between begins again, and adds no word twice. */
  private async addAllWords(): Promise<void> {
    for (const { id } of await rows<{ id: number }>(this.database, sql`select submission_id as id from unworded_submissions order by 1`)) {
      for (const { items } of await rows<{ items: string }>(this.database, partsOf(id))) {
        await rows(this.database, sql`select words_ahead(${items}::bigint[])`);
        await wait(PAUSE_MS);
      }
      await rows(this.database, sql`delete from unworded_submissions where submission_id = ${id}`);
    }
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log.warn(error);
    }
  }
}
