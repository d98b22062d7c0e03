import { Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { RuleCount } from '../submissions/types';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import css from './review.module.css';

export interface Narrow {
  rule: string | null;
  q: string;
}

export const EVERYTHING: Narrow = { rule: null, q: '' };

interface Props {
  rules: RuleCount[];
  narrow: Narrow;
  change: (narrow: Narrow) => void;
}

/** The list narrowed down to what one rule found, or to a code or name. */
export function NarrowList({ rules, narrow, change }: Props) {
  const { say, pick } = useWords();
  const options = rules.map(({ rule, title, items }) => ({ value: rule, label: `${pick(title) || rule} (${formatNumber(items)})` }));
  // The last of what it found may just have been mended.
  if (narrow.rule && !rules.some(({ rule }) => rule === narrow.rule)) options.push({ value: narrow.rule, label: `${narrow.rule} (0)` });
  return (
    <div className={css.narrow}>
      <Select
        size="xs"
        aria-label={say('many.rule')}
        placeholder={say('many.rule')}
        disabled={options.length === 0}
        data={options}
        value={narrow.rule}
        clearable
        clearButtonProps={{ 'aria-label': say('desk.filter.clear', { name: say('many.rule') }) }}
        comboboxProps={{ width: 320, position: 'bottom-start' }}
        onChange={(rule) => change({ ...narrow, rule })}
      />
      {/* No field of the type "search": Escape, which leads back to the single keys, would empty it. */}
      <TextInput
        size="xs"
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
