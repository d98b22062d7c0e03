import { sql, type Sql } from '../database/sql.js';

interface Kept {
  submissionId: number;
  by: number;
  /** What was written, in the words of the log. */
  words: string;
  /** Fields that are written, 'geometry' for the place. */
  touched: string[];
  items: number[];
}

/** Keeps what stands in items before one value is written to all of them; an item counts as untouched since while it has the revision it gets by that. */
export const keepBefore = ({ submissionId, by, words, touched, items }: Kept): Sql => sql`
  with edit as (
    insert into bulk_edits (submission_id, made_by, words, touched, items)
    values (${submissionId}, ${by}, ${words}, ${touched}::text[], ${items.length}) returning submission_id)
  insert into bulk_edit_rows (submission_id, item_id, item_revision, data, code, owner, geom, x, y, srid, read_problems, edits)
  select e.submission_id, i.id, i.revision + 1, (select coalesce(jsonb_object_agg(t, i.data -> t), '{}') from unnest(${touched}::text[]) t where i.data ? t),
    i.code, i.owner, i.geom, i.x, i.y, i.srid,
    (select coalesce(jsonb_agg(p), '[]') from jsonb_array_elements(i.read_problems) p where p ->> 'path' = any(${touched}::text[])), i.edits
  from edit e, submission_items i where i.id = any(${items}::bigint[])`;

/** Whether an item `i` stands as the edit left it, over its kept row `r`. */
const UNTOUCHED = sql`i.submission_id = r.submission_id and i.id = r.item_id and i.revision = r.item_revision`;

/** Puts back what was kept where nothing was mended since. @returns the `id` of each item written */
export const putBack = (submissionId: number): Sql => sql`
  update submission_items i set data = (i.data - b.touched) || r.data, code = r.code, owner = r.owner, geom = r.geom, x = r.x, y = r.y, srid = r.srid,
    read_problems = (select coalesce(jsonb_agg(p), '[]') from jsonb_array_elements(i.read_problems) p where not p ->> 'path' = any(b.touched)) || r.read_problems,
    edits = r.edits, revision = i.revision + 1
  from bulk_edits b join bulk_edit_rows r on r.submission_id = b.submission_id
  where b.submission_id = ${submissionId} and ${UNTOUCHED}
  returning i.id`;

/** Nothing can be taken back any more. */
export const forgetBulkEdit = (submissionId: number): Sql => sql`delete from bulk_edits where submission_id = ${submissionId}`;

/** What could be taken back now, of a submission `s`: null when nothing. */
export const LAST_BULK_EDIT: Sql = sql`(select json_build_object('fields', b.touched, 'items', b.items, 'at', b.made_at) from bulk_edits b
  where b.submission_id = s.id and exists (select 1 from bulk_edit_rows r join submission_items i on ${UNTOUCHED} where r.submission_id = b.submission_id))`;
