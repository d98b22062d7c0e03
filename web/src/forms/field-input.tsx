import { Checkbox, Group, MultiSelect, Radio, Select, Text, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Field } from '../api-types';
import type { Check } from '../submissions/types';
import { useRegistry } from '../records/registry';
import { SeverityBadge } from '../submissions/badges';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import { DayInput } from './day-input';
import css from './form.module.css';
import type { Typed } from './typed';

interface Props {
  field: Field;
  value: Typed;
  change: (value: Typed) => void;
  findings: Check[];
  /** Why it cannot be changed here; absent when it can. */
  fixed?: string;
}

/** Up to so many choices all stand open side by side. */
const FEW_CODES = 3;
const LONG_TEXT = /note$|obstacle/i;

export const isLong = ({ name, type, codes }: Field): boolean =>
  (type === 'text' && LONG_TEXT.test(name)) || type === 'texts' || ((codes?.length ?? 0) > 4 && type === 'codes');

/** One field with what the checks found in it. */
export function FieldInput({ field, value, change, findings, fixed }: Props) {
  const { pick } = useWords();
  const errors = findings.filter(({ severity }) => severity === 'error');
  const error = errors.length ? errors.map(({ message }) => pick(message)).join(' ') : undefined;
  return (
    <div className={css.field} data-field={field.name} data-long={isLong(field) || undefined} data-fixed={fixed !== undefined || undefined}>
      <Input field={field} value={value} change={change} error={error} fixed={fixed} />
      <Remarks findings={findings.filter(({ severity }) => severity !== 'error')} />
    </div>
  );
}

/** Warnings and notes, which do not keep it from being sent. */
export function Remarks({ findings }: { findings: Check[] }) {
  const { pick } = useWords();
  return findings.map((one, index) => (
    <Text key={index} size="xs" mt={4} data-rule={one.rule}>
      <SeverityBadge severity={one.severity} /> {pick(one.message)}
    </Text>
  ));
}

function Input({ field, value, change, error, fixed }: Omit<Props, 'findings'> & { error: ReactNode }) {
  const { say, pick } = useWords();
  const { organizations } = useRegistry();
  const shared = {
    label: pick(field.label),
    description: fixed ?? (field.authorityOnly ? say('form.authorityOnly') : rangeOf(field, say)),
    error,
    readOnly: fixed !== undefined,
    withAsterisk: field.required,
  };
  const single = { ...shared, 'aria-required': field.required || undefined };
  const text = typeof value === 'string' ? value : '';
  const list = Array.isArray(value) ? value : [];
  const codes = (field.codes ?? []).map((code) => ({ value: code.value, label: pick(code.label) }));
  const names = organizations.map(({ code, shortName }) => ({ value: code, label: shortName }));
  switch (field.type) {
    case 'boolean':
      return (
        <Choice
          shared={shared}
          options={[
            { value: 'true', label: say('yes') },
            { value: 'false', label: say('no') },
          ]}
          value={typeof value === 'boolean' ? String(value) : ''}
          optional={!field.required}
          change={(one) => change(one === '' ? null : one === 'true')}
        />
      );
    case 'code':
      return codes.length <= FEW_CODES ? (
        <Choice shared={shared} options={codes} value={text} optional={!field.required} change={(one) => change(one || null)} />
      ) : (
        <Select {...single} placeholder={say('form.choose')} data={codes} value={text || null} clearable={!field.required} onChange={change} />
      );
    case 'codes':
      return (
        <Checkbox.Group {...shared} value={list} onChange={change}>
          <Group gap="md" mt={6}>
            {codes.map((code) => (
              <Checkbox key={code.value} size="sm" value={code.value} label={code.label} />
            ))}
          </Group>
        </Checkbox.Group>
      );
    case 'organization':
      return (
        <Select
          {...shared}
          placeholder={say('form.choose')}
          data={names}
          value={text || null}
          searchable
          clearable={!field.required}
          rightSection={fixed === undefined ? undefined : <span />}
          onChange={change}
        />
      );
    case 'organizations':
      return <MultiSelect {...single} data={names} value={list} searchable onChange={change} />;
    case 'date':
      return <DayInput {...single} name={shared.label} value={text} change={change} />;
    case 'texts':
      return (
        <Textarea
          {...single}
          description={say('form.textsHelp')}
          autosize
          value={list.join('; ')}
          onChange={(event) => change(event.currentTarget.value.split(/;\s?/))}
        />
      );
    case 'text':
      return isLong(field) ? (
        <Textarea {...single} autosize minRows={2} value={text} onChange={(event) => change(event.currentTarget.value)} />
      ) : (
        <TextInput {...single} value={text} onChange={(event) => change(event.currentTarget.value)} />
      );
    default:
      return (
        <TextInput
          {...single}
          inputMode="decimal"
          value={text}
          rightSection={field.unit && <span className={css.unit}>{field.unit === 'VND' ? 'đ' : field.unit}</span>}
          onChange={(event) => change(event.currentTarget.value)}
        />
      );
  }
}

interface ChoiceProps {
  shared: { label: string };
  options: { value: string; label: string }[];
  value: string;
  optional: boolean;
  change: (value: string) => void;
}

function Choice({ shared, options, value, optional, change }: ChoiceProps) {
  const { say } = useWords();
  return (
    <Radio.Group {...shared} value={value} onChange={change}>
      <Group gap="md" mt={6}>
        {options.map((one) => (
          <Radio key={one.value} size="sm" value={one.value} label={one.label} />
        ))}
        {optional && <Radio size="sm" value="" label={say('form.notSet')} />}
      </Group>
    </Radio.Group>
  );
}

function rangeOf({ type, min, max }: Field, say: (key: string, values?: Record<string, string | number>) => string): string | undefined {
  if (min === undefined || max === undefined) return undefined;
  return type === 'year' ? say('form.fromYear', { min, max }) : say('form.range', { min: formatNumber(min), max: formatNumber(max) });
}
