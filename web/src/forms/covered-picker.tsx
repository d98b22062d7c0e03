import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import type { Field, KindName, RecordFeature } from '../api-types';
import type { Check } from '../submissions/types';
import { MiniMap } from '../map/mini-map';
import { useRegistry } from '../records/registry';
import { useWords } from '../text';
import { Remarks } from './field-input';
import css from './form.module.css';
import { useCoded, useOwned } from './queries';

/** What an agreement's lists of codes speak of. */
export const COVERED: Record<string, KindName> = { stations: 'bts-stations', segments: 'cable-segments' };

const textOf = ({ properties }: RecordFeature): string => `${String(properties.code)} · ${String(properties.name)}`;

interface Props {
  field: Field;
  host: string;
  value: string[];
  change: (codes: string[]) => void;
  findings: Check[];
}

/** Stations or segments of the host, found by code or name. */
export function CoveredPicker({ field, host, value, change, findings }: Props) {
  const { say, pick } = useWords();
  const kind = useRegistry().kind(COVERED[field.name]!)!;
  const [search, setSearch] = useState('');
  const [q] = useDebouncedValue(search, 250);
  const found = useOwned(kind.name, kind.ownerField, host, q).data?.features ?? [];
  const chosen = useCoded(kind.name, kind.ownerField, host, value).data ?? [];
  const labels = new Map([...found, ...chosen].map((feature) => [String(feature.properties.code), textOf(feature)]));
  for (const code of value) if (!labels.has(code)) labels.set(code, code);
  const errors = findings.filter(({ severity }) => severity === 'error');
  return (
    <div className={css.field} data-field={field.name} data-long>
      <MultiSelect
        label={pick(field.label)}
        description={say(host ? 'form.covered' : 'form.coveredNeedsHost')}
        placeholder={say('form.coveredSearch')}
        error={errors.length ? errors.map(({ message }) => pick(message)).join(' ') : undefined}
        disabled={!host}
        data={[...labels].map(([code, label]) => ({ value: code, label }))}
        value={value}
        onChange={change}
        searchable
        searchValue={search}
        onSearchChange={setSearch}
        // The server has looked already, in codes and names, without regard to accents.
        filter={({ options }) => options}
        nothingFoundMessage={say('form.coveredNone')}
        hidePickedOptions
        maxDropdownHeight={280}
      />
      <Remarks findings={findings.filter(({ severity }) => severity !== 'error')} />
    </div>
  );
}

/** Where the chosen ones are. */
export function CoveredMap({ host, stations, segments }: { host: string; stations: string[]; segments: string[] }) {
  const { say } = useWords();
  const { kind } = useRegistry();
  const masts = useCoded('bts-stations', kind('bts-stations')!.ownerField, host, stations).data;
  const routes = useCoded('cable-segments', kind('cable-segments')!.ownerField, host, segments).data;
  const sets = useMemo(
    () => [
      { kind: 'bts-stations' as const, features: stations.length ? (masts ?? []) : [] },
      { kind: 'cable-segments' as const, features: segments.length ? (routes ?? []) : [] },
    ],
    [masts, routes, stations.length, segments.length],
  );
  return <MiniMap className={css.coveredMap} sets={sets} label={say('form.coveredMap')} vintage="communes2020" />;
}
