import { Button, Checkbox, Paper, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Submission } from '../api-types';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import { notify } from '../ui/notify';
import { useUrlState } from '../ui/use-url-state';
import { useItems, useStep } from './queries';

/** Says what will be sent before it is sent. */
export function SendStep({ id, submission }: { id: string; submission: Submission }) {
  const { say } = useWords();
  const { change } = useUrlState();
  const [words, setWords] = useState(submission.message ?? '');
  const [leaveOut, setLeaveOut] = useState(false);
  const step = useStep(id);
  const { counts } = submission;
  const bad = useItems(id, { severity: 'error' }, 1000).data?.pages[0]?.items ?? [];
  const left = (change: 'new' | 'changed') => formatNumber(counts[change] - (leaveOut ? bad.filter((item) => item.change === change).length : 0));
  const send = async () => {
    // Awaited here: once it is sent this step is no longer shown, and a callback of the mutation would be lost with it.
    await step.mutateAsync({
      action: 'submit',
      body: { message: words.trim() || undefined, leaveOutErrors: leaveOut || undefined },
      revision: submission.revision,
    });
    void notify({ tone: 'good', title: say('send.done'), text: say('send.doneText') });
    change({ step: null });
  };
  return (
    <Paper withBorder p="lg" maw={720}>
      <Text fw={600} mb="xs">
        {say('send.what', { new: left('new'), changed: left('changed'), owner: submission.owner?.name ?? '' })}
      </Text>
      {counts.unchanged > 0 && <Text size="sm">{say('send.unchanged', { count: formatNumber(counts.unchanged) })}</Text>}
      {counts.withWarnings > 0 && <Text size="sm">{say('send.warnings', { count: formatNumber(counts.withWarnings) })}</Text>}
      {counts.withErrors > 0 && (
        <Checkbox
          my="sm"
          checked={leaveOut}
          onChange={(event) => setLeaveOut(event.currentTarget.checked)}
          label={say('send.leaveOut', { count: formatNumber(counts.withErrors) })}
        />
      )}
      <Textarea
        label={say('send.words')}
        placeholder={say('send.wordsExample')}
        autosize
        minRows={3}
        my="sm"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Button size="md" loading={step.isPending} disabled={counts.withErrors > 0 && !leaveOut} onClick={() => void send().catch(() => {})}>
        {say('send.button')}
      </Button>
      {counts.withErrors > 0 && !leaveOut && (
        <Text size="sm" className="alarm" mt="xs">
          {say('send.errorsRemain', { count: formatNumber(counts.withErrors) })}
        </Text>
      )}
    </Paper>
  );
}
