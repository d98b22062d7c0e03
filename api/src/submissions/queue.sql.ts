import type { Viewer } from '../access/viewer.js';
import { empty, join, sql, type Sql } from '../database/sql.js';
import type { Severity } from './reading/problem.js';
import type { SubmissionQuery } from './submissions.service.js';

const ERRORS = sql`coalesce((s.counts ->> 'withErrors')::integer, 0) > 0`;
const WARNINGS = sql`coalesce((s.counts ->> 'withWarnings')::integer, 0) > 0`;
const CONFLICTS = sql`coalesce((s.counts ->> 'conflicting')::integer, 0) > 0`;

const WORST: Record<Severity, Sql> = {
  error: ERRORS,
  warning: sql`(not ${ERRORS} and ${WARNINGS})`,
  info: sql`(not ${ERRORS} and not ${WARNINGS} and not ${CONFLICTS})`,
};

const holder = (viewer: Viewer): Record<NonNullable<SubmissionQuery['claimedBy']>, Sql> => ({
  me: sql`(s.state = 'in_review' and s.claimed_by = ${viewer.id})`,
  others: sql`(s.state = 'in_review' and s.claimed_by <> ${viewer.id})`,
  nobody: sql`s.state <> 'in_review'`,
});

/** What narrows the queue down, over the row `s`. */
export const queueConditions = (viewer: Viewer, { district, severity, rule, claimedBy }: SubmissionQuery): Sql[] => [
  ...(district ? [sql`s.districts @> array[${district}::integer]`] : []),
  ...(severity?.length
    ? [
        sql`(${join(
          severity.map((one) => WORST[one]),
          ' or ',
        )})`,
      ]
    : []),
  ...(rule?.length ? [sql`exists (select 1 from item_findings f where f.submission_id = s.id and f.rule = any(${rule}::text[]))`] : []),
  ...(claimedBy ? [holder(viewer)[claimedBy]] : []),
];

const WAITING_SINCE = sql`coalesce(s.submitted_at, s.created_at)`;

/** The newest by their number; the oldest by how long they have waited, since a package sent again waits anew. */
export const order = ({ sort }: SubmissionQuery): Sql => (sort === 'oldest' ? sql`order by ${WAITING_SINCE}, s.id` : sql`order by s.id desc`);

export function after({ sort, cursor }: SubmissionQuery): Sql {
  if (!cursor) return empty;
  if (sort !== 'oldest') return sql`and s.id < ${cursor}`;
  return sql`and (${WAITING_SINCE}, s.id) > (select coalesce(c.submitted_at, c.created_at), c.id from submissions c where c.id = ${cursor})`;
}
