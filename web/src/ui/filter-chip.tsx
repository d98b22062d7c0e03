import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useWords } from '../text';
import css from './filter-chip.module.css';

/** One condition of a filter, which can be taken off. */
export function FilterChip({ words, remove }: { words: string; remove: () => void }) {
  const { say } = useWords();
  return (
    <span className={css.chip}>
      {words}
      <ActionIcon size="xs" variant="transparent" color="gray" aria-label={say('filter.remove', { filter: words })} onClick={remove}>
        <IconX size={14} />
      </ActionIcon>
    </span>
  );
}
