import type { MigrationInterface, QueryRunner } from 'typeorm';
import { AFTER_NEW_VERSIONS } from './1606867200004-history-and-placement.js';

/** What a version says about its day; over a row `n` of `record_versions`. */
const NOTES = `
  select (n.valid_from at time zone 'Asia/Ho_Chi_Minh')::date, n.kind,
    case n.kind when 'bts-stations' then n.data ->> 'owner' when 'sharing-agreements' then n.data ->> 'host'
      when 'cable-segments' then n.data ->> 'lead_organization' else n.data ->> 'operator' end,
    coalesce((n.kind = 'bts-stations' and n.data ->> 'status' = 'planned') or (n.kind = 'sharing-agreements' and n.data ->> 'status' = 'proposed'), false),
    count(*)`;

export const NOTE_REGISTER_DAYS = `
      create or replace function note_register_days() returns trigger language plpgsql as $$
      begin
        insert into register_days (day, kind, owner, confidential, changes) ${NOTES} from new_rows n group by 1, 2, 3, 4;
        return null;
      end $$`;

/** Days on which the register changed and how much, so that nobody goes through all versions to draw a time line. */
export class RegisterDays1606867200013 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    // Rows are only ever added, several for a day: rows that two writers had to raise would make them wait for each other.
    await run.query(`
      create table register_days (
        day date not null,
        kind text not null,
        owner text not null,
        confidential boolean not null,
        changes integer not null
      )`);
    await run.query(`insert into register_days (day, kind, owner, confidential, changes) ${NOTES} from record_versions n group by 1, 2, 3, 4`);
    await run.query(NOTE_REGISTER_DAYS);
    await run.query(`create trigger record_versions_days ${AFTER_NEW_VERSIONS} execute function note_register_days()`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`drop trigger record_versions_days on record_versions`);
    await run.query(`drop function note_register_days()`);
    await run.query(`drop table register_days`);
  }
}
