import { sql, type Sql } from '../database/sql.js';

/*
 * A returned package whose file is read again keeps what was said to its items, and their numbers, which the words about them go by. An item is known
 * again by its row of the file, or by its code where another sheet is read. What is not found again waits until the package is sent, as the sender may
 * go back to the sheet that has it.
 */

/**
 * Before the items are taken away. Where a reading was stopped before it came to `attachReturned`, what it left here is all there is to know: its items are
 * but the first rows, read anew.
 */
export const keepReturned = (submissionId: number, sameRows: boolean): Sql => sql`
  with kept as (
    insert into returned_items (item_id, submission_id, revision, row_number, owner, code, data, geom, returned_state, verdict, reason, comment, decided_by, decided_at,
      fixed_by, as_sent, words_opened_at, follows_item)
    select i.id, i.submission_id, i.revision, case when ${sameRows} then i.row_number end, i.owner, i.code, i.data, i.geom, i.returned_state, i.verdict, i.reason, i.comment,
      i.decided_by, i.decided_at, i.fixed_by, i.as_sent, i.words_opened_at, i.follows_item
    from submission_items i join submissions s on s.id = i.submission_id
    where s.id = ${submissionId} and s.state = 'returned' and i.row_number > 0 and not exists (select 1 from returned_items k where k.submission_id = s.id and not k.missed)
    on conflict (item_id) do nothing)
  update returned_items set row_number = null where submission_id = ${submissionId} and not ${sameRows}`;

/** After they were read, before edits by hand are made again: those show what has changed since it was returned. Says how many it was done to. */
export const attachReturned = (submissionId: number): Sql => sql`
  with known as materialized (
    select i.id, k.item_id from returned_items k join submission_items i on i.submission_id = k.submission_id and i.row_number = k.row_number
    where k.submission_id = ${submissionId}
    union all
    select * from (
      select distinct on (k.item_id) i.id, k.item_id from returned_items k join submission_items i on i.submission_id = k.submission_id and i.owner = k.owner and i.code = k.code
      where k.submission_id = ${submissionId} and k.row_number is null order by k.item_id, i.id) by_code),
  -- One item for each, should two have waited for the same.
  single as (select id, min(item_id) as item_id from known group by id),
  attached as (
    update submission_items i set id = k.item_id, revision = k.revision + 1, read_revision = k.revision + 1, verdict = k.verdict, reason = k.reason, comment = k.comment, decided_by = k.decided_by, decided_at = k.decided_at,
      fixed_by = k.fixed_by, as_sent = k.as_sent, words_opened_at = k.words_opened_at, follows_item = k.follows_item,
      returned_state = coalesce(k.returned_state,
        jsonb_build_object('data', k.data, 'geometry', st_asgeojson(k.geom, 7)::jsonb, 'reason', k.reason, 'comment', k.comment))
    from single n join returned_items k using (item_id) where i.id = n.id returning 1)
  select count(*)::int as items from attached`;

/** After edits were made again: what is as it was returned has no difference to show. @param placed whether rows have places of their own */
export const settleReturned = (submissionId: number, placed: boolean): Sql => sql`
  with found as (
    delete from returned_items k using submission_items i where k.submission_id = ${submissionId} and i.id = k.item_id returning k.*),
  missed as (
    update returned_items k set missed = true where k.submission_id = ${submissionId}
      and not exists (select 1 from submission_items i where i.id = k.item_id))
  update submission_items i set returned_state = null from found k
  where i.id = k.item_id and k.returned_state is null and i.data = k.data
    and (${!placed} or i.geom is not distinct from k.geom)`;

/** Once the package is sent again. */
export const forgetReturned = (submissionId: number): Sql => sql`delete from returned_items where submission_id = ${submissionId}`;
