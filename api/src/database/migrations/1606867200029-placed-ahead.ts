import type { MigrationInterface, QueryRunner } from 'typeorm';
import { PLACE_POINTS } from './1606867200007-pieces.js';

/** As migration 14 has them: columns whose words are kept, and the fields of an item they come from. */
const WORDS = [
  ['bts_stations', 'bts-stations', ['name', 'address', 'declared_commune'], ['name', 'address', 'declaredCommune']],
  ['cable_segments', 'cable-segments', ['name', 'street'], ['name', 'street']],
  ['post_office_sites', 'post-office-sites', ['name', 'commune'], ['name', 'commune']],
] as const;

const addWords = (records: string, text: string): string => `
  insert into search_words
  select distinct w from (select distinct part from ${records}, string_to_table(${text}, ' ') part) parts, letter_words(part) w
  where not exists (select 1 from search_words s where s.word = w)`;

const NOT_AHEAD = `if current_setting('registry.placed_ahead', true) is distinct from 'on' then`;

const placing = (before: string, after: string): string => `
      create or replace function place_new_versions() returns trigger language plpgsql as $$
      begin
        ${before}
        execute $place$${PLACE_POINTS(`new_rows v where v.action <> 'delete' and`)}$place$;
        ${after}
        if exists (select 1 from new_rows v where v.action <> 'delete' and geometrytype(v.geom) not in ('POINT', 'POLYGON')) then
          perform add_long_placements((select array_agg(id) from new_rows where action <> 'delete'));
        end if;
        return null;
      end $$`;

export const PLACE_UNLESS_AHEAD = placing(NOT_AHEAD, 'end if;');

/**
 * Places and search words of records that are being written can be put down by a second session: places say nothing as long as their record is not there,
 * and a word that no record has does no harm.
 */
export class PlacedAhead1606867200029 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    // A row stands here until its records are; a process that ended before leaves it, and what it names is taken away by the next one.
    await run.query(`
      create table placed_ahead (
        submission_id bigint constraint placed_ahead_pkey primary key,
        records int8multirange not null
      )`);
    await run.query(`
      create function place_ahead(items bigint[], records bigint[]) returns void language plpgsql as $$
      begin
        execute $place$${PLACE_POINTS(`unnest($1, $2) p(item_id, record_id)
          cross join lateral (select p.record_id, 1 as revision, i.geom from submission_items i where i.id = p.item_id limit 1) v where`)}$place$ using items, records;
      end $$`);
    await run.query(PLACE_UNLESS_AHEAD);
    await run.query(`
      create function words_ahead(items bigint[]) returns void language plpgsql as $$
      begin
        ${addWords(
          `(select i.data, s.kind from unnest(items) n cross join lateral (select * from submission_items g where g.id = n limit 1) i
            join submissions s on s.id = i.submission_id) r`,
          this.textOfItem(),
        )};
      end $$`);
    for (const [table, , columns] of WORDS) await run.query(this.words(table, columns, NOT_AHEAD, 'end if;'));
  }

  async down(run: QueryRunner): Promise<void> {
    for (const [table, , columns] of WORDS) await run.query(this.words(table, columns, '', ''));
    await run.query(`drop function words_ahead(bigint[])`);
    await run.query(placing('', ''));
    await run.query(`drop function place_ahead(bigint[], bigint[])`);
    await run.query(`drop table placed_ahead`);
  }

  private textOfItem(): string {
    const cases = WORDS.map(([, kind, , fields]) => `when '${kind}' then concat_ws(' ', ${fields.map((field) => `r.data ->> '${field}'`).join(', ')})`);
    return `case r.kind ${cases.join(' ')} end`;
  }

  private words(table: string, columns: readonly string[], before: string, after: string): string {
    return `
      create or replace function ${table}_words() returns trigger language plpgsql as $$
      begin
        ${before}
        ${addWords('new_rows', `concat_ws(' ', ${columns.join(', ')})`)};
        ${after}
        return null;
      end $$`;
  }
}
