import { Button, Group, Modal, Text } from '@mantine/core';
import type { Submission } from '../submissions/types';
import { forgetDraft, useDraft } from '../submissions/drafts';
import { Refused } from '../submissions/outcome';
import { useItems, useStep } from '../submissions/queries';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import { notify } from '../ui/notify';
import css from './review.module.css';
import { WordsBox } from './words-box';

interface Props {
  id: string;
  submission: Submission;
  /** It came unasked after the last verdict: keys that are still pressed for the next one must not become words. */
  byItself: boolean;
  close: () => void;
}

/** What was decided and what the operator will read, before it is done. */
export function ConcludeDialog({ id, submission, byItself, close }: Props) {
  const { say } = useWords();
  const [words, setWords] = useDraft(`conclude-${id}`, '');
  const step = useStep(id);
  const { counts, owner } = submission;
  const conclude = async () => {
    if (step.isPending) return;
    const { state } = await step.mutateAsync({ action: 'conclude', body: { comment: words.trim() || undefined }, revision: submission.revision });
    forgetDraft(`conclude-${id}`);
    // A large package is still being written; the head of the desk says how far that has come.
    if (state === 'decided')
      void notify({ tone: 'good', title: say('conclude.done'), text: say('conclude.doneText', { count: formatNumber(counts.approved) }) });
    close();
  };
  const send = () => void conclude().catch(close);
  return (
    <Modal
      opened
      onClose={close}
      title={say('conclude.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': say('close') }}
      data-testid="conclude"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) send();
      }}
    >
      <dl className={css.summary} tabIndex={-1} data-autofocus={byItself || undefined}>
        {(['approved', 'returned', 'rejected', ...(counts.kept ? ['kept' as const] : [])] as const).map((name) => (
          <div key={name}>
            <dt>{say(`conclude.${name}`)}</dt>
            <dd>{formatNumber(counts[name] ?? 0)}</dd>
          </div>
        ))}
      </dl>
      <Text mb="sm">{say('conclude.what', { count: formatNumber(counts.approved), owner: owner.name })}</Text>
      <Fixed id={id} owner={owner.name} />
      {counts.returned + counts.rejected > 0 && (
        <>
          <Text fw={600}>{say('conclude.willRead', { owner: owner.name })}</Text>
          <Refused id={id} />
        </>
      )}
      <WordsBox data-autofocus={byItself ? undefined : true} deliberate="conclude" label={say('conclude.words')} value={words} change={setWords} send={send} />
      <Group mt="md">
        <Button loading={step.isPending} onClick={send}>
          {say('conclude.confirm')}
        </Button>
        <Button variant="default" onClick={close}>
          {say('cancel')}
        </Button>
      </Group>
    </Modal>
  );
}

/** What was mended in review is told to the operator too. */
function Fixed({ id, owner }: { id: string; owner: string }) {
  const { say } = useWords();
  const first = useItems(id, { verdict: 'approved_with_fixes' }, 20).data?.pages[0];
  if (!first?.items.length) return null;
  const more = (first.total ?? 0) - first.items.length;
  return (
    <Text size="sm" mb="sm">
      {say(more > 0 ? 'desk.mendedMore' : 'desk.mended', { owner, codes: first.items.map((item) => item.code).join(', '), count: formatNumber(more) })}
    </Text>
  );
}
