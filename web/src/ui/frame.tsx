import type { ReactNode } from 'react';
import type { Session, User } from '../api-types';
import { RegistryProvider } from '../records/registry';
import { useWords } from '../text';
import { ConnectionBar } from './connection-bar';
import css from './frame.module.css';
import { Later } from './later';
import { Rail } from './rail';
import { TopBar } from './top-bar';

export function Frame({ session, user, children }: { session: Session; user: User; children: ReactNode }) {
  const { say } = useWords();
  return (
    <div className={css.frame}>
      <a className="skip" href="#content">
        {say('skip')}
      </a>
      <Rail role={user.role} />
      <Later room={<header className={css.top} />}>
        <TopBar session={session} user={user} />
      </Later>
      <ConnectionBar />
      <main id="content" className={css.content} tabIndex={-1}>
        <RegistryProvider>{children}</RegistryProvider>
      </main>
    </div>
  );
}
