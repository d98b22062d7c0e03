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
      {together(submission.events ?? []).map(({ event, times }, index) => (
        <li key={index}>
          <Text size="xs" c="dimmed">
            {formatInstant(event.at)}
          </Text>
          <Text>
            <strong>{say(`event.${event.action}`)}</strong>
            {times > 1 && ` · ${say('times', { count: times })}`}
            {event.by && ` · ${event.by}`}
          </Text>
          {event.words && <Text>{event.action === 'conflict' ? say('event.conflictCount', { count: event.words }) : `“${event.words}”`}</Text>}
        </li>
      ))}
    </ol>
  );
}

type Event = NonNullable<Submission['events']>[number];

/** One act right after the other of the same kind and person, with nothing to tell them apart, is one line: a review has hundreds. */
function together(events: Event[]): { event: Event; times: number }[] {
  const lines: { event: Event; times: number }[] = [];
  for (const event of events) {
    const last = lines.at(-1);
    if (last && !event.words && !last.event.words && last.event.action === event.action && last.event.by === event.by) last.times += 1;
    else lines.push({ event, times: 1 });
  }
  return lines;
}
