import type { MigrationInterface, QueryRunner } from 'typeorm';
import { PLACE_POINTS } from './1606867200007-pieces.js';

/** Places of records that are being written can be put down by a second session, for they say nothing as long as their record is not there. */
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
    await run.query(this.placing(`if current_setting('registry.placed_ahead', true) is distinct from 'on' then`, 'end if;'));
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(this.placing('', ''));
    await run.query(`drop function place_ahead(bigint[], bigint[])`);
    await run.query(`drop table placed_ahead`);
  }

  private placing(before: string, after: string): string {
    return `
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
  }
}
