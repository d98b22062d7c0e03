import { Text } from '@mantine/core';
import type { Submission } from './types';
import { useWords } from '../text';
import { formatInstant } from '../text/format';
import css from './submissions.module.css';

/** What happened to the package, in order, with the words that went along. */
export function EventList({ submission }: { submission: Submission }) {
  const { say } = useWords();
  return (
    <ol className={css.events}>
      {(submission.events ?? []).map((event, index) => (
        <li key={index}>
          <Text size="xs" c="dimmed">
            {formatInstant(event.at)}
          </Text>
          <Text>
            <strong>{say(`event.${event.action}`)}</strong>
            {event.by && ` · ${event.by}`}
          </Text>
          {event.words && <Text>“{event.words}”</Text>}
        </li>
      ))}
    </ol>
  );
}
