import { ActionIcon, Button, Skeleton, Title } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import type { Submission } from '../submissions/types';
import { useRegistry } from '../records/registry';
import { StateBadge } from '../submissions/badges';
import { useWords } from '../text';
import { formatAge, formatNumber } from '../text/format';
import { Empty } from '../ui/empty';
import { ProblemView } from '../ui/problem';
import { Tag } from '../ui/tag';
import { useUrlState } from '../ui/use-url-state';
import { useHolderWords } from './holder';
import { useQueue, type QueueFilter } from './queries';
import { QueueFilters } from './queue-filters';
import css from './review.module.css';

const NAMES = ['district', 'owner', 'kind', 'severity', 'claimedBy', 'sort'] as const;

/** Which part of the queue is shown, how many conditions that is, and how it is changed. */
export function useQueueFilter() {
  const { params, change } = useUrlState();
  const filter = Object.fromEntries(NAMES.map((name) => [name, params.get(name)])) as unknown as QueueFilter;
  return { filter, active: NAMES.filter((name) => filter[name]).length, change };
}

/** What waits, the longest-waiting first, and who is on what. The filter lives in the address. */
export function Queue({ open }: { open: string | null }) {
  const { say } = useWords();
  const { filter, active, change } = useQueueFilter();
  const [filtering, setFiltering] = useState(active > 0);
  const waiting = useQueue(filter);
  const items = waiting.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <nav className={css.queue} aria-label={say('review.queue')}>
      <div className={css.queueHead}>
        <Title order={1} size="h2">
          {say('review.queue')} {waiting.data && <span className={css.muted}>({formatNumber(waiting.data.pages[0]?.total ?? items.length)})</span>}
        </Title>
        <ActionIcon
          variant={active > 0 ? 'light' : 'subtle'}
          color={active > 0 ? 'sea' : 'gray'}
          aria-label={say('desk.filter.label')}
          aria-expanded={filtering}
          onClick={() => setFiltering(!filtering)}
        >
          <IconAdjustmentsHorizontal size={18} />
        </ActionIcon>
      </div>
      {filtering && <QueueFilters filter={filter} change={change} />}
      {waiting.isPending && <Skeleton height={160} m="sm" />}
      {waiting.isError && <ProblemView error={waiting.error} retry={() => void waiting.refetch()} />}
      {waiting.isSuccess &&
        items.length === 0 &&
        (active > 0 ? <NoMatch clear={() => change(NOTHING)} /> : <Empty title={say('review.empty')} text={say('review.emptyText')} />)}
      <ul>
        {items.map((one) => (
          <Waiting key={one.id} submission={one} open={String(one.id) === open} />
        ))}
      </ul>
      {waiting.hasNextPage && (
        <Button variant="subtle" size="xs" fullWidth loading={waiting.isFetchingNextPage} onClick={() => void waiting.fetchNextPage()}>
          {say('records.more')}
        </Button>
      )}
    </nav>
  );
}

const NOTHING = Object.fromEntries(NAMES.map((name) => [name, null]));

function NoMatch({ clear }: { clear: () => void }) {
  const { say } = useWords();
  return (
    <Empty title={say('desk.filter.none')}>
      <Button size="xs" variant="default" onClick={clear}>
        {say('filter.clear')}
      </Button>
    </Empty>
  );
}

function Waiting({ submission, open }: { submission: Submission; open: boolean }) {
  const { say, pick } = useWords();
  const { kind } = useRegistry();
  const { search } = useLocation();
  const holder = useHolderWords('queue')(submission);
  const { counts, districts } = submission;
  return (
    <li>
      <Link to={`/review/${submission.id}${search}`} aria-current={open ? 'true' : undefined} className={css.waiting}>
        <span className={css.waitingHead}>
          <strong>{submission.owner.name}</strong>
          <span className={css.muted}>{submission.submittedAt && formatAge(submission.submittedAt)}</span>
        </span>
        <span>{pick(kind(submission.kind)?.label)}</span>
        <span className={css.muted}>
          {[submission.onlyCode, submission.fileName ?? say('submissions.byApi', { id: submission.id }), districtWords(districts)].filter(Boolean).join(' · ')}
        </span>
        <span className={css.waitingCounts}>
          {submission.state === 'in_review' && <StateBadge submission={submission} />}
          <span>{say('review.counts', { new: formatNumber(counts.new), changed: formatNumber(counts.changed) })}</span>
          {submission.byAuthority && <Tag tone="accent">{say('desk.byAuthority')}</Tag>}
          {submission.follows && <Tag tone="info">{say('desk.follows')}</Tag>}
          <Worst submission={submission} />
          {submission.wordsUnopened > 0 && <Tag tone="info">{say('desk.newWords', { count: submission.wordsUnopened })}</Tag>}
        </span>
        {holder && <span className={css.muted}>{holder}</span>}
      </Link>
    </li>
  );
}

function Worst({ submission: { counts } }: { submission: Submission }) {
  const { say } = useWords();
  if (counts.conflicting > 0) return <Tag tone="bad">{say('desk.conflicts', { count: formatNumber(counts.conflicting) })}</Tag>;
  if (counts.withErrors > 0) return <Tag tone="bad">{say('step.errors', { count: formatNumber(counts.withErrors) })}</Tag>;
  return counts.withWarnings > 0 ? <Tag tone="warn">{say('review.warnings', { count: formatNumber(counts.withWarnings) })}</Tag> : null;
}

const MOST_DISTRICTS = 2;

const districtWords = (districts: Submission['districts']): string =>
  districts
    .slice(0, MOST_DISTRICTS)
    .map(({ name }) => name)
    .join(', ') + (districts.length > MOST_DISTRICTS ? ` +${districts.length - MOST_DISTRICTS}` : '');
