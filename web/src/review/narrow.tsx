import { Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useRuleCounts } from '../submissions/reading-queries';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import css from './review.module.css';

export interface Narrow {
  rule: string | null;
  q: string;
}

export const EVERYTHING: Narrow = { rule: null, q: '' };

interface Props {
  id: string;
  narrow: Narrow;
  change: (narrow: Narrow) => void;
}

/** The list narrowed down to what one rule found, or to a code or name. */
export function NarrowList({ id, narrow, change }: Props) {
  const { say, pick } = useWords();
  const found = useRuleCounts(id).data?.items ?? [];
  return (
    <div className={css.narrow}>
      <Select
        size="xs"
        aria-label={say('many.rule')}
        placeholder={say('many.rule')}
        disabled={found.length === 0}
        data={found.map(({ rule, title, items }) => ({ value: rule, label: `${pick(title) || rule} (${formatNumber(items)})` }))}
        value={narrow.rule}
        clearable
        clearButtonProps={{ 'aria-label': say('desk.filter.clear', { name: say('many.rule') }) }}
        comboboxProps={{ width: 320, position: 'bottom-start' }}
        onChange={(rule) => change({ ...narrow, rule })}
      />
      <TextInput
        size="xs"
        type="search"
        aria-label={say('many.q')}
        placeholder={say('many.q')}
        leftSection={<IconSearch size={14} aria-hidden />}
        maxLength={100}
        value={narrow.q}
        onChange={(event) => change({ ...narrow, q: event.currentTarget.value })}
      />
    </div>
  );
}
