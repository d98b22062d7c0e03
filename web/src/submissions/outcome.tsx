import { Button, Skeleton, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Item, Submission } from './types';
import { useUser } from '../session/session';
import { useWords } from '../text';
import { formatInstant, formatNumber } from '../text/format';
import { Note } from '../ui/note';
import { VerdictBadge } from './badges';
import { FollowUp } from './follow-up';
import { useItems, useVerdictWords } from './queries';
import { useRowWords } from './row-words';
import css from './submissions.module.css';
import { useOpenWords, useOwnSide, useThread } from './words-queries';

/** What the authority answered, and for each item that did not pass why. */
export function Outcome({ submission }: { submission: Submission }) {
  const { say } = useWords();
  const { state, counts } = submission;
  const closed = useClosedWords(submission);
  if (state !== 'decided' && state !== 'returned') return null;
  return (
    <Note tone={state === 'decided' ? 'good' : 'warn'} title={say(`outcome.${state}`, { at: formatInstant(submission.decidedAt) })} testid="outcome">
      {state === 'decided' && (
        <Text>
          {say('outcome.counts', { approved: formatNumber(counts.approved), returned: formatNumber(counts.returned), rejected: formatNumber(counts.rejected) })}
          {counts.fixed > 0 && ` ${say('outcome.fixed', { count: counts.fixed })}`}
          {!!counts.kept && ` ${say('outcome.kept', { count: counts.kept })}`}
        </Text>
      )}
      {closed ? <ClosedWords submission={submission} /> : <OpenedWords submission={submission} />}
      {state === 'decided' && counts.approved > 0 && <Link to={`/records/${submission.kind}?owner=${submission.owner.code}`}>{say('outcome.open')}</Link>}
      <FollowUp submission={submission} closed={closed} />
    </Note>
  );
}

/** Whether words of the authority wait for the sender, who has to open them before sending again. */
export function useClosedWords(submission: Submission): boolean {
  const role = useUser()?.role;
  const reader = submission.byAuthority ? role !== 'operator' : role === 'operator';
  return reader && (submission.wordsUnopened ?? 0) > 0;
}

/** Words are opened by a hand, so that both sides know they were seen. */
export function ClosedWords({ submission }: { submission: Submission }) {
  const { say } = useWords();
  const open = useOpenWords(String(submission.id));
  return (
    <div className={css.closed}>
      <Text size="sm">{say('wizard.words.waiting', { count: submission.wordsUnopened })}</Text>
      <Button size="xs" loading={open.isPending} onClick={() => open.mutate('all')}>
        {say('wizard.words.openAll')}
      </Button>
    </div>
  );
}

function OpenedWords({ submission }: { submission: Submission }) {
  const { say } = useWords();
  const { reply, counts } = submission;
  return (
    <>
      {reply && <Text mt={4}>{say('outcome.reply', { words: reply })}</Text>}
      {counts.returned + counts.rejected > 0 && <Refused id={String(submission.id)} />}
      <Heard id={String(submission.id)} />
    </>
  );
}

/** What the other side wrote into the thread and was opened together with its answer. */
function Heard({ id }: { id: string }) {
  const { say } = useWords();
  const ours = useOwnSide();
  const heard = useThread(id).data?.items.filter((one) => !ours(one) && one.openedAt !== null) ?? [];
  if (heard.length === 0) return null;
  return (
    <ul className={css.refused} aria-label={say('wizard.words.title')}>
      {heard.map((one) => (
        <li key={one.id}>
          {one.code && <strong>{one.code}: </strong>}“{one.words}” · {one.by}, {formatInstant(one.at)}
        </li>
      ))}
    </ul>
  );
}

/** Items returned or rejected, with what their sender has to read. */
export function Refused({ id }: { id: string }) {
  const { say } = useWords();
  const items = useItems(id, { verdict: 'returned,rejected' }, 100);
  const list = items.data?.pages.flatMap((page) => page.items) ?? [];
  const all = items.data?.pages[0]?.total ?? list.length;
  if (items.isPending) return <Skeleton height={48} />;
  return (
    <>
      <ul className={css.refused}>
        {list.map((item) => (
          <RefusedItem key={item.id} item={item} />
        ))}
      </ul>
      {items.hasNextPage && (
        <Button size="xs" variant="default" loading={items.isFetchingNextPage} onClick={() => void items.fetchNextPage()}>
          {say('records.moreOf', { shown: formatNumber(list.length), all: formatNumber(all) })}
        </Button>
      )}
    </>
  );
}

function RefusedItem({ item }: { item: Item }) {
  const row = useRowWords();
  const why = useVerdictWords();
  return (
    <li>
      {item.verdict && <VerdictBadge verdict={item.verdict} />} <strong>{item.code}</strong> {item.name} · {row(item.row)}
      <br />
      {why(item)}
    </li>
  );
}
