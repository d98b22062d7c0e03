import type { MigrationInterface, QueryRunner } from 'typeorm';
import { EMPTY_SUMS, noting } from './1606867200020-unit-sums.js';

const COUNTED = `'bts-stations', 'cable-segments', 'sharing-agreements'`;

/** A station that was planned, or is from now on, hides the agreements on it from third parties, or shows them. */
const NOTE_AGREEMENTS = `
      insert into uncounted_records (record_id, kind)
      select distinct l.agreement_id, 'sharing-agreements'
      from new_rows n join sharing_agreement_stations l on l.station_id = n.record_id
      where n.kind = 'bts-stations' and n.revision > 1;`;

export const NOTE_UNCOUNTED = noting(COUNTED, NOTE_AGREEMENTS);

/**
 * Sums of agreements tell apart with whom they are shared and whether they are on a plan: an operator's status is read from them as
 * everybody else's is, and no longer counted agreement by agreement.
 */
export class SumsByParty1606867200022 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(EMPTY_SUMS);
    await run.query(`alter table unit_sums add column tenants text[] not null default '{}', add column on_plan boolean not null default false`);
    await run.query(`alter table unit_sums drop constraint unit_sums_pkey`);
    await run.query(`alter table unit_sums add constraint unit_sums_pkey primary key (unit_id, kind, owner, status, tenants, on_plan)`);
    await run.query(NOTE_UNCOUNTED);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(EMPTY_SUMS);
    await run.query(noting(COUNTED));
    await run.query(`alter table unit_sums drop constraint unit_sums_pkey, drop column tenants, drop column on_plan`);
    await run.query(`alter table unit_sums add constraint unit_sums_pkey primary key (unit_id, kind, owner, status)`);
  }
}
