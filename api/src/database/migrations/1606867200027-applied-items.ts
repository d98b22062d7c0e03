import type { MigrationInterface, QueryRunner } from 'typeorm';
import { PLACE_NEW_POINTS, PLACE_POINTS } from './1606867200007-pieces.js';

/** As it was until here. */
const FORGET_FINDINGS = `
  create or replace function forget_findings() returns trigger language plpgsql as $$
  begin
    delete from item_findings f using old_rows o where f.item_id = o.id;
    return null;
  end $$`;

/** Approving many items writes less: what became of them stands in a narrow table, and their places are worked out from the rows at hand. */
export class AppliedItems1606867200027 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    // Kept with the wide item, it meant to write all of it once more: for 100,000 items a tenth of their approval.
    await run.query(`
      create table applied_items (
        item_id bigint constraint applied_items_pkey primary key,
        record_id bigint not null,
        revision integer not null
      )`);
    await run.query(`insert into applied_items select id, record_id, applied_revision from submission_items where applied_revision is not null`);
    await run.query(`alter table submission_items drop column applied_revision`);
    // Executed as text they are planned anew each time: a plan made for one row, which a session would keep, takes hours for a hundred thousand.
    await run.query(`
      create or replace function forget_findings() returns trigger language plpgsql as $$
      begin
        execute 'delete from item_findings f using old_rows o where f.item_id = o.id';
        execute 'delete from applied_items a using old_rows o where a.item_id = o.id';
        return null;
      end $$`);
    await run.query(`
      create or replace function place_new_versions() returns trigger language plpgsql as $$
      begin
        execute $place$${PLACE_POINTS(`new_rows v where v.action <> 'delete' and`)}$place$;
        if exists (select 1 from new_rows v where v.action <> 'delete' and geometrytype(v.geom) not in ('POINT', 'POLYGON')) then
          perform add_long_placements((select array_agg(id) from new_rows where action <> 'delete'));
        end if;
        return null;
      end $$`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(PLACE_NEW_POINTS);
    await run.query(FORGET_FINDINGS);
    await run.query(`alter table submission_items add column applied_revision integer`);
    await run.query(`update submission_items i set record_id = a.record_id, applied_revision = a.revision from applied_items a where a.item_id = i.id`);
    await run.query(`drop table applied_items`);
  }
}
