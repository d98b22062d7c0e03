import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an answer may hang on: the tables, and the name their changes are counted under. */
const COUNTED = [
  ['bts_stations', 'bts-stations'],
  ['sharing_agreements', 'sharing-agreements'],
  ['cable_segments', 'cable-segments'],
  ['post_office_sites', 'post-office-sites'],
  ['administrative_units', 'units'],
  ['zones', 'zones'],
  ['unit_indicators', 'indicators'],
];

/** A count of changes of the register, by which a reader knows that nothing happened since; and the longest lines found first. */
export class Tiles1606867200011 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table register_revisions (subject text constraint register_revisions_pkey primary key, revision bigint not null default 0)`);
    await run.query(`insert into register_revisions (subject) values ${COUNTED.map(([, subject]) => `('${subject}')`).join(', ')}`);
    // What open transactions have changed; empty between them.
    await run.query(`
      create table register_touches (
        subject text not null,
        transaction xid8 not null default pg_current_xact_id(),
        constraint register_touches_pkey primary key (subject, transaction)
      )`);
    await run.query(`
      create function touch_register() returns trigger language plpgsql as $$
      begin
        insert into register_touches (subject) values (tg_argv[0]) on conflict do nothing;
        return null;
      end $$`);
    // Counted when the transaction commits, so that a long approval does not hold up a short one; all rows are locked in one order, so that two cannot wait for each other.
    await run.query(`
      create function count_touch() returns trigger language plpgsql as $$
      begin
        perform 1 from register_revisions order by subject for update;
        update register_revisions set revision = revision + 1 where subject = new.subject;
        delete from register_touches where subject = new.subject and transaction = new.transaction;
        return null;
      end $$`);
    await run.query(
      `create constraint trigger register_touches_count after insert on register_touches deferrable initially deferred for each row execute function count_touch()`,
    );
    for (const [table, subject] of COUNTED)
      await run.query(
        `create trigger ${table}_touch after insert or update or delete on ${table} for each statement execute function touch_register('${subject}')`,
      );
    await run.query(`create index cable_segments_length_idx on cable_segments (st_length(geom))`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`drop index cable_segments_length_idx`);
    for (const [table] of COUNTED) await run.query(`drop trigger ${table}_touch on ${table}`);
    await run.query(`drop table register_touches, register_revisions`);
    await run.query(`drop function count_touch(), touch_register()`);
  }
}
