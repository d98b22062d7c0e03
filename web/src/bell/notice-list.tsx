import { Button, Skeleton, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { User } from '../api-types';
import { useWords } from '../text';
import { formatInstant } from '../text/format';
import { Empty } from '../ui/empty';
import { ProblemView, useSayProblem } from '../ui/problem';
import { Tag } from '../ui/tag';
import css from './bell.module.css';
import { useMarkRead, useNotices, type Notice } from './queries';

export default function NoticeList({ user, unread, close }: { user: User; unread: number; close: () => void }) {
  const { say } = useWords();
  const list = useNotices();
  const mark = useMarkRead();
  const sayProblem = useSayProblem();
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className={css.head}>
        <Title order={2}>{say('bell.title')}</Title>
        {unread > 0 && (
          <Button size="compact-xs" variant="subtle" loading={mark.isPending} onClick={() => mark.mutate({ ids: 'all' }, { onError: sayProblem })}>
            {say('bell.readAll')}
          </Button>
        )}
      </div>
      {list.isPending && <Skeleton height={120} />}
      {list.isError && <ProblemView error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && (
        <Empty title={say('bell.none')} text={say(user.role === 'operator' ? 'bell.noneForOperator' : 'bell.noneForAuthority')} />
      )}
      <ul className={css.list}>
        {items.map((notice) => (
          <li key={notice.id}>
            <NoticeLink
              notice={notice}
              toDesk={user.role !== 'operator'}
              opened={() => {
                close();
                if (!notice.readAt) mark.mutate({ ids: [notice.id] });
              }}
            />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" size="xs" fullWidth loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {say('records.more')}
        </Button>
      )}
      <Link to="/connections" className={css.elsewhere} onClick={close}>
        {say(user.role === 'operator' ? 'bell.elsewhere' : 'bell.byMail')}
      </Link>
    </>
  );
}

function NoticeLink({ notice, toDesk, opened }: { notice: Notice; toDesk: boolean; opened: () => void }) {
  const { say, pick } = useWords();
  return (
    <Link
      className={css.notice}
      data-unread={!notice.readAt || undefined}
      to={`/${toDesk ? 'review' : 'submissions'}/${notice.submission.id}`}
      onClick={opened}
    >
      <span>{pick(notice.sentence)}</span>
      {notice.words && (
        <Text component="span" size="sm" lineClamp={3}>
          “{notice.words}”
        </Text>
      )}
      <span className={css.when}>
        {formatInstant(notice.at)} {!notice.readAt && <Tag tone="accent">{say('bell.new')}</Tag>}
      </span>
    </Link>
  );
}
