import { Button, Group, Modal, Text } from '@mantine/core';
import type { Submission } from '../submissions/types';
import { forgetDraft, useDraft } from '../submissions/drafts';
import { useStep } from '../submissions/queries';
import { useWords } from '../text';
import { WordsBox } from './words-box';

/** The whole package goes back; without words its sender would not know what to mend. */
export function ReturnDialog({ id, submission, close }: { id: string; submission: Submission; close: () => void }) {
  const { say } = useWords();
  const [words, setWords] = useDraft(`return-${id}`, '');
  const step = useStep(id);
  const judged = submission.counts.approved + submission.counts.returned + submission.counts.rejected;
  const send = () => {
    if (!words.trim() || step.isPending) return;
    step.mutate(
      { action: 'return', body: { comment: words.trim() }, revision: submission.revision },
      { onSuccess: () => forgetDraft(`return-${id}`), onSettled: close },
    );
  };
  return (
    <Modal opened onClose={close} title={say('review.returnAll')} closeButtonProps={{ 'aria-label': say('close') }}>
      <Text mb="sm">{say('review.returnText', { owner: submission.owner.name })}</Text>
      {judged > 0 && <Text mb="sm">{say('review.returnVerdicts', { count: judged })}</Text>}
      <WordsBox data-autofocus deliberate="return" label={say('review.words')} value={words} change={setWords} send={send} />
      <Group mt="md">
        <Button color="orange.9" disabled={!words.trim()} loading={step.isPending} onClick={send}>
          {say('review.returnConfirm')}
        </Button>
        <Button variant="default" onClick={close}>
          {say('cancel')}
        </Button>
      </Group>
    </Modal>
  );
}
