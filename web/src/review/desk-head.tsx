import { ActionIcon, Button, Menu, Progress, Text } from '@mantine/core';
import { IconDots, IconKeyboard } from '@tabler/icons-react';
import { useState } from 'react';
import type { Submission } from '../api-types';
import { useRegistry } from '../records/registry';
import { StateBadge } from '../submissions/badges';
import { useStep } from '../submissions/queries';
import { useWords } from '../text';
import { formatInstant, formatNumber } from '../text/format';
import { ConcludeDialog } from './conclude-dialog';
import { ReturnDialog } from './return-dialog';
import css from './review.module.css';

interface Props {
  id: string;
  submission: Submission;
  /** How many items may be approved together. */
  clean: number;
  openHelp: () => void;
}

/** Whose package it is, how far the review has come, and the steps for the package as a whole. */
export function DeskHead({ id, submission, clean, openHelp }: Props) {
  const { say, pick } = useWords();
  const { kind } = useRegistry();
  const [dialog, setDialog] = useState<'conclude' | 'return' | null>(null);
  const step = useStep(id);
  const { actions, counts, revision } = submission;
  const may = (action: (typeof actions)[number]) => actions.includes(action);
  const due = counts.new + counts.changed + counts.conflicting;
  const decided = due - counts.undecided;
  return (
    <div className={css.deskHead}>
      <div className={css.deskTitle}>
        <h2>
          {submission.owner?.name} · {pick(kind(submission.kind)?.label)} <StateBadge state={submission.state} />
        </h2>
        <Text size="sm" c="dimmed">
          {[
            submission.fileName,
            submission.submittedAt && say('submission.sentAt', { at: formatInstant(submission.submittedAt), by: submission.submittedBy ?? '' }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        {submission.message && <Text size="sm">{say('submission.message', { words: submission.message })}</Text>}
      </div>
      {submission.state === 'in_review' && (
        <div className={css.progress} aria-live="polite">
          <Text size="xs">{say('review.progress', { done: formatNumber(decided), all: formatNumber(due) })}</Text>
          <Progress value={due ? (100 * decided) / due : 100} aria-label={say('review.progressLabel')} />
        </div>
      )}
      <div className={css.deskActions}>
        {may('claim') && (
          <Button loading={step.isPending} onClick={() => step.mutate({ action: 'claim', revision })}>
            {say('review.claim')}
          </Button>
        )}
        {may('decide') && (
          <Button
            variant="default"
            loading={step.isPending}
            disabled={clean === 0}
            onClick={() => step.mutate({ action: 'decide', body: { items: 'clean', verdict: 'approved' }, revision })}
          >
            {say('review.approveClean', { count: formatNumber(clean) })}
          </Button>
        )}
        {may('conclude') && (
          <Button disabled={counts.undecided > 0} onClick={() => setDialog('conclude')}>
            {say('review.conclude')}
          </Button>
        )}
        {(may('return') || may('release')) && (
          <Menu position="bottom-end" shadow="md">
            <Menu.Target>
              <ActionIcon variant="default" size="lg" aria-label={say('review.more')}>
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {may('decide') && (
                <Menu.Item
                  disabled={counts.undecided === 0}
                  onClick={() => step.mutate({ action: 'decide', body: { items: 'all', verdict: 'approved' }, revision })}
                >
                  {say('review.approveRest', { count: formatNumber(counts.undecided) })}
                </Menu.Item>
              )}
              {may('return') && <Menu.Item onClick={() => setDialog('return')}>{say('review.returnAll')}</Menu.Item>}
              {may('release') && <Menu.Item onClick={() => step.mutate({ action: 'release', revision })}>{say('review.release')}</Menu.Item>}
            </Menu.Dropdown>
          </Menu>
        )}
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={say('keys.title')} onClick={openHelp}>
          <IconKeyboard size={20} />
        </ActionIcon>
      </div>
      {dialog === 'conclude' && <ConcludeDialog id={id} submission={submission} close={() => setDialog(null)} />}
      {dialog === 'return' && <ReturnDialog id={id} submission={submission} close={() => setDialog(null)} />}
    </div>
  );
}
