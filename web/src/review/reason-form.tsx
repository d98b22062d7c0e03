import { Button, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { Id } from '../api-types';
import type { Verdict } from '../submissions/types';
import { useDraft } from '../submissions/drafts';
import { useReasons } from '../submissions/queries';
import { useWords } from '../text';
import css from './review.module.css';
import { goOnWriting, isInReach } from './use-keys';
import { WordsBox } from './words-box';

export interface Reasoned {
  reason: string | null;
  words: string;
}

interface Props {
  /** Under which it is kept until it is sent. */
  draft: string;
  start: Reasoned;
  verdict: Verdict;
  /** On the button. */
  confirmation: string;
  send: (reason: string | undefined, words: string) => void;
  close: () => void;
}

const OTHER = 'other';

/** Half-written reasons stay with their item until its verdict was given. */
export const reasonDraft = (item: Id) => `reason-${item}`;

/** Why items are returned or rejected. By keyboard: a digit chooses and leads on to the words, Enter sends, Escape goes back. */
export function ReasonForm({ draft, start, verdict, confirmation, send, close }: Props) {
  const { say, pick } = useWords();
  const reasons = useReasons().data?.items;
  const [{ reason, words }, setDraft] = useDraft(draft, start);
  const setReason = (chosen: string) => setDraft({ reason: chosen, words });
  const setWords = (typed: string) => setDraft({ reason, words: typed });
  // Also while typing, hence no ignored tags.
  const form = useRef<HTMLFormElement>(null);
  useHotkeys([['Escape', () => isInReach(form.current) && close()]], []);
  useEffect(() => {
    const radios = form.current?.querySelectorAll<HTMLInputElement>('input[type=radio]');
    [...(radios ?? [])].find((radio, index) => radio.checked || index === 0)?.focus();
  }, [reasons, verdict]);
  // "Another reason" alone tells the other side nothing.
  const complete = reason !== null && (reason !== OTHER || words.trim() !== '');
  const confirm = () => complete && send(reason, words.trim());
  const byKey = (event: KeyboardEvent) => {
    const chosen = reasons?.[Number(event.key) - 1];
    if (chosen) {
      setReason(chosen.code);
      goOnWriting(form.current?.querySelector('textarea'));
    }
    if (event.key === 'Enter') confirm();
    if (chosen || event.key === 'Enter') event.preventDefault();
  };
  return (
    <form
      ref={form}
      className={css.reasonForm}
      data-verdict={verdict}
      onSubmit={(event) => {
        event.preventDefault();
        confirm();
      }}
    >
      <fieldset className={css.reasons}>
        <legend>{say('decision.reason')}</legend>
        {(reasons ?? []).map(({ code, label }, index) => (
          <label key={code} className={css.reason}>
            <input type="radio" name="reason" value={code} checked={reason === code} onChange={() => setReason(code)} onKeyDown={byKey} />
            <span aria-hidden className={css.digit}>
              {index + 1}
            </span>
            {pick(label)}
          </label>
        ))}
      </fieldset>
      <WordsBox size="xs" label={say(reason === OTHER ? 'decision.wordsNeeded' : 'decision.words')} value={words} change={setWords} send={confirm} />
      <div className={css.verdicts}>
        <Button size="xs" type="submit" disabled={!complete}>
          {confirmation}
        </Button>
        <Button size="xs" variant="default" onClick={close}>
          {say('cancel')}
        </Button>
        {!complete && (
          <Text size="xs" c="dimmed">
            {say(reason === OTHER ? 'decision.sayReason' : 'decision.chooseReason')}
          </Text>
        )}
      </div>
    </form>
  );
}
