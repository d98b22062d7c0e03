import { Text } from '@mantine/core';
import type { Kind } from '../../api-types';
import { useWords } from '../../text';
import { GEOMETRY } from '../grid-columns';
import css from '../submissions.module.css';
import type { Item } from '../types';
import { Mended } from './mended';

/** What the authority mended in this row, beside what its sender wrote. */
export function FixedNote({ item, kind }: { item: Item; kind: Kind }) {
  const { say } = useWords();
  const { sent } = item;
  if (!sent) return null;
  return (
    <Text size="sm" data-testid="fixed">
      <strong>{say('outcome.mended')}</strong> <Mended kind={kind} fields={Object.keys(sent).filter((name) => name !== GEOMETRY)} from={sent} to={item.data} />
      {GEOMETRY in sent && <span className={css.since}>{say('wizard.returned.moved')}</span>}
    </Text>
  );
}
