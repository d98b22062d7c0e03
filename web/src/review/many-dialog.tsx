import { Box, Button, Modal, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { Verdict } from '../submissions/types';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import { BUTTONS } from './decision';
import type { DecisionBody, ItemChoice } from './queries';
import { ReasonForm } from './reason-form';
import css from './review.module.css';
import type { Selection } from './use-shown';

interface Props {
  id: string;
  /** As it was when the dialog was opened: what is pressed is what was read. */
  selection: Selection;
  decide: (body: DecisionBody) => void;
  close: () => void;
}

/** Whether one was mended decides between the two ways to approve, item by item. */
const VERDICTS = BUTTONS.filter(({ verdict }) => verdict !== 'approved_with_fixes');

/** A number for a text that has another form for one. */
export const counted = (count: number) => ({ count, shown: formatNumber(count) });

/** Half-written words belong to what was chosen then. */
export const manyDraft = (id: string, choice: ItemChoice) => `reason-many-${id}-${JSON.stringify(choice)}`;

/** Reasons and words of a whole package are not taken back in one go. */
const isNarrow = ({ rule, severity, q }: ItemChoice): boolean => !!(rule ?? severity ?? q);
export const mayJudgeMany = (selection: Selection | null): selection is Selection =>
  selection !== null && (selection.open > 1 || (selection.judged > 1 && isNarrow(selection.choice)));

/** One verdict for all that the list shows and nobody has judged yet; or the verdicts on them taken back. */
export function ManyDialog({ id, selection: { words, choice, open, judged }, decide, close }: Props) {
  const { say } = useWords();
  const [pending, setPending] = useState<Verdict | 'undecided' | null>(null);
  const pressed = useRef<HTMLButtonElement>(null);
  const send = (verdict: DecisionBody['verdict'], reason?: string, comment?: string) => {
    // What it all amounts to may come up as soon as this is done; what is refused will be said, with the records that stand in the way.
    close();
    decide({ items: choice, verdict, reason, comment: comment || undefined });
  };
  const back = () => {
    setPending(null);
    pressed.current?.focus();
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
      <Text fw={600}>{words}</Text>
      <Text size="sm" mb="sm">
        {say(open > 0 ? 'many.which' : 'many.none', counted(open))} {judged > 0 && say('many.judged', counted(judged))}
      </Text>
      <div className={css.verdicts}>
        {VERDICTS.map(({ verdict, colour }) => (
          <Button
            key={verdict}
            size="xs"
            color={colour}
            variant={pending === verdict ? 'filled' : 'outline'}
            disabled={open === 0}
            onClick={(event) => {
              pressed.current = event.currentTarget;
              if (verdict === 'approved') send(verdict);
              else setPending(verdict);
            }}
          >
            {say(`many.${verdict}`, counted(open))}
          </Button>
        ))}
        {judged > 0 && isNarrow(choice) && (
          <Button
            size="xs"
            variant={pending === 'undecided' ? 'filled' : 'default'}
            onClick={(event) => {
              pressed.current = event.currentTarget;
              setPending('undecided');
            }}
          >
            {say('many.undecided', counted(judged))}
          </Button>
        )}
      </div>
      {pending && (
        <Box mt="sm">
          {pending === 'undecided' ? (
            <TakeBack words={say('many.lost', counted(judged))} send={() => send('undecided')} close={back} />
          ) : (
            <ReasonForm
              key={pending}
              draft={manyDraft(id, choice)}
              start={{ reason: null, words: '' }}
              verdict={pending}
              confirmation={say(`many.${pending}`, counted(open))}
              send={(reason, comment) => send(pending, reason, comment)}
              close={back}
            />
          )}
        </Box>
      )}
    </Modal>
  );
}

/** What is lost is said before it is. By keyboard: Enter takes back, Escape goes back. */
function TakeBack({ words, send, close }: { words: string; send: () => void; close: () => void }) {
  const { say } = useWords();
  useHotkeys([['Escape', close]], []);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <>
      <Text size="sm">{words}</Text>
      <div className={css.verdicts}>
        <Button ref={first} size="xs" color="red.9" onClick={send}>
          {say('many.takeBack')}
        </Button>
        <Button size="xs" variant="default" onClick={close}>
          {say('cancel')}
        </Button>
      </div>
    </>
  );
}
