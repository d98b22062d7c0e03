import { Popover, Skeleton, UnstyledButton } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import type { User } from '../api-types';
import { useWords } from '../text';
import css from './bell.module.css';
import { useUnread } from './queries';
import { lazyPart } from '../ui/lazy-part';

const NoticeList = lazyPart(() => import('./notice-list'));

const MOST_SHOWN = 99;

/** How much the other side did that one has not read yet; pressed, it says what. */
export default function Bell({ user }: { user: User }) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const unread = useUnread();
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" shadow="md" width={400} trapFocus>
      <Popover.Target>
        <UnstyledButton className={css.bell} aria-label={unread ? say('bell.unread', { count: unread }) : say('bell.title')} onClick={() => setOpen(!open)}>
          <IconBell size={20} stroke={1.6} aria-hidden />
          {unread > 0 && (
            <span className={css.count} aria-hidden data-testid="unread">
              {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
            </span>
          )}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={css.sheet} aria-label={say('bell.title')}>
        <Suspense fallback={<Skeleton height={120} />}>
          <NoticeList user={user} unread={unread} close={() => setOpen(false)} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
