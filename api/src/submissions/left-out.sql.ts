import { raw, sql, type Sql } from '../database/sql.js';

/** Rows left out of a package by hand; each waits as it was, to be taken back. */
export interface LeftOut {
  item: number;
  row: number;
  code: string | null;
}

/** Takes one item out. A place would be written as GeoJSON, without its system: its own text is exact. @returns the `row` and `revision` it had */
export const leaveOutItem = (which: Sql): Sql => sql`
  with gone as (delete from submission_items i where ${which} returning *),
  kept as (
    insert into left_out_items (item_id, submission_id, row_number, code, item)
    select g.id, g.submission_id, g.row_number, g.code, to_jsonb(g) || jsonb_build_object('geom', g.geom::text) from gone g)
  select row_number as row, revision from gone`;

/** Puts an item back as it was. @returns its `row` */
export const takeBackItem = (submissionId: number, itemId: number): Sql => sql`
  with back as (delete from left_out_items where item_id = ${itemId} and submission_id = ${submissionId} returning item)
  insert into submission_items select (jsonb_populate_record(null::submission_items, b.item)).* from back b returning row_number as row`;

/** Row by row, the last one first; over a submission `s`. More than anybody would look through are not listed. */
export const LEFT_OUT: Sql = raw(`(select coalesce(json_agg(json_build_object('item', l.item_id, 'row', l.row_number, 'code', l.code)), '[]')
  from (select * from left_out_items l where l.submission_id = s.id order by l.left_out_at desc, l.item_id desc limit 100) l)`);

/** When the file is read anew its rows are other items. */
export const forgetLeftOut = (submissionId: number): Sql => sql`delete from left_out_items where submission_id = ${submissionId}`;
