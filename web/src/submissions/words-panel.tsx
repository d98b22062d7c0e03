import { Button, Skeleton, Text, Textarea } from '@mantine/core';
import { Link } from 'react-router';
import type { Id } from '../api-types';
import type { Submission, Words } from './types';
import { forgetDraft, useDraft } from './drafts';
import { useWords } from '../text';
import { formatInstant } from '../text/format';
import { ProblemView } from '../ui/problem';
import { Tag } from '../ui/tag';
import { useOpenWords, useOwnSide, useThread, useWrite } from './words-queries';
import css from './words-panel.module.css';

interface Props {
  submission: Submission;
  /** Only the words about this item, and what is written is about it. */
  item?: Id;
}

/** What sender and authority say to each other. Words of the other side count as read once they were opened here. */
export function WordsPanel({ submission, item }: Props) {
  const { say } = useWords();
  const id = String(submission.id);
  const thread = useThread(id);
  const ours = useOwnSide();
  const open = useOpenWords(id);
  const shown = (thread.data?.items ?? []).filter((one) => item === undefined || one.item === item);
  const isAnswered = Boolean(submission.reply) || (submission.wordsUnopened ?? 0) > 0;
  const closed = shown.filter((one) => !ours(one) && one.openedAt === null);
  return (
    <section className={css.panel} aria-label={say('wizard.words.title')} data-testid="words">
      {thread.isPending && <Skeleton height={64} />}
      {thread.isError && <ProblemView error={thread.error} retry={() => void thread.refetch()} />}
      {thread.isSuccess && shown.length === 0 && (
        <Text size="sm" c="dimmed">
          {say(item !== undefined ? 'wizard.words.noneItem' : isAnswered ? 'wizard.words.noneElse' : 'wizard.words.none')}
        </Text>
      )}
      {closed.length > 0 && (
        <Button size="xs" variant="light" loading={open.isPending} onClick={() => open.mutate(item === undefined ? 'all' : [item])} className={css.open}>
          {say('wizard.words.open', { count: closed.length })}
        </Button>
      )}
      <ol className={css.thread}>
        {shown.map((one) => (
          <Message key={one.id} words={one} ours={ours(one)} about={item === undefined ? one.code : null} id={id} />
        ))}
      </ol>
      {submission.actions.includes('write') && <Composer id={id} item={item} />}
    </section>
  );
}

function Message({ words, ours, about, id }: { words: Words; ours: boolean; about: string | null; id: string }) {
  const { say } = useWords();
  const closed = !ours && words.openedAt === null;
  return (
    <li className={css.message} data-ours={ours || undefined}>
      <Text size="xs" c="dimmed">
        <strong>{words.by}</strong> · {say(words.byAuthority ? 'wizard.words.authority' : 'wizard.words.sender')} · {formatInstant(words.at)}
        {about && (
          <>
            {' · '}
            <Link to={`/submissions/${id}?step=check&q=${encodeURIComponent(about)}`}>{say('wizard.words.about', { code: about })}</Link>
          </>
        )}
      </Text>
      {closed ? <Tag tone="warn">{say('wizard.words.closed')}</Tag> : <p>{words.words}</p>}
      {ours && (
        <Text size="xs" c="dimmed">
          {words.openedAt ? say('wizard.words.readAt', { at: formatInstant(words.openedAt) }) : say('wizard.words.notRead')}
        </Text>
      )}
    </li>
  );
}

function Composer({ id, item }: { id: string; item?: Id }) {
  const { say } = useWords();
  const draft = `words-${id}-${item ?? 'all'}`;
  const [words, setWords] = useDraft(draft, '');
  const write = useWrite(id);
  const send = () => {
    if (!words.trim() || write.isPending) return;
    // Forgotten also when another item is on the desk by then; what went wrong has been said.
    write.mutateAsync({ words: words.trim(), item }).then(
      () => forgetDraft(draft),
      () => undefined,
    );
  };
  return (
    <form
      className={css.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Textarea
        label={say('wizard.words.write')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={5000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
        }}
      />
      <Text size="xs" c="dimmed">
        {say('wizard.words.keys')}
      </Text>
      <Button type="submit" size="xs" variant="default" loading={write.isPending} disabled={!words.trim()}>
        {say('wizard.words.send')}
      </Button>
    </form>
  );
}
