import { Button, Group, Progress, Select, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { ApiError } from '../../api';
import type { KindName } from '../../api-types';
import { KIND_ORDER, useRegistry } from '../../records/registry';
import { useWords } from '../../text';
import { formatNumber } from '../../text/format';
import { ProblemView } from '../../ui/problem';
import { formatMegabytes, formatPart } from './format';
import { endSending, pauseSending, resumeSending, retryNow, type Sending } from './sending';
import css from './upload.module.css';

/** A file on its way: how much of it has arrived, and what may be done meanwhile. */
export function SendingPanel({ sending }: { sending: Sending }) {
  const { say } = useWords();
  const { file, state, received } = sending;
  const percent = Math.floor((100 * received) / Math.max(1, file.size));
  return (
    <section className={css.sending} aria-label={say('wizard.upload.title', { name: file.name })} data-testid="sending">
      <Text fw={600}>{file.name}</Text>
      <Progress.Root size="lg">
        <Progress.Section
          value={percent}
          animated={state === 'sending'}
          color={state === 'waiting' || state === 'paused' ? 'gray.6' : undefined}
          aria-label={say('wizard.upload.progress')}
        />
      </Progress.Root>
      <Text size="sm" className={css.figures} data-testid="sending-figures">
        <span>{formatPart(received, file.size)}</span> <span>{say('wizard.upload.percent', { percent: formatNumber(percent) })}</span>
      </Text>
      <Text size="sm" role="status">
        <StateWords sending={sending} />
      </Text>
      {state === 'failed' && <ProblemView error={sending.error} />}
      {state === 'failed' && asksForKind(sending.error) && <KindChoice />}
      <Buttons state={state} />
    </section>
  );
}

const asksForKind = (error: unknown): boolean => error instanceof ApiError && error.problem?.code === 'which-kind';

/** The file has arrived; only what is in it could not be told from its columns. */
function KindChoice() {
  const { say, pick } = useWords();
  const registry = useRegistry();
  return (
    <Select
      label={say('records.kind')}
      placeholder={say('new.choose')}
      data={KIND_ORDER.map((value) => ({ value, label: pick(registry.kind(value)?.label) }))}
      value={null}
      onChange={(value) => value && resumeSending({ kind: value as KindName })}
      maw={320}
    />
  );
}

function StateWords({ sending }: { sending: Sending }) {
  const { say } = useWords();
  const { state, retryAt, resumedAt } = sending;
  const seconds = useSecondsUntil(retryAt);
  if (state === 'waiting') return say('wizard.upload.waiting', { seconds });
  if (state === 'sending' && resumedAt > 0) return say('wizard.upload.resumed', { size: formatMegabytes(resumedAt) });
  return say(`wizard.upload.${state}`);
}

function Buttons({ state }: { state: Sending['state'] }) {
  const { say } = useWords();
  if (state === 'done') return null;
  return (
    <Group gap="xs">
      {state === 'waiting' && (
        <Button size="xs" variant="light" onClick={retryNow}>
          {say('wizard.upload.now')}
        </Button>
      )}
      {(state === 'sending' || state === 'waiting') && (
        <Button size="xs" variant="default" onClick={pauseSending}>
          {say('wizard.upload.pause')}
        </Button>
      )}
      {(state === 'paused' || state === 'failed') && (
        <Button size="xs" onClick={() => resumeSending()}>
          {say(state === 'paused' ? 'wizard.upload.resume' : 'problem.retry')}
        </Button>
      )}
      <Button size="xs" variant="subtle" color="red.9" onClick={() => endSending({ keep: false })}>
        {say(state === 'failed' ? 'wizard.upload.otherFile' : 'wizard.upload.cancel')}
      </Button>
    </Group>
  );
}

function useSecondsUntil(at: number | null): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (at === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [at]);
  return at === null ? 0 : Math.max(1, Math.ceil((at - now) / 1000));
}
