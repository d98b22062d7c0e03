import type { MigrationInterface, QueryRunner } from 'typeorm';
import { PLACE_POINTS } from './1606867200007-pieces.js';

const ONE_BY_ONE = `cross join lateral (select p.record_id, 1 as revision, i.geom from submission_items i where i.id = p.item_id limit 1) v`;
const IN_LINE = `join (select i.id, i.geom from submission_items i where i.id between $3 and $4) s on s.id = p.item_id
          cross join lateral (select p.record_id, 1 as revision, s.geom) v`;

const placing = (from: string): string => `execute $place$${PLACE_POINTS(`unnest($1, $2) p(item_id, record_id) ${from} where`)}$place$`;

/** Items that were numbered one after the other are read one after the other, not looked up one by one. */
export class ItemsInLine1606867200036 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create or replace function place_ahead(items bigint[], records bigint[]) returns void language plpgsql as $$
      declare
        first bigint := (select min(n) from unnest(items) n);
        last bigint := (select max(n) from unnest(items) n);
      begin
        -- Rows that were sent or added later have numbers far away, with others' between.
        if last - first < 4 * cardinality(items) then
          ${placing(IN_LINE)} using items, records, first, last;
        else
          ${placing(ONE_BY_ONE)} using items, records;
        end if;
      end $$`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      create or replace function place_ahead(items bigint[], records bigint[]) returns void language plpgsql as $$
      begin
        ${placing(ONE_BY_ONE)} using items, records;
      end $$`);
  }
}
