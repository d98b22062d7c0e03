import { Button, Group, Skeleton, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../text';
import { formatInstant } from '../text/format';
import { Note } from '../ui/note';
import { ProblemView } from '../ui/problem';
import { Confirm } from './confirm';
import css from './connections.module.css';
import { DeliveryTable } from './delivery-table';
import { useRemoveWebhook, useSetWebhook, useTestWebhook, useWebhook, type Webhook } from './queries';
import { Secret } from './secret';

/** Where the organisation's own system is told what happens to its submissions. */
export function WebhookSettings({ owner }: { owner: string }) {
  const { say } = useWords();
  const webhook = useWebhook();
  return (
    <section aria-labelledby="webhook" className={css.section}>
      <Title order={2} id="webhook">
        {say('access.webhook')}
      </Title>
      <Text size="sm">{say('access.webhookText', { owner })}</Text>
      {webhook.isPending && <Skeleton height={96} />}
      {webhook.isError && <ProblemView error={webhook.error} retry={() => void webhook.refetch()} />}
      {webhook.data && <WebhookForm webhook={webhook.data} />}
      {webhook.data?.url && <Tries />}
      {!!webhook.data?.deliveries.length && <DeliveryTable items={webhook.data.deliveries} />}
    </section>
  );
}

function WebhookForm({ webhook }: { webhook: Webhook }) {
  const { say } = useWords();
  const [url, setUrl] = useState(webhook.url ?? '');
  const save = useSetWebhook();
  return (
    <>
      <form
        noValidate
        className={css.row}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(url.trim());
        }}
      >
        <TextInput
          type="url"
          className={css.wide}
          label={say('access.url')}
          placeholder="https://"
          maxLength={1000}
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={save.isPending} disabled={!url.trim()}>
          {say(webhook.url ? 'access.saveNewSecret' : 'access.save')}
        </Button>
      </form>
      {webhook.url && (
        <Text size="xs" c="dimmed">
          {say('access.setBy', { name: webhook.createdBy ?? '', at: formatInstant(webhook.createdAt) })}
        </Text>
      )}
      {save.isError && <ProblemView error={save.error} />}
      {save.data && webhook.url && <Secret title={say('access.onceSecret')} label={say('access.secret')} value={save.data.secret} />}
    </>
  );
}

function Tries() {
  const { say, pick } = useWords();
  const test = useTestWebhook();
  const remove = useRemoveWebhook();
  const [removing, setRemoving] = useState(false);
  return (
    <>
      <Group gap="xs" my="xs">
        <Button size="xs" variant="light" loading={test.isPending} onClick={() => test.mutate()}>
          {say('access.test')}
        </Button>
        <Button size="xs" variant="default" onClick={() => setRemoving(true)}>
          {say('access.remove')}
        </Button>
      </Group>
      {test.isError && <ProblemView error={test.error} />}
      {test.data && (
        <Note tone={test.data.state === 'sent' ? 'good' : 'bad'} role="status" testid="tested">
          {test.data.state === 'sent' ? say('access.tested', { status: test.data.status ?? '' }) : pick(test.data.problem)}
        </Note>
      )}
      {removing && (
        <Confirm
          title={say('access.remove')}
          text={say('access.removeText')}
          button={say('access.remove')}
          pending={remove.isPending}
          error={remove.error}
          confirm={() => remove.mutate(undefined, { onSuccess: () => setRemoving(false) })}
          close={() => setRemoving(false)}
        />
      )}
    </>
  );
}
