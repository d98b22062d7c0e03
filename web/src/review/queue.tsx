import { Skeleton, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { Submission } from '../api-types';
import { useRegistry } from '../records/registry';
import { StateBadge } from '../submissions/badges';
import { useSubmissions } from '../submissions/queries';
import { useWords } from '../text';
import { formatAge, formatNumber } from '../text/format';
import { Empty } from '../ui/empty';
import { ProblemView } from '../ui/problem';
import { Tag } from '../ui/tag';
import css from './review.module.css';

/** What waits, the longest-waiting first. */
export function Queue({ open }: { open: string | null }) {
  const { say } = useWords();
  const waiting = useSubmissions({ state: 'submitted,in_review' });
  const items = waiting.data?.pages.flatMap((page) => page.items) ?? [];
  const sorted = [...items].sort((a, b) => String(a.submittedAt).localeCompare(String(b.submittedAt)));
  return (
    <nav className={css.queue} aria-label={say('review.queue')}>
      <Title order={1} size="h2" px="sm" py="xs">
        {say('review.queue')} {waiting.data && <span className={css.muted}>({formatNumber(waiting.data.pages[0]?.total ?? items.length)})</span>}
      </Title>
      {waiting.isPending && <Skeleton height={160} m="sm" />}
      {waiting.isError && <ProblemView error={waiting.error} retry={() => void waiting.refetch()} />}
      {waiting.isSuccess && items.length === 0 && <Empty title={say('review.empty')} text={say('review.emptyText')} />}
      <ul>
        {sorted.map((one) => (
          <Waiting key={one.id} submission={one} open={String(one.id) === open} />
        ))}
      </ul>
    </nav>
  );
}

function Waiting({ submission, open }: { submission: Submission; open: boolean }) {
  const { say, pick } = useWords();
  const { kind } = useRegistry();
  const { counts } = submission;
  return (
    <li>
      <Link to={`/review/${submission.id}`} aria-current={open ? 'true' : undefined} className={css.waiting}>
        <span className={css.waitingHead}>
          <strong>{submission.owner?.name}</strong>
          <span className={css.muted}>{submission.submittedAt && formatAge(submission.submittedAt)}</span>
        </span>
        <span>{pick(kind(submission.kind)?.label)}</span>
        <span className={css.muted}>{submission.fileName}</span>
        <span className={css.waitingCounts}>
          <StateBadge state={submission.state} />
          <span>{say('review.counts', { new: formatNumber(counts.new), changed: formatNumber(counts.changed) })}</span>
          {counts.withErrors > 0 && <Tag tone="bad">{say('step.errors', { count: formatNumber(counts.withErrors) })}</Tag>}
          {counts.withErrors === 0 && counts.withWarnings > 0 && <Tag tone="warn">{say('review.warnings', { count: formatNumber(counts.withWarnings) })}</Tag>}
        </span>
        {submission.claimedBy && <span className={css.muted}>{say('submission.claimedBy', { name: submission.claimedBy.displayName })}</span>}
      </Link>
    </li>
  );
}
