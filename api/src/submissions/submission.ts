import type { ReadingSettings } from './incoming.js';
import type { Phase, Task } from './jobs.service.js';
import type { Viewer } from '../access/viewer.js';
import { raw, sql, type Sql } from '../database/sql.js';
import type { SystemCode } from '../geo/systems.js';
import type { KindName, Text } from '../registry/field.js';
import type { UnderstoodBy } from './reading/columns.js';
import { actionsFor, type Action, type State } from './steps.js';

/** How one column of the file was understood. */
export interface UnderstoodColumn {
  header: string;
  letter: string | null;
  /** Field name, or 'geometry' for coordinates; null when it is left aside. */
  field: string | null;
  /** Field name, 'x', 'y', 'lon', 'lat', 'both' or 'wkt'; what is chosen by hand has the same names. */
  use: string | null;
  /** How it came to that; null: not understood. A column without a use but with this is left aside on purpose. */
  by: UnderstoodBy;
  label: Text | null;
  samples: string[];
}

/** Work under way on a submission, or what went wrong with it. */
export interface SubmissionWork {
  task: Task;
  state: 'queued' | 'running' | 'failed';
  phase: Phase;
  done: number;
  total: number | null;
  problem: Text | null;
  startedAt: string | null;
}

export interface Counts {
  total: number;
  new: number;
  changed: number;
  unchanged: number;
  conflicting: number;
  removed: number;
  withErrors: number;
  withWarnings: number;
  approved: number;
  returned: number;
  rejected: number;
  undecided: number;
}

export interface Submission {
  id: number;
  revision: number;
  kind: KindName;
  state: State;
  owner: { code: string; name: string };
  submittedBy: string;
  byAuthority: boolean;
  fileName: string | null;
  work: SubmissionWork | null;
  reading: ReadingSettings;
  understood: Record<string, unknown>;
  districts: { id: number; name: string }[];
  follows: number | null;
  claimedUntil: string | null;
  sample: boolean;
  createdAt: string;
  submittedAt: string | null;
  claimedBy: { username: string; displayName: string } | null;
  decidedAt: string | null;
  crs: { code: SystemCode; order: 'xy' | 'yx'; guessed: boolean; reason: Text } | null;
  columns: UnderstoodColumn[];
  counts: Counts;
  message: string | null;
  reply: string | null;
}

/** A submission as the API gives it, over the row `s`. */
export const SUBMISSION: Sql = raw(`s.id, s.revision, s.kind, s.state,
  (select json_build_object('code', o.code, 'name', o.short_name) from organizations o where o.code = s.owner) as owner,
  (select u.display_name from users u where u.id = s.submitted_by) as "submittedBy", s.by_authority as "byAuthority",
  s.file_name as "fileName", s.sample, s.created_at as "createdAt", s.submitted_at as "submittedAt",
  (select json_build_object('username', u.username, 'displayName', u.display_name) from users u where u.id = s.claimed_by) as "claimedBy",
  s.decided_at as "decidedAt", s.crs, s.columns, s.counts, s.message, s.reply, s.reading, s.understood - 'values' as understood, s.follows, s.claimed_until as "claimedUntil",
  (select coalesce(json_agg(json_build_object('id', u.id, 'name', u.name) order by u.code), '[]') from administrative_units u where u.id = any(s.districts)) as districts,
  (select json_build_object('task', j.task, 'state', j.state, 'phase', j.phase, 'done', j.done, 'total', j.total, 'problem', j.problem, 'startedAt', j.started_at)
    from jobs j where j.id = (select max(l.id) from jobs l where l.submission_id = s.id) and j.state in ('queued', 'running', 'failed')) as work`);

export const withActions = (submission: Submission, viewer: Viewer): Submission & { actions: Action[] } => ({
  ...submission,
  actions: actionsFor(submission, viewer),
});

/** What is written to the submission's log. */
export const event = (submissionId: number, viewer: { id: number }, action: string, words?: string | null): Sql =>
  sql`insert into submission_events (submission_id, by_user, action, words) values (${submissionId}, ${viewer.id}, ${action}, ${words ?? null})`;
