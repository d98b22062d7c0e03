import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notes records of these kinds when they change, and stations that an agreement covers or covered before: they may be shared from now on, or no longer. */
export const noting = (kinds: string, more = ''): string => `
  create or replace function note_uncounted() returns trigger language plpgsql as $$
  begin
    insert into uncounted_records (record_id, kind) select n.record_id, n.kind from new_rows n where n.kind in (${kinds});
    if exists (select 1 from new_rows n where n.kind = 'sharing-agreements') then
      insert into uncounted_records (record_id, kind)
      select s.id, 'bts-stations'
      from new_rows n
      join record_versions v on v.record_id = n.record_id and v.revision in (n.revision, n.revision - 1)
      cross join jsonb_array_elements_text(case jsonb_typeof(v.data -> 'stations') when 'array' then v.data -> 'stations' else '[]' end) covered
      join bts_stations s on s.owner = v.data ->> 'host' and s.code = covered
      where n.kind = 'sharing-agreements';
    end if;${more}
    return null;
  end $$`;

/** All is counted again afterwards. */
export const EMPTY_SUMS = `
  do $$ begin
    truncate unit_sums, cell_sums, counted_facts, fact_sets, uncounted_records;
    update sums_state set stale = true;
  end $$`;

/**
 * Sums of units hold the figures themselves, not the fact sets they are made of: a dozen rows for each unit instead of some thousand, so that a status of
 * all communes reads two thousand rows and not a few hundred thousand. Every fact set knows which of the figures' conditions hold in it. Agreements are
 * counted as well.
 */
export class UnitSums1606867200020 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(EMPTY_SUMS);
    await run.query(`drop table unit_sums`);
    await run.query(`alter table fact_sets add column holds boolean[]`);
    // Which way of telling apart and adding up the sums were made in.
    await run.query(`alter table sums_state add column definition text`);
    // Unit 0 is the whole register, with what lies in no unit; owner and status '' are all of them. Lengths are millionths of a metre. Room on the pages, as rows are written again and again.
    await run.query(`
      create table unit_sums (
        unit_id integer not null,
        kind text not null,
        owner text not null,
        status text not null,
        sums bigint[] not null,
        constraint unit_sums_pkey primary key (unit_id, kind, owner, status)
      ) with (fillfactor = 50)`);
    await run.query(`
      create function add_sums(bigint[], bigint[]) returns bigint[] language sql immutable
      as 'select array_agg(a + b order by n) from unnest($1, $2) with ordinality as u(a, b, n)'`);
    await run.query(noting(`'bts-stations', 'cable-segments', 'sharing-agreements'`));
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(EMPTY_SUMS);
    await run.query(noting(`'bts-stations', 'cable-segments'`));
    await run.query(`drop function add_sums(bigint[], bigint[])`);
    await run.query(`drop table unit_sums`);
    await run.query(`alter table sums_state drop column definition`);
    await run.query(`alter table fact_sets drop column holds`);
    await run.query(`
      create table unit_sums (
        unit_id integer not null,
        set_id integer not null,
        n bigint not null,
        length_m numeric not null,
        done_m numeric not null,
        constraint unit_sums_pkey primary key (unit_id, set_id)
      )`);
  }
}
