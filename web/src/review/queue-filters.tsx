import { Select } from '@mantine/core';
import type { QueueFilter } from './queries';
import { KIND_ORDER, useRegistry } from '../records/registry';
import { useUnits } from '../status/queries';
import { useWords } from '../text';
import css from './review.module.css';

interface Props {
  filter: QueueFilter;
  change: (changes: Partial<QueueFilter>) => void;
}

/** By district, operator, kind, worst finding, holder and age. */
export function QueueFilters({ filter, change }: Props) {
  const { say } = useWords();
  const { organizations } = useRegistry();
  const districts = useUnits('districts2020').data?.features ?? [];
  const options: [keyof QueueFilter, { value: string; label: string }[]][] = [
    ['district', districts.map(({ id, properties }) => ({ value: String(id), label: properties.shortName }))],
    ['owner', organizations.map(({ code, shortName }) => ({ value: code, label: shortName }))],
    ['kind', KIND_ORDER.map((value) => ({ value, label: say(`kindShort.${value}`) }))],
    ['severity', ['error', 'warning', 'info'].map((value) => ({ value, label: say(`desk.worst.${value}`) }))],
    ['claimedBy', ['nobody', 'me', 'others'].map((value) => ({ value, label: say(`desk.claimedBy.${value}`) }))],
  ];
  return (
    <div className={css.filters}>
      {options.map(([name, data]) => (
        <Select
          key={name}
          size="xs"
          aria-label={say(`desk.filter.${name}`)}
          placeholder={say(`desk.filter.${name}`)}
          data={data}
          value={filter[name]}
          clearable
          clearButtonProps={{ 'aria-label': say('desk.filter.clear', { name: say(`desk.filter.${name}`) }) }}
          onChange={(value) => change({ [name]: value })}
        />
      ))}
      <Select
        size="xs"
        aria-label={say('desk.filter.sort')}
        data={['oldest', 'newest'].map((value) => ({ value, label: say(`desk.sort.${value}`) }))}
        value={filter.sort ?? 'oldest'}
        onChange={(value) => change({ sort: value === 'oldest' ? null : value })}
      />
    </div>
  );
}
