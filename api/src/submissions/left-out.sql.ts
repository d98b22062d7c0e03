import { raw, sql, type Sql } from '../database/sql.js';
import { cellsOf } from './cells.js';

/** Takes items out by hand; each waits as it was, to be taken back. A place would be written as GeoJSON, without its system: its own text is exact. @returns the `row`, `code` and `revision` each had */
export const leaveOutItems = (which: Sql): Sql => sql`
  with gone as (delete from submission_items i where ${which} returning *),
  kept as (
    insert into left_out_items (item_id, submission_id, row_number, code, item)
    select g.id, g.submission_id, g.row_number, g.code, to_jsonb(g) || jsonb_build_object('geom', g.geom::text, 'cells', ${cellsOf('g')}) from gone g)
  select row_number as row, code, revision from gone order by 1`;

/** Leaves a row out once more after its file was read anew: as the file has it now, unless it was mended or something was said to it. Then it waits as it was. */
export const leaveOutAgain = (submissionId: number, row: number): Sql[] => [
  sql`delete from left_out_items l where l.submission_id = ${submissionId} and l.row_number = ${row}
    and coalesce(l.item ->> 'edits', l.item ->> 'verdict', l.item ->> 'returned_state') is null and not exists (select 1 from submission_words w where w.item_id = l.item_id)`,
  sql`delete from submission_items i where i.submission_id = ${submissionId} and i.row_number = ${row}
    and exists (select 1 from left_out_items l where l.submission_id = i.submission_id and l.row_number = i.row_number)`,
  leaveOutItems(sql`i.submission_id = ${submissionId} and i.row_number = ${row}`),
];

/** Puts items back as they were, in the units there are now; one whose row is taken goes on waiting. @returns the `row` and `code` of each that is back */
export const takeBackItems = (submissionId: number, items: number[]): Sql => sql`
  with back as (
    delete from left_out_items l where l.item_id = any(${items}::bigint[]) and l.submission_id = ${submissionId}
      and not exists (select 1 from submission_items i where i.submission_id = l.submission_id and i.row_number = l.row_number)
    returning l.item)
  insert into submission_items
  select (jsonb_populate_record(null::submission_items, b.item || jsonb_build_object('units', units_at((b.item ->> 'geom')::geometry)))).* from back b
  returning row_number as row, code`;

/** Once a package is sent again, what was said to these the last time is past. */
export const pastVerdicts = (submissionId: number): Sql => sql`
  update left_out_items set item = item || '{"verdict": null, "reason": null, "decided_by": null, "decided_at": null, "fixed_by": null, "as_sent": null, "returned_state": null}'
  where submission_id = ${submissionId}`;

/** The last one first; over a submission `s`. A reviewer is not told of what was never sent. */
export const LEFT_OUT: Sql = raw(`(select coalesce(json_agg(json_build_object('item', l.item_id, 'row', l.row_number, 'code', l.code)
  order by l.left_out_at desc, l.item_id desc), '[]') from left_out_items l where l.submission_id = s.id and s.state <> 'in_review')`);
