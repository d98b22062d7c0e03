import { Button, Modal, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Submission } from '../api-types';
import { Refused } from '../submissions/outcome';
import { useStep } from '../submissions/queries';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import { notify } from '../ui/notify';
import css from './review.module.css';

/** What was decided and what the operator will read, before it is done. */
export function ConcludeDialog({ id, submission, close }: { id: string; submission: Submission; close: () => void }) {
  const { say } = useWords();
  const [words, setWords] = useState('');
  const step = useStep(id);
  const { counts } = submission;
  const conclude = async () => {
    await step.mutateAsync({ action: 'conclude', body: { comment: words.trim() || undefined }, revision: submission.revision });
    void notify({ tone: 'good', title: say('conclude.done'), text: say('conclude.doneText', { count: formatNumber(counts.approved) }) });
    close();
  };
  return (
    <Modal opened onClose={close} title={say('conclude.title')} size="lg" closeButtonProps={{ 'aria-label': say('close') }}>
      <dl className={css.summary}>
        {(['approved', 'returned', 'rejected'] as const).map((name) => (
          <div key={name}>
            <dt>{say(`conclude.${name}`)}</dt>
            <dd>{formatNumber(counts[name])}</dd>
          </div>
        ))}
      </dl>
      <Text mb="sm">{say('conclude.what', { count: formatNumber(counts.approved), owner: submission.owner?.name ?? '' })}</Text>
      {counts.returned + counts.rejected > 0 && (
        <>
          <Text fw={600}>{say('conclude.willRead', { owner: submission.owner?.name ?? '' })}</Text>
          <Refused id={id} />
        </>
      )}
      <Textarea label={say('conclude.words')} autosize minRows={3} my="md" value={words} onChange={(event) => setWords(event.currentTarget.value)} />
      <Button loading={step.isPending} onClick={() => void conclude().catch(close)}>
        {say('conclude.confirm')}
      </Button>
    </Modal>
  );
}
