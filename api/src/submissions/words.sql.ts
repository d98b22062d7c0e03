import type { Viewer } from '../access/viewer.js';
import { isAuthority } from '../access/policy.js';
import { raw, sql, type Sql } from '../database/sql.js';
import { Problem } from '../http/problem.js';

/** Words nobody has opened yet, by whom they are meant for. */
export interface Unopened {
  /** The reply, and what was said to returned items: for whoever sent the package. */
  verdicts: number;
  byAuthority: number;
  bySender: number;
}

/** Over the row `s`. What was returned earlier and is sent again here counts here as well. */
export const UNOPENED: Sql = raw(`(select json_build_object(
    'verdicts', case when s.state in ('returned', 'decided')
        then (s.reply is not null and s.words_opened_at is null)::int
          + (select count(*) from submission_items i where i.submission_id = s.id and i.verdict = 'returned' and i.words_opened_at is null) else 0 end
      + case when s.state in ('draft', 'returned')
        then (select count(*) from submission_items i join submission_items f on f.id = i.follows_item
          where i.submission_id = s.id and i.follows_item is not null and f.words_opened_at is null) else 0 end,
    'byAuthority', count(*) filter (where w.by_authority), 'bySender', count(*) filter (where not w.by_authority))
  from submission_words w where w.submission_id = s.id and w.opened_at is null)`);

/** Whose side reads the verdicts: the sender's, which may be the authority itself. */
export const isSender = (viewer: Viewer, submission: { byAuthority: boolean }): boolean => isAuthority(viewer) === submission.byAuthority;

export const unopenedFor = (viewer: Viewer, submission: { byAuthority: boolean; unopened: Unopened }): number => {
  const { verdicts, byAuthority, bySender } = submission.unopened;
  return (isSender(viewer, submission) ? verdicts : 0) + (isAuthority(viewer) ? bySender : byAuthority);
};

/** @throws Problem 409 when something would be sent again whose words nobody has opened. */
export function refuseUnread(viewer: Viewer, submission: { byAuthority: boolean; unopened: Unopened }): void {
  const count = unopenedFor(viewer, submission);
  if (count === 0) return;
  throw new Problem(409, 'words-unread', {
    vi: `Còn ${count} lời nhắn của cơ quan quản lý chưa mở. Mở đọc rồi hãy gửi lại, để không bị trả lại vì cùng một lý do.`,
    en: `${count} messages of the authority have not been opened. Read them before sending again, or it may come back for the same reason.`,
  });
}

/** What was returned and is sent again by item `i`: in this package, which came back as a whole, or in an earlier one. */
export const RETURNED: Sql = raw(`(case when i.returned_state is not null
  then json_build_object('submission', i.submission_id, 'item', i.id, 'data', i.returned_state -> 'data', 'geometry', i.returned_state -> 'geometry',
    'reason', i.returned_state -> 'reason',
    'comment', coalesce(i.returned_state ->> 'comment', (select s.reply from submissions s where s.id = i.submission_id)))
  else (select json_build_object('submission', f.submission_id, 'item', f.id, 'data', f.data,
    'geometry', st_asgeojson(f.geom, 7)::json, 'reason', f.reason, 'comment', f.comment)
  from submission_items f where f.id = i.follows_item) end)`);

/** Whether item `i` was returned and nothing has changed in it since: in this package, which came back as a whole, or in an earlier one. */
export const UNMENDED: Sql = raw(`(case
  when i.returned_state is not null then i.returned_state -> 'data' = i.data and coalesce(i.returned_state ->> 'geometry', '') = coalesce(st_asgeojson(i.geom, 7)::jsonb::text, '')
  when i.follows_item is not null then exists (select 1 from submission_items f where f.id = i.follows_item and f.data = i.data and f.geom is not distinct from i.geom)
  else coalesce(i.verdict = 'returned', false) end)`);

const chosenItems = (items: number[] | 'all'): Sql => (items === 'all' ? sql`true` : sql`i.id = any(${items}::bigint[])`);

/** Marks as read the words to these items of a package, and to what they send again. */
export const openItems = (submissionId: number, items: number[] | 'all'): Sql => sql`
  update submission_items f set words_opened_at = now()
  where f.verdict = 'returned' and f.words_opened_at is null and f.id in (
    select i.id from submission_items i join submissions s on s.id = i.submission_id
      where i.submission_id = ${submissionId} and s.state in ('returned', 'decided') and i.verdict = 'returned' and i.words_opened_at is null and ${chosenItems(items)}
    union all
    select i.follows_item from submission_items i where i.submission_id = ${submissionId} and i.follows_item is not null and ${chosenItems(items)})`;

export const openReply = (submissionId: number): Sql =>
  sql`update submissions set words_opened_at = now() where id = ${submissionId} and state in ('returned', 'decided') and reply is not null and words_opened_at is null`;

/** Marks as read what the other side wrote about the package, and about these items. */
export const openThread = (submissionId: number, byAuthority: boolean, items: number[] | 'all'): Sql => sql`
  update submission_words w set opened_at = now() where w.submission_id = ${submissionId} and w.by_authority = ${byAuthority} and w.opened_at is null
    and (w.item_id is null or ${items === 'all' ? sql`true` : sql`w.item_id = any(${items}::bigint[])`})`;
