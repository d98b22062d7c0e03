import { Button, Group, Modal, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Submission } from './types';
import { useRegistry } from '../records/registry';
import { useUser } from '../session/session';
import { useWords } from '../text';
import { formatInstant } from '../text/format';
import { notify } from '../ui/notify';
import { SampleMark } from '../ui/sample-mark';
import { useUrlState } from '../ui/use-url-state';
import { StateBadge } from './badges';
import { useStep } from './queries';
import css from './submissions.module.css';

/** Whose package this is, where it stands, and what may be done with it now. */
export function SubmissionHead({ submission }: { submission: Submission }) {
  const { say, pick } = useWords();
  const { kind } = useRegistry();
  const { params, change } = useUrlState();
  const user = useUser();
  const [withdrawing, setWithdrawing] = useState(false);
  const { id, actions, claimedBy } = submission;
  const reviews = user?.role !== 'operator' && ['submitted', 'in_review'].includes(submission.state);
  return (
    <>
      <div className={css.head}>
        <Link to="/submissions">{say('place.submissions')}</Link>
        <span aria-hidden>/</span>
        <Title order={1}>{submission.fileName ?? say('submissions.byApi', { id })}</Title>
        {actions.includes('withdraw') && (
          <Button variant="default" onClick={() => setWithdrawing(true)}>
            {say(`submission.${wordOf(submission)}`)}
          </Button>
        )}
        {actions.includes('submit') && params.get('step') !== 'send' && <Button onClick={() => change({ step: 'send' })}>{say('submission.toSend')}</Button>}
        {reviews && (
          <Button component={Link} to={`/review/${id}`}>
            {say('submission.toReview')}
          </Button>
        )}
      </div>
      <div className="facts">
        <StateBadge submission={submission} />
        {submission.sample && <SampleMark />}
        {submission.fileName && <span>{say('submissions.byApi', { id })}</span>}
        {submission.follows !== null && <Link to={`/submissions/${submission.follows}`}>{say('submission.follows', { id: submission.follows })}</Link>}
        <span>{pick(kind(submission.kind)?.label)}</span>
        <span>{submission.owner?.name}</span>
        <span>
          {say(submission.submittedAt ? 'submission.sentAt' : 'submission.createdAt', {
            at: formatInstant(submission.submittedAt ?? submission.createdAt),
            by: submission.submittedBy ?? '',
          })}
        </span>
        {claimedBy && <span>{say(submission.state === 'in_review' ? 'submission.claimedBy' : 'submission.reviewedBy', { name: claimedBy.displayName })}</span>}
      </div>
      {submission.message && <Text size="sm">{say('submission.message', { words: submission.message })}</Text>}
      <Withdraw submission={submission} opened={withdrawing} close={() => setWithdrawing(false)} />
    </>
  );
}

/** What was never sent is thrown away, not withdrawn. */
const wordOf = ({ state }: Submission): 'discard' | 'withdraw' => (state === 'draft' ? 'discard' : 'withdraw');

function Withdraw({ submission, opened, close }: { submission: Submission; opened: boolean; close: () => void }) {
  const { say } = useWords();
  const [words, setWords] = useState('');
  const step = useStep(String(submission.id));
  const word = wordOf(submission);
  const withdraw = async () => {
    // Awaited here: once it is withdrawn this part may be gone, and a callback of the mutation with it.
    await step.mutateAsync({ action: 'withdraw', body: { message: words || undefined }, revision: submission.revision });
    void notify({ tone: 'good', title: say(`submission.${word}Done`), text: say(`submission.${word}DoneText`), about: `submission-${submission.id}` });
    close();
  };
  return (
    <Modal opened={opened} onClose={close} title={say(`submission.${word}`)} closeButtonProps={{ 'aria-label': say('close') }}>
      <Text mb="sm">{say(`submission.${word}Text`, { count: submission.counts.total })}</Text>
      {submission.state !== 'draft' && (
        <Textarea label={say('submission.words')} value={words} onChange={(event) => setWords(event.currentTarget.value)} mb="md" />
      )}
      <Group>
        <Button color="red.9" loading={step.isPending} onClick={() => void withdraw().catch(close)}>
          {say(`submission.${word}`)}
        </Button>
        <Button variant="default" onClick={close}>
          {say('cancel')}
        </Button>
      </Group>
    </Modal>
  );
}
