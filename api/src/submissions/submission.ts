import type { Viewer } from '../access/viewer.js';
import { raw, sql, type Sql } from '../database/sql.js';
import type { SystemCode } from '../geo/systems.js';
import type { KindName, Text } from '../registry/field.js';
import { actionsFor, type Action, type State } from './steps.js';

/** How one column of the file was understood. */
export interface UnderstoodColumn {
  header: string;
  letter: string | null;
  /** Field name, or 'geometry' for coordinates; null when it is left aside. */
  field: string | null;
  label: Text | null;
  samples: string[];
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
  s.decided_at as "decidedAt", s.crs, s.columns, s.counts, s.message, s.reply`);

export const withActions = (submission: Submission, viewer: Viewer): Submission & { actions: Action[] } => ({
  ...submission,
  actions: actionsFor(submission, viewer),
});

/** What is written to the submission's log. */
export const event = (submissionId: number, viewer: Viewer, action: string, words?: string | null): Sql =>
  sql`insert into submission_events (submission_id, by_user, action, words) values (${submissionId}, ${viewer.id}, ${action}, ${words ?? null})`;
