import type { Viewer } from '../access/viewer.js';
import { empty, sql, type Sql } from '../database/sql.js';

/**
 * Gives packages whose claim ran out back to the queue; verdicts given stay. Asked before anything is read or claimed, so no timer is needed.
 * What somebody is changing at this moment, or a job is working on, is left alone.
 */
export const freeExpired = (id?: number): Sql => sql`
  with expired as (
    select s.id, s.claimed_by from submissions s
    where s.state = 'in_review' and s.claimed_until < now() ${id ? sql`and s.id = ${id}` : empty}
      and not exists (select 1 from jobs j where j.submission_id = s.id and j.state in ('queued', 'running'))
    for update of s skip locked),
  freed as (
    update submissions s set state = 'submitted', claimed_by = null, claimed_until = null, revision = s.revision + 1 from expired e where s.id = e.id)
  insert into submission_events (submission_id, by_user, action) select id, claimed_by, 'expire' from expired`;

/** Whatever the reviewer changes starts the time anew. */
export const renewClaim = (id: number, viewer: Viewer, minutes: number): Sql => sql`
  update submissions set claimed_until = now() + ${minutes} * interval '1 minute' where id = ${id} and state = 'in_review' and claimed_by = ${viewer.id}`;
