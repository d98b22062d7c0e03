import { MultiSelect, Select, TextInput } from '@mantine/core';
import type { Field, Value } from '../api-types';
import { useRegistry } from '../records/registry';
import { useWords } from '../text';

/** One value as its field wants it: chosen from a list where there is one, else typed as in a file. */
export function ValueInput({ field, label, value, change }: { field: Field; label: string; value: Value; change: (value: Value) => void }) {
  const { say, pick } = useWords();
  const { organizations } = useRegistry();
  const shared = { size: 'xs', label, autoFocus: true, miw: 260 } as const;
  const options = field.type.startsWith('organization')
    ? organizations.map(({ code, shortName }) => ({ value: code, label: shortName }))
    : field.type === 'boolean'
      ? ['true', 'false'].map((one) => ({ value: one, label: say(one === 'true' ? 'yes' : 'no') }))
      : field.codes?.map((code) => ({ value: code.value, label: pick(code.label) }));
  if (!options)
    return (
      <TextInput
        {...shared}
        value={String(value ?? '')}
        onChange={(event) => change(event.currentTarget.value)}
        rightSection={field.unit && <span>{field.unit}</span>}
      />
    );
  if (field.type === 'codes' || field.type === 'organizations')
    return <MultiSelect {...shared} data={options} value={Array.isArray(value) ? value : []} onChange={change} />;
  const text = value === null || value === undefined ? null : String(value);
  return (
    <Select
      {...shared}
      data={options}
      value={text}
      clearable={!field.required}
      onChange={(one) => change(field.type === 'boolean' && one !== null ? one === 'true' : one)}
    />
  );
}
