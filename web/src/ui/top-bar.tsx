import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconLanguage, IconLogout, IconListCheck, IconPlugConnected } from '@tabler/icons-react';
import { Suspense } from 'react';
import { Link, useLocation } from 'react-router';
import type { Session, User } from '../api-types';
import { SearchBox } from '../search/search-box';
import { useSignOut } from '../session/session';
import { setLanguage, useWords } from '../text';
import css from './frame.module.css';
import { LanguageSwitch } from './language-switch';
import { Logo } from './logo';
import { RegisterDate } from './register-date';
import { SampleMark } from './sample-mark';
import { lazyPart } from './lazy-part';

const Bell = lazyPart(() => import('../bell/bell'));

export function TopBar({ session, user }: { session: Session; user: User }) {
  const { say, pick } = useWords();
  const { pathname } = useLocation();
  const showsRegister = /^\/(map|records|units)/.test(pathname);
  return (
    <header className={css.top}>
      <span className={css.mark}>
        <Logo />
      </span>
      <div className={css.names}>
        <div className={css.product}>{say('product')}</div>
        <div className={css.authority}>{pick(session.authority)}</div>
      </div>
      {session.sampleData && <SampleMark />}
      <SearchBox />
      {showsRegister && <RegisterDate />}
      <div className={css.desk}>
        <LanguageSwitch />
      </div>
      <Suspense fallback={<span className={css.bellSpace} />}>
        <Bell user={user} />
      </Suspense>
      <UserMenu user={user} />
    </header>
  );
}

/** Vietnamese names are called by their last word; what stands in brackets is no name. */
const initialOf = (name: string): string =>
  name
    .replace(/\(.*\)/, '')
    .trim()
    .split(' ')
    .at(-1)?.[0]
    ?.toUpperCase() ?? '?';

function UserMenu({ user }: { user: User }) {
  const { say, language } = useWords();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" shadow="md" width={260}>
      <Menu.Target>
        <UnstyledButton className="user-button" aria-label={say('user.menu', { name: user.displayName })}>
          <span className="avatar" aria-hidden>
            {initialOf(user.displayName)}
          </span>
          <IconChevronDown size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <strong>{user.displayName}</strong>
          <br />
          {say(`role.${user.role}`)}
          {(user.organization ?? user.unit) && <> · {(user.organization ?? user.unit)?.name}</>}
        </Menu.Label>
        {/* On a phone or a tablet there is no room for the switch in the bar. */}
        <Menu.Item className={css.phone} leftSection={<IconLanguage size={16} />} onClick={() => void setLanguage(language === 'vi' ? 'en' : 'vi')}>
          {say(language === 'vi' ? 'languages.en' : 'languages.vi')}
        </Menu.Item>
        <Menu.Item component={Link} to="/rules" leftSection={<IconListCheck size={16} />}>
          {say('rule.title')}
        </Menu.Item>
        <Menu.Item component={Link} to="/connections" leftSection={<IconPlugConnected size={16} />}>
          {say('access.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => signOut.mutate()}>
          {say('user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
