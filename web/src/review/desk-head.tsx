import { ActionIcon, Button, Menu, Progress, Text } from '@mantine/core';
import { IconDots, IconKeyboard } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Submission } from '../submissions/types';
import { useRegistry } from '../records/registry';
import { StateBadge } from '../submissions/badges';
import { useStep } from '../submissions/queries';
import { isUnderWay } from '../submissions/work/progress';
import { WorkMark } from '../submissions/work/work-mark';
import { useWords } from '../text';
import { formatInstant, formatNumber } from '../text/format';
import { Tag } from '../ui/tag';
import { Holder } from './holder';
import type { useDecide } from './queries';
import css from './review.module.css';

interface Props {
  id: string;
  submission: Submission;
  decide: ReturnType<typeof useDecide>;
  open: (dialog: 'conclude' | 'return' | 'help') => void;
}

/** Whose package it is, who is on it, how far the review has come, and the steps for the package as a whole. */
export function DeskHead({ id, submission, decide, open }: Props) {
  const { say } = useWords();
  const step = useStep(id);
  const { actions, counts, revision } = submission;
  const may = (action: (typeof actions)[number]) => actions.includes(action);
  const { clean } = counts;
  // Not only the clean ones: said before it is done.
  const flagged = counts.undecided - clean;
  return (
    <div className={css.deskHead}>
      <About id={id} submission={submission} />
      {submission.state === 'in_review' && <Done submission={submission} />}
      <div className={css.deskActions}>
        {may('claim') && !may('decide') && (
          <Button loading={step.isPending} onClick={() => step.mutate({ action: 'claim', revision })}>
            {say('review.claim')}
          </Button>
        )}
        {may('decide') && (
          <Button variant="default" loading={decide.isPending} disabled={clean === 0} onClick={() => decide.mutate({ items: 'clean', verdict: 'approved' })}>
            {say('review.approveClean', { count: formatNumber(clean) })}
          </Button>
        )}
        {may('conclude') && (
          <Button
            disabled={!mayConclude(submission)}
            title={counts.undecided > 0 ? say('review.leftToJudge', { count: formatNumber(counts.undecided) }) : undefined}
            onClick={() => open('conclude')}
            aria-keyshortcuts="L"
          >
            {say('review.conclude')} (L)
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
                <Menu.Item disabled={counts.undecided === 0} onClick={() => decide.mutate({ items: 'all', verdict: 'approved' })}>
                  {say(flagged ? 'review.approveRestFlagged' : 'review.approveRest', { count: formatNumber(counts.undecided), flagged: formatNumber(flagged) })}
                </Menu.Item>
              )}
              {may('return') && <Menu.Item onClick={() => open('return')}>{say('review.returnAll')}</Menu.Item>}
              {may('release') && (
                <Menu.Item onClick={() => step.mutate({ action: 'release', revision })}>{say(may('decide') ? 'review.release' : 'desk.free')}</Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={say('keys.title')} onClick={() => open('help')}>
          <IconKeyboard size={20} />
        </ActionIcon>
      </div>
    </div>
  );
}

/** Every item has its verdict, and it is this person's to conclude. */
export const mayConclude = ({ actions, counts }: Submission): boolean => actions.includes('conclude') && counts.undecided === 0;

function About({ id, submission }: { id: string; submission: Submission }) {
  const { say, pick } = useWords();
  const { kind } = useRegistry();
  const { submittedAt, submittedBy, fileName, follows, message } = submission;
  return (
    <div className={css.deskTitle}>
      <h2>
        {submission.owner.name} · {pick(kind(submission.kind)?.label)} <StateBadge submission={submission} />{' '}
        {submission.byAuthority && <Tag tone="accent">{say('desk.byAuthority')}</Tag>}
      </h2>
      <Text size="sm" c="dimmed">
        {[fileName, submittedAt && say('submission.sentAt', { at: formatInstant(submittedAt), by: submittedBy ?? '' })].filter(Boolean).join(' · ')}
        {follows && (
          <>
            {' · '}
            <Link to={`/submissions/${follows}`}>{say('desk.followsOf', { id: follows })}</Link>
          </>
        )}
      </Text>
      {message && <Text size="sm">{say('submission.message', { words: message })}</Text>}
      <Holder id={id} submission={submission} />
    </div>
  );
}

function Done({ submission }: { submission: Submission }) {
  const { say } = useWords();
  const { counts, work } = submission;
  if (isUnderWay(work)) return <WorkMark submission={submission} />;
  const due = counts.new + counts.changed + counts.conflicting + counts.removed;
  const decided = due - counts.undecided;
  return (
    <div className={css.progress} aria-live="polite">
      <Text size="xs">{say('review.progress', { done: formatNumber(decided), all: formatNumber(due) })}</Text>
      <Progress value={due ? (100 * decided) / due : 100} aria-label={say('review.progressLabel')} />
    </div>
  );
}
