import { Text, Title } from '@mantine/core';
import type { User } from '../api-types';
import { useWords } from '../text';
import { useTitle } from '../ui/use-title';
import { Mail } from './mail';
import { Tokens } from './tokens';
import { WebhookSettings } from './webhook-settings';

/** How other machines reach the registry in one's name, and how the registry reaches one. */
export default function ConnectionsPage({ user }: { user: User }) {
  const { say } = useWords();
  useTitle(say('access.title'));
  return (
    <div className="page">
      <Title order={1}>{say('access.title')}</Title>
      <Text c="dimmed">{say('access.intro')}</Text>
      <Mail />
      <Tokens />
      {user.role === 'operator' && <WebhookSettings owner={user.organization?.name ?? ''} />}
    </div>
  );
}
