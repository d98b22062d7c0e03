import { Button, Checkbox, Paper, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Submission } from './types';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import { notify } from '../ui/notify';
import { useUrlState } from '../ui/use-url-state';
import { AssumedZone } from './coordinates/assumed-zone';
import { ClosedWords, useClosedWords } from './outcome';
import { useItems, useStep } from './queries';
import { useStepLink } from './steps/step-bar';
import { StepFoot } from './steps/step-foot';
import css from './submissions.module.css';

/** Says what will be sent before it is sent. */
export function SendStep({ id, submission }: { id: string; submission: Submission }) {
  const { say } = useWords();
  const to = useStepLink();
  const { change } = useUrlState();
  const [words, setWords] = useState(submission.message ?? '');
  const [leaveOut, setLeaveOut] = useState(false);
  const closed = useClosedWords(submission);
  const step = useStep(id);
  const { withErrors } = submission.counts;
  const blocked = (withErrors > 0 && !leaveOut) || closed || (submission.byAuthority && !words.trim());
  const send = async () => {
    // Awaited here: once it is sent this step is no longer shown, and a callback of the mutation would be lost with it.
    await step.mutateAsync({
      action: 'submit',
      body: { message: words.trim() || undefined, leaveOutErrors: leaveOut || undefined },
      revision: submission.revision,
    });
    void notify({ tone: 'good', title: say('send.done'), text: say('send.doneText'), about: `submission-${id}` });
    change({ step: 'check' });
  };
  return (
    <>
      <AssumedZone submission={submission} to={to('crs')} />
      <Paper withBorder p="lg" maw={760}>
        {withErrors > 0 && !leaveOut ? (
          <Text fw={600} className="alarm" data-testid="blocked">
            {say('send.errorsRemain', { count: formatNumber(withErrors) })}
          </Text>
        ) : (
          <WhatIsSent submission={submission} leaveOut={leaveOut} />
        )}
        {withErrors > 0 && (
          <Checkbox
            my="sm"
            checked={leaveOut}
            onChange={(event) => setLeaveOut(event.currentTarget.checked)}
            label={say('send.leaveOut', { count: formatNumber(withErrors) })}
          />
        )}
        <Textarea
          label={say('send.words')}
          placeholder={say('send.wordsExample')}
          description={submission.byAuthority ? say('wizard.send.noteNeeded') : undefined}
          withAsterisk={submission.byAuthority}
          autosize
          minRows={3}
          my="sm"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {closed && (
          <div className={css.why}>
            <Text size="sm">{say('wizard.send.closed')}</Text>
            <ClosedWords submission={submission} />
          </div>
        )}
        <Button size="md" loading={step.isPending} disabled={blocked} onClick={() => void send().catch(() => {})}>
          {say('send.button')}
        </Button>
        <Text size="sm" c="dimmed" mt="md">
          {say('wizard.send.next')}
        </Text>
      </Paper>
      <StepFoot back="check" />
    </>
  );
}

/** What was returned and comes again as it was; said here as well, where the rows are not in sight. */
function Unmended({ id }: { id: string }) {
  const { say } = useWords();
  const to = useStepLink();
  const total = useItems(id, { unmended: 'true' }, 1).data?.pages[0]?.total ?? 0;
  if (total === 0) return null;
  return (
    <Text size="sm" className="caution" data-testid="unmended">
      {say('wizard.send.unmended', { count: formatNumber(total) })} <Link to={to('check', { unmended: 'true' })}>{say('wizard.send.showUnmended')}</Link>
    </Text>
  );
}

/** The sentence with the counts, those with errors taken off when they stay behind. */
function WhatIsSent({ submission, leaveOut }: { submission: Submission; leaveOut: boolean }) {
  const { say } = useWords();
  const { counts, owner } = submission;
  const id = String(submission.id);
  const bad = useItems(id, { severity: 'error' }, 1000, leaveOut).data?.pages[0]?.items ?? [];
  const left = (change: 'new' | 'changed' | 'removed') => (counts[change] ?? 0) - (leaveOut ? bad.filter((item) => item.change === change).length : 0);
  return (
    <>
      <Text fw={600} mb="xs" data-testid="what-is-sent">
        {say('send.what', { new: formatNumber(left('new')), changed: formatNumber(left('changed')), owner: owner.name })}
        {left('removed') > 0 && ` ${say('wizard.send.removed', { count: formatNumber(left('removed')) })}`}
      </Text>
      {counts.unchanged > 0 && <Text size="sm">{say('send.unchanged', { count: formatNumber(counts.unchanged) })}</Text>}
      {counts.conflicting > 0 && <Text size="sm">{say('wizard.send.conflicting', { count: formatNumber(counts.conflicting) })}</Text>}
      <Unmended id={id} />
      {counts.withWarnings > 0 && <Text size="sm">{say('send.warnings', { count: formatNumber(counts.withWarnings) })}</Text>}
    </>
  );
}
