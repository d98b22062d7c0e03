import { Button, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Kind, User } from '../api-types';
import { fieldOf } from '../records/registry';
import { useValueWords } from '../records/values';
import { worstOf } from '../submissions/badges';
import { useWords } from '../text';
import { notify } from '../ui/notify';
import { ProblemView } from '../ui/problem';
import css from './form.module.css';
import type { FormState } from './form-state';
import { useSend, type Draft } from './queries';

interface Props {
  kind: Kind;
  user: User;
  retire: boolean;
  /** All of the draft are to be new records. */
  isNew: boolean;
  draft: Draft;
  form: FormState;
}

/** The last step: what will be sent, with words to the inspector; from the authority itself they are not left out. */
export function SendPanel({ kind, user, retire, isNew, draft, form }: Props) {
  const { say } = useWords();
  const valueWords = useValueWords();
  const navigate = useNavigate();
  const sending = useSend();
  const [tried, setTried] = useState(false);
  const { submission, items } = draft;
  const mandatory = user.role !== 'operator';
  const missing = mandatory && !form.kept.words.trim();
  const others = items.some((one) => worstOf(one) === 'error' || (isNew && one.recordId !== null));
  const day = kind.retired.dateField ? String(form.values[kind.retired.dateField] ?? '') : form.kept.day;
  const words = retire
    ? say('form.retireWords', { status: valueWords(fieldOf(kind, 'status'), kind.retired.status), day, words: form.kept.words })
    : form.kept.words;
  const send = async () => {
    setTried(true);
    if (missing) return;
    await sending.mutateAsync({ draft: submission, words });
    form.forget();
    void notify({ tone: 'good', title: say('form.sent'), text: say('form.sentText') });
    await navigate(`/submissions/${submission.id}`);
  };
  return (
    <section className={css.send} aria-label={say('form.sendTitle')}>
      <Text fw={600}>{say('form.sendWhat', { count: items.filter((one) => one.change !== 'unchanged').length, owner: submission.owner.name })}</Text>
      {!retire && (
        <Textarea
          className={css.words}
          label={say(mandatory ? 'form.wordsMandatory' : 'form.words')}
          placeholder={say('form.wordsExample')}
          withAsterisk={mandatory}
          aria-required={mandatory || undefined}
          autosize
          minRows={2}
          value={form.kept.words}
          onChange={(event) => form.setWords(event.currentTarget.value)}
          error={tried && missing ? say('form.wordsNeeded') : null}
        />
      )}
      {others && (
        <Text size="sm" className="alarm">
          {say('form.otherErrors')}
        </Text>
      )}
      {sending.isError && <ProblemView error={sending.error} />}
      <Button disabled={others} loading={sending.isPending} onClick={() => void send().catch(() => {})}>
        {say('form.send')}
      </Button>
    </section>
  );
}
