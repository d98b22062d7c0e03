import { Checkbox, MultiSelect, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import type { Field, KindName } from '../api-types';
import { useUnits } from '../status/queries';
import type { Vintage } from '../status/vintages';
import { useWords } from '../text';
import type { UrlChanges } from '../ui/use-url-state';
import css from './filter-bar.module.css';
import { boundOf, yearOf, type Filter } from './filter';
import { KIND_ORDER, useRegistry } from './registry';

interface Props {
  fields: Field[];
  years: Field[];
  filter: Filter;
  vintage: Vintage;
  change: (changes: UrlChanges) => void;
  layers?: { chosen: KindName[]; choose: (layers: KindName[]) => void };
}

// Inside the popover, or a click on an option would count as one outside and close it.
const INSIDE = { withinPortal: false };

export default function FilterForm({ fields, years, filter, vintage, change, layers }: Props) {
  const { say, pick } = useWords();
  const registry = useRegistry();
  const units = useUnits(vintage);
  const [text, setText] = useState(filter.get('q')?.[0] ?? '');
  const search = useDebouncedCallback((value: string) => change({ q: value.trim() || null }), 400);
  const parties = fields.filter((field) => field.type === 'organizations').map((field) => ({ name: field.name, label: pick(field.label) }));
  const list = (name: string) => (values: string[]) => change({ [name]: values.join(',') || null });
  return (
    <div className={css.form}>
      <TextInput
        size="xs"
        label={say('filter.q')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      {layers && (
        <MultiSelect
          size="xs"
          label={say('records.kind')}
          comboboxProps={INSIDE}
          data={KIND_ORDER.map((value) => ({ value, label: say(`kindShort.${value}`) }))}
          value={layers.chosen}
          onChange={(values) => layers.choose(KIND_ORDER.filter((kind) => values.includes(kind)))}
        />
      )}
      {[{ name: 'owner', label: say('filter.owner') }, ...parties].map(({ name, label }) => (
        <MultiSelect
          key={name}
          size="xs"
          label={label}
          comboboxProps={INSIDE}
          data={registry.organizations.map(({ code, shortName }) => ({ value: code, label: shortName }))}
          value={filter.get(name) ?? []}
          onChange={list(name)}
        />
      ))}
      <Select
        size="xs"
        label={say('filter.unit')}
        comboboxProps={INSIDE}
        searchable
        clearable
        data={(units.data?.features ?? []).map((unit) => ({ value: String(unit.id), label: unit.properties.name }))}
        value={filter.get('unit')?.[0] ?? null}
        onChange={(value) => change({ unit: value })}
      />
      {fields
        .filter((field) => field.codes)
        .map((field) => (
          <MultiSelect
            key={field.name}
            size="xs"
            label={pick(field.label)}
            comboboxProps={INSIDE}
            data={(field.codes ?? []).map((code) => ({ value: code.value, label: pick(code.label) }))}
            value={filter.get(field.name) ?? []}
            onChange={list(field.name)}
          />
        ))}
      {years.map((field) => (
        <YearRange key={field.name} label={pick(field.label)} field={field} filter={filter} change={change} />
      ))}
      <div className={css.checks}>
        <Checkbox
          size="xs"
          label={say('filter.problem')}
          description={say('filter.problemHint')}
          checked={filter.get('problem')?.[0] === 'true'}
          onChange={(event) => change({ problem: event.currentTarget.checked ? 'true' : null })}
        />
        {fields
          .filter((field) => field.type === 'boolean')
          .map((field) => (
            <Checkbox
              key={field.name}
              size="xs"
              label={pick(field.label)}
              checked={filter.get(field.name)?.[0] === 'true'}
              onChange={(event) => change({ [field.name]: event.currentTarget.checked ? 'true' : null })}
            />
          ))}
      </div>
    </div>
  );
}

/** From one year to another; what is no year yet is kept in the box and not asked for. */
function YearRange({ label, field, filter, change }: { label: string; field: Field; filter: Filter; change: Props['change'] }) {
  const { say } = useWords();
  return (
    <fieldset className={css.years}>
      <legend>{label}</legend>
      {(['min', 'max'] as const).map((bound) => (
        <TextInput
          key={bound}
          size="xs"
          inputMode="numeric"
          maxLength={4}
          aria-label={say(`filter.year.${bound}Of`, { label })}
          placeholder={say(`filter.year.${bound}`)}
          defaultValue={yearOf(filter.get(`${field.name}.${bound}`)?.[0])}
          onChange={(event) => {
            const year = event.currentTarget.value.trim();
            if (year === '' || /^(19|20)\d\d$/.test(year)) change({ [`${field.name}.${bound}`]: year && boundOf(field, bound, year) });
          }}
        />
      ))}
    </fieldset>
  );
}
