import { Input, SegmentedControl, Select, type ComboboxItem, type ComboboxItemGroup } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { CoordinateFindings } from '../types';
import { useWords } from '../../text';
import { useSystems } from '../reading-queries';
import { CRS_CODES } from './systems';

export interface SystemChoice {
  code: string | null;
  order: 'xy' | 'yx';
}

interface Props {
  choice: SystemChoice;
  system: CoordinateFindings['system'];
  change: (choice: SystemChoice) => void;
}

/** The five systems in use here, or any other by its number or name; and which number stands first. */
export function SystemForm({ choice, system, change }: Props) {
  const { say, pick } = useWords();
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), 250);
  const usual = CRS_CODES.map((value) => ({ value, label: say(`crs.${value.replace(':', '')}`) }));
  const isUsual = (text: string) => usual.some(({ value, label }) => value === text || label === text);
  const found = useSystems(isUsual(asked) ? '' : asked);
  const [picked, setPicked] = useState<ComboboxItem | null>(null);
  const others = [
    ...(picked ? [picked] : []),
    ...(system ? [{ value: system.code, label: `${pick(system.label)} (${system.code})` }] : []),
    ...(found.data?.items ?? []).map(({ code, label }) => ({ value: code, label: `${typeof label === 'string' ? label : pick(label)} (${code})` })),
  ].filter(({ value }, index, all) => !CRS_CODES.includes(value) && all.findIndex((one) => one.value === value) === index);
  const geographic = choice.code === 'EPSG:4326';
  return (
    <>
      <Select
        label={say('wizard.crs.choose')}
        description={say('wizard.crs.chooseHelp')}
        searchable
        data={[{ group: say('wizard.crs.usual'), items: usual }, ...(others.length ? [{ group: say('wizard.crs.others'), items: others }] : [])]}
        filter={({ options, search: text }) => keep(options as ComboboxItemGroup<ComboboxItem>[], isUsual(text) ? '' : text, say('wizard.crs.others'))}
        nothingFoundMessage={say('wizard.crs.nothing')}
        value={choice.code}
        onSearchChange={setSearch}
        onChange={(code) => {
          setPicked(others.find(({ value }) => value === code) ?? null);
          change({ ...choice, code });
        }}
      />
      <Input.Wrapper label={say('wizard.crs.order')} labelElement="div">
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={say('wizard.crs.order')}
          data={(['xy', 'yx'] as const).map((value) => ({ value, label: say(`wizard.crs.${geographic ? 'degrees' : 'metres'}.${value}`) }))}
          value={choice.order}
          onChange={(order) => change({ ...choice, order: order as 'xy' | 'yx' })}
        />
      </Input.Wrapper>
    </>
  );
}

/** The server found the others already; only the usual ones are narrowed down here. */
const keep = (groups: ComboboxItemGroup<ComboboxItem>[], text: string, whole: string): ComboboxItemGroup<ComboboxItem>[] =>
  groups
    .map((group) => ({
      ...group,
      items:
        group.group === whole ? group.items : group.items.filter(({ label, value }) => `${label} ${value}`.toLowerCase().includes(text.trim().toLowerCase())),
    }))
    .filter(({ items }) => items.length > 0);
