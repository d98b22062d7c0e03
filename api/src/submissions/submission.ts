import type { z } from 'zod';
import type { ReadingSettings } from './incoming.js';
import type { Viewer } from '../access/viewer.js';
import { raw, sql, type Sql } from '../database/sql.js';
import { Problem } from '../http/problem.js';
import type { SystemCode } from '../geo/systems.js';
import type { UnderstoodBy } from './reading/columns.js';
import type { Counts, submissionFields } from './answers.js';
import { actionsFor, type Action } from './steps.js';
import { UNOPENED, unopenedFor, type Unopened } from './words.sql.js';

type Answer = z.infer<typeof submissionFields>;

/** How one column of the file was understood. A column without a use but with `by` is left aside on purpose. */
export type UnderstoodColumn = Answer['columns'][number] & { by: UnderstoodBy };

export interface Submission extends Omit<Answer, 'crs' | 'columns' | 'counts' | 'reading' | 'actions' | 'wordsUnopened'> {
  reading: ReadingSettings;
  crs: (NonNullable<Answer['crs']> & { code: SystemCode }) | null;
  columns: UnderstoodColumn[];
  counts: Counts;
  unopened: Unopened;
}

/** A submission as the API gives it, over the row `s`. */
export const SUBMISSION: Sql = raw(`s.id, s.revision, s.kind, s.state,
  (select json_build_object('code', o.code, 'name', o.short_name) from organizations o where o.code = s.owner) as owner,
  (select u.display_name from users u where u.id = s.submitted_by) as "submittedBy", s.by_authority as "byAuthority",
  s.file_name as "fileName", s.upload_id is not null as "hasFile", s.sample, s.created_at as "createdAt", s.submitted_at as "submittedAt",
  (select json_build_object('username', u.username, 'displayName', u.display_name) from users u where u.id = s.claimed_by) as "claimedBy",
  s.decided_at as "decidedAt", s.crs, s.columns, s.counts, s.message, s.reply, s.reading, s.understood - 'values' as understood, s.follows,
  (select max(n.id) from submissions n where n.follows = s.id and n.state not in ('receiving', 'withdrawn')) as "followedBy",
  case when (s.counts ->> 'total')::integer = 1 then (select i.code from submission_items i where i.submission_id = s.id limit 1) end as "onlyCode",
  case when s.state = 'in_review' then s.claimed_until end as "claimedUntil",
  ${UNOPENED.text} as unopened,
  (select coalesce(json_agg(json_build_object('id', u.id, 'name', u.name) order by u.code), '[]') from administrative_units u where u.id = any(s.districts)) as districts,
  (select json_build_object('task', j.task, 'state', j.state, 'phase', j.phase, 'done', j.done, 'total', j.total, 'problem', j.problem, 'startedAt', j.started_at)
    from jobs j where j.id = (select max(l.id) from jobs l where l.submission_id = s.id) and j.state in ('queued', 'running', 'failed')) as work`);

export type PresentedSubmission = Omit<Submission, 'unopened'> & { actions: Action[]; wordsUnopened: number };

export const withActions = ({ unopened, ...submission }: Submission, viewer: Viewer): PresentedSubmission => ({
  ...submission,
  actions: actionsFor(submission, viewer),
  wordsUnopened: unopenedFor(viewer, { ...submission, unopened }),
});

const STALE = {
  vi: 'Hồ sơ đã thay đổi sau khi bạn mở. Tải lại trang rồi làm lại trên trạng thái mới.',
  en: 'The submission has changed since you opened it. Reload and repeat on its new state.',
};

/** @throws Problem 412 when it has changed since the revision that was seen; where none is said, any will do. */
export function requireRevision(seen: number | undefined, { revision }: { revision: number }, words = STALE): void {
  if (seen !== undefined && seen !== revision) throw new Problem(412, 'stale', words);
}

/** What is written to the submission's log. */
export const event = (submissionId: number, viewer: { id: number }, action: string, words?: string | null, item?: number): Sql =>
  sql`insert into submission_events (submission_id, by_user, action, words, item_id) values (${submissionId}, ${viewer.id}, ${action}, ${words ?? null}, ${item ?? null})`;
