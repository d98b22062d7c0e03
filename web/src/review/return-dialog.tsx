import { Button, Modal, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Submission } from '../api-types';
import { useStep } from '../submissions/queries';
import { useWords } from '../text';

/** The whole package goes back; without words its sender would not know what to mend. */
export function ReturnDialog({ id, submission, close }: { id: string; submission: Submission; close: () => void }) {
  const { say } = useWords();
  const [words, setWords] = useState('');
  const step = useStep(id);
  return (
    <Modal opened onClose={close} title={say('review.returnAll')} closeButtonProps={{ 'aria-label': say('close') }}>
      <Text mb="sm">{say('review.returnText', { owner: submission.owner?.name ?? '' })}</Text>
      <Textarea
        data-autofocus
        label={say('review.words')}
        autosize
        minRows={3}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        mb="md"
      />
      <Button
        color="orange.9"
        disabled={!words.trim()}
        loading={step.isPending}
        onClick={() => step.mutate({ action: 'return', body: { comment: words.trim() }, revision: submission.revision }, { onSettled: close })}
      >
        {say('review.returnConfirm')}
      </Button>
    </Modal>
  );
}
