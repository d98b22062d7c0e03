import { Button, Paper, PasswordInput, Stack, Text, TextInput, Title, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { ApiError } from '../api';
import type { Session } from '../api-types';
import { useWords } from '../text';
import { LanguageSwitch } from '../ui/language-switch';
import { Logo } from '../ui/logo';
import { ProblemView } from '../ui/problem';
import { SampleMark } from '../ui/sample-mark';
import { useTitle } from '../ui/use-title';
import { useSignIn } from './session';
import css from './sign-in.module.css';

export function SignInPage({ session }: { session: Session }) {
  const { say, pick } = useWords();
  useTitle(say('signIn.title'));
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useSignIn();

  return (
    <main className={css.page}>
      <header className={css.head}>
        <Logo size={56} />
        <Title order={1} className={css.product}>
          {say('product')}
        </Title>
        <Text c="dimmed">{pick(session.authority)}</Text>
      </header>
      <Paper className={css.card} withBorder shadow="sm">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            signIn.mutate({ username: username.trim(), password });
          }}
        >
          <Stack gap="sm">
            <TextInput
              label={say('signIn.username')}
              autoComplete="username"
              required
              withAsterisk={false}
              value={username}
              onChange={(event) => setUsername(event.target.value)}
            />
            <PasswordInput
              label={say('signIn.password')}
              autoComplete="current-password"
              required
              withAsterisk={false}
              value={password}
              onChange={(event) => setPassword(event.target.value)}
              visibilityToggleButtonProps={{ 'aria-label': say('signIn.showPassword') }}
            />
            {signIn.isError && <SignInProblem error={signIn.error} />}
            <Button type="submit" fullWidth loading={signIn.isPending} size="md" mt={4}>
              {say('signIn.button')}
            </Button>
          </Stack>
        </form>
      </Paper>
      {session.sampleAccounts.length > 0 && (
        <SampleAccounts
          session={session}
          choose={(name) => {
            setUsername(name);
            setPassword('sample');
            signIn.reset();
          }}
        />
      )}
      <div className={css.language}>
        <LanguageSwitch />
      </div>
    </main>
  );
}

function SignInProblem({ error }: { error: Error }) {
  const { say, language } = useWords();
  if (!(error instanceof ApiError) || !error.problem || ![401, 429].includes(error.status)) return <ProblemView error={error} />;
  const words = language === 'vi' ? error.problem.detail : error.problem.en?.detail;
  return (
    <Text role="alert" className="alarm" size="sm">
      {words ?? say('problem.unknown')}
    </Text>
  );
}

function SampleAccounts({ session, choose }: { session: Session; choose: (username: string) => void }) {
  const { say, pick } = useWords();
  return (
    <section className={css.samples} aria-label={say('signIn.sampleAccounts')}>
      <div className={css.samplesHead}>
        <SampleMark />
        <Text size="sm">{pick(session.sampleNote) || say('signIn.sampleNote')}</Text>
      </div>
      <ul className={css.accounts}>
        {session.sampleAccounts.map((account) => (
          <li key={account.username}>
            <UnstyledButton className={css.account} onClick={() => choose(account.username)}>
              <span className={css.accountName}>{account.displayName}</span>
              <span className={css.accountRole}>
                {say(`role.${account.role}`)} · {account.username}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
