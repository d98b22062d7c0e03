import { sql, type Sql } from '../database/sql.js';

/*
 * A returned package whose file is read again keeps what was said to its items, and their numbers, which the words about them go by. An item is known
 * again by its row of the file, or by its code where another sheet is read.
 */

/** Before the items are taken away. What an earlier reading, that was stopped, left here stays. */
export const keepReturned = (submissionId: number, sameRows: boolean): Sql => sql`
  insert into returned_items (item_id, submission_id, row_number, owner, code, data, geom, returned_state, verdict, reason, comment, decided_by, decided_at, fixed_by,
    words_opened_at, follows_item)
  select i.id, i.submission_id, case when ${sameRows} then i.row_number end, i.owner, i.code, i.data, i.geom, i.returned_state, i.verdict, i.reason, i.comment,
    i.decided_by, i.decided_at, i.fixed_by, i.words_opened_at, i.follows_item
  from submission_items i join submissions s on s.id = i.submission_id
  where s.id = ${submissionId} and s.state = 'returned' and not exists (select 1 from returned_items k where k.submission_id = s.id)`;

/** After they were read, before edits by hand are made again: those show what has changed since it was returned. Says how many it was done to. */
export const attachReturned = (submissionId: number): Sql => sql`
  with known as (
    select i.id, k.* from returned_items k join submission_items i on i.submission_id = k.submission_id
      and case when k.row_number is not null then i.row_number = k.row_number else i.owner = k.owner and i.code = k.code
        and not exists (select 1 from submission_items o where o.submission_id = i.submission_id and o.owner = i.owner and o.code = i.code and o.id < i.id) end
    where k.submission_id = ${submissionId}),
  attached as (
    update submission_items i set id = k.item_id, verdict = k.verdict, reason = k.reason, comment = k.comment, decided_by = k.decided_by, decided_at = k.decided_at,
      fixed_by = k.fixed_by, words_opened_at = k.words_opened_at, follows_item = k.follows_item,
      returned_state = coalesce(k.returned_state,
        jsonb_build_object('data', k.data, 'geometry', st_asgeojson(k.geom, 7)::jsonb, 'reason', k.reason, 'comment', k.comment))
    from known k where i.id = k.id returning 1)
  select count(*)::int as items from attached`;

/** After edits were made again: what is as it was returned has no difference to show. */
export const forgetReturned = (submissionId: number): Sql => sql`
  with gone as (delete from returned_items where submission_id = ${submissionId} returning *)
  update submission_items i set returned_state = null from gone k
  where i.id = k.item_id and i.submission_id = ${submissionId} and k.returned_state is null and i.data = k.data and i.geom is not distinct from k.geom`;
