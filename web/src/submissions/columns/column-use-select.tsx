import { Select } from '@mantine/core';
import type { Kind } from '../../api-types';
import type { ColumnUse } from '../types';
import { fieldOf } from '../../records/registry';
import { useWords } from '../../text';
import { PLACE_USES } from './draft';

interface Props {
  kind: Kind;
  header: string;
  use: ColumnUse | undefined;
  choose: (use: ColumnUse) => void;
}

/** A value of the list for "leave aside", since the list knows texts only. */
const ASIDE = '-';

export function ColumnUseSelect({ kind, header, use, choose }: Props) {
  const { say, pick } = useWords();
  const fields = kind.fields.filter(({ computed }) => !computed);
  const options = (required: boolean) => fields.filter((field) => field.required === required).map(({ name, label }) => ({ value: name, label: pick(label) }));
  return (
    <Select
      size="xs"
      w={264}
      searchable
      aria-label={say('wizard.columns.useOf', { header })}
      placeholder={say('wizard.columns.choose')}
      nothingFoundMessage={say('wizard.columns.nothing')}
      data={[
        { value: ASIDE, label: say('wizard.columns.aside') },
        { group: say('wizard.columns.required'), items: options(true) },
        { group: say('wizard.columns.place'), items: PLACE_USES.map((one) => ({ value: one, label: say(`wizard.columns.part.${one}`) })) },
        { group: say('wizard.columns.optional'), items: options(false) },
      ]}
      // Coordinates whose part is not told stand as what they are: a place.
      value={use === undefined || use === 'geometry' ? null : (use ?? ASIDE)}
      onChange={(value) => value !== null && choose(value === ASIDE ? null : value)}
      maxDropdownHeight={320}
    />
  );
}

/** The use in words, for those who may only look. */
export function useColumnWords(kind: Kind) {
  const { say, pick } = useWords();
  return (use: ColumnUse | undefined): string => {
    if (use === undefined) return say('columns.notUsed');
    if (use === null) return say('wizard.columns.aside');
    if (use === 'geometry') return say('record.place');
    return pick(fieldOf(kind, use)?.label) || say(`wizard.columns.part.${use}`);
  };
}
