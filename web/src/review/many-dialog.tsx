import { Box, Button, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import type { Verdict } from '../submissions/types';
import { forgetDraft } from '../submissions/drafts';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import { notify } from '../ui/notify';
import type { DecisionBody, ItemChoice, useDecide } from './queries';
import { ReasonForm } from './reason-form';
import css from './review.module.css';

interface Props {
  id: string;
  /** What the list shows, in words and as conditions. */
  shown: { words: string; choice: ItemChoice };
  /** Of those, how many wait for a verdict, and how many have one. */
  open: number;
  judged: number;
  decide: ReturnType<typeof useDecide>;
  close: () => void;
}

const VERDICTS: { verdict: Verdict; colour: string }[] = [
  { verdict: 'approved', colour: 'green.9' },
  { verdict: 'returned', colour: 'orange.9' },
  { verdict: 'rejected', colour: 'red.9' },
];

/** One verdict for all that the list shows and nobody has judged yet; or the verdicts on them taken back. */
export function ManyDialog({ id, shown, open, judged, decide, close }: Props) {
  const { say } = useWords();
  const [pending, setPending] = useState<Verdict | null>(null);
  const draft = `reason-many-${id}`;
  const send = (verdict: DecisionBody['verdict'], count: number, reason?: string, words?: string) => {
    // What it all amounts to may come up as soon as this is done.
    close();
    // What is refused will be said, with the records that stand in the way.
    decide.mutate(
      { items: shown.choice, verdict, reason, comment: words || undefined },
      {
        onSuccess: () => {
          forgetDraft(draft);
          void notify({ tone: 'good', title: say(`many.done.${verdict}`, { count: formatNumber(count) }), text: say('many.doneText') });
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={close}
      closeOnEscape={!pending}
      title={say('many.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': say('close') }}
      data-testid="many"
    >
      <Text fw={600}>{shown.words}</Text>
      <Text size="sm" mb="sm">
        {say(open > 0 ? 'many.which' : 'many.none', { count: formatNumber(open) })} {judged > 0 && say('many.judged', { count: formatNumber(judged) })}
      </Text>
      <div className={css.verdicts}>
        {VERDICTS.map(({ verdict, colour }) => (
          <Button
            key={verdict}
            size="xs"
            color={colour}
            variant={pending === verdict ? 'filled' : 'outline'}
            disabled={open === 0}
            onClick={() => (verdict === 'approved' ? send(verdict, open) : setPending(verdict))}
          >
            {say(`many.${verdict}`, { count: formatNumber(open) })}
          </Button>
        ))}
        {judged > 0 && !pending && (
          <Button size="xs" variant="default" onClick={() => send('undecided', judged)}>
            {say('many.undecided', { count: formatNumber(judged) })}
          </Button>
        )}
      </div>
      {pending && (
        <Box mt="sm">
          <ReasonForm
            key={pending}
            draft={draft}
            start={{ reason: null, words: '' }}
            verdict={pending}
            confirmation={say(`many.${pending}`, { count: formatNumber(open) })}
            send={(reason, words) => send(pending, open, reason, words)}
            close={() => setPending(null)}
          />
        </Box>
      )}
    </Modal>
  );
}
