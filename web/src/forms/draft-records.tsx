import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { Item } from '../submissions/types';
import { worstOf } from '../submissions/badges';
import { useWords } from '../text';
import { Tag } from '../ui/tag';
import { useUrlState } from '../ui/use-url-state';
import css from './form.module.css';
import type { Draft } from './queries';

/** The records of one draft, to go from one to the other, and the place for one more. */
export function DraftRecords({ draft, item }: { draft: Draft; item: Item | null }) {
  const { say } = useWords();
  const { change } = useUrlState();
  return (
    <nav className={css.records} aria-label={say('form.records')}>
      {draft.items.map((one, index) => (
        <button key={one.id} type="button" aria-current={one.id === item?.id || undefined} onClick={() => change({ item: String(one.id) }, { push: true })}>
          {one.code ?? say('form.record', { number: index + 1 })}{' '}
          {worstOf(one) === 'error' ? <Tag tone="bad">{say('form.recordErrors')}</Tag> : <Tag tone="good">{say('form.recordGood')}</Tag>}
        </button>
      ))}
      {item ? (
        <Button size="compact-sm" variant="light" leftSection={<IconPlus size={14} />} onClick={() => change({ item: null }, { push: true })}>
          {say('form.another')}
        </Button>
      ) : (
        <button type="button" aria-current>
          {say('form.thisRecord')}
        </button>
      )}
    </nav>
  );
}
