import { Button, Popover, Skeleton } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { Suspense, useMemo, useState, type ReactNode } from 'react';
import type { Kind, KindName } from '../api-types';
import { useUnits } from '../status/queries';
import type { Vintage } from '../status/vintages';
import { useWords } from '../text';
import { formatDate, formatNumber } from '../text/format';
import { FilterChip } from '../ui/filter-chip';
import { useUrlState } from '../ui/use-url-state';
import css from './filter-bar.module.css';
import { filterFields, queryFor, readFilter, yearFields, yearOf } from './filter';
import { useCount } from './queries';
import { useRegistry } from './registry';
import { useValueWords } from './values';
import { lazyPart } from '../ui/lazy-part';

const FilterForm = lazyPart(() => import('./filter-form'));

interface Props {
  kinds: Kind[];
  vintage: Vintage;
  /** On the map the kinds shown are a part of the filter. */
  layers?: { chosen: KindName[]; choose: (layers: KindName[]) => void };
  children?: ReactNode;
}

/** The filter as chips, each of which can be taken off, and the form to add to it. */
export function FilterBar({ kinds, vintage, layers, children }: Props) {
  const { say } = useWords();
  const { params, change } = useUrlState();
  const filter = useMemo(() => readFilter(params, kinds), [params, kinds]);
  const [open, setOpen] = useState(false);
  const shown = layers ? kinds.filter((kind) => layers.chosen.includes(kind.name)) : kinds;
  const chipOf = useChipWords(kinds, vintage);

  return (
    <div className={css.bar} role="group" aria-label={say('filter.label')}>
      <Popover opened={open} onChange={setOpen} position="bottom-start" shadow="md" width={560} trapFocus>
        <Popover.Target>
          <Button
            size="xs"
            variant={filter.size ? 'light' : 'default'}
            leftSection={<IconFilter size={16} />}
            onClick={() => setOpen(!open)}
            aria-expanded={open}
          >
            {say('filter.button')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <Suspense fallback={<Skeleton height={240} />}>
            <FilterForm fields={filterFields(shown)} years={yearFields(shown)} filter={filter} vintage={vintage} change={change} layers={layers} />
          </Suspense>
        </Popover.Dropdown>
      </Popover>
      {children}
      {[...filter].map(([name, values]) => (
        <FilterChip key={name} words={chipOf(name, values)} remove={() => change({ [name]: null })} />
      ))}
      {filter.size > 0 && (
        <>
          <span className={css.count} aria-live="polite">
            {shown.map((kind) => (
              <Count key={kind.name} kind={kind} query={queryFor(kind, filter, { asOf: params.get('asOf') })} named={shown.length > 1} />
            ))}
          </span>
          <Button size="compact-xs" variant="white" onClick={() => change(Object.fromEntries([...filter.keys()].map((name) => [name, null])))}>
            {say('filter.clear')}
          </Button>
        </>
      )}
    </div>
  );
}

function Count({ kind, query, named }: { kind: Kind; query: URLSearchParams | null; named: boolean }) {
  const { say } = useWords();
  const { data } = useCount(kind.name, query);
  if (data === undefined) return null;
  return <span>{say(named ? `count.${kind.name}` : 'records.count', { count: formatNumber(data) })}</span>;
}

export function useChipWords(kinds: Kind[], vintage: Vintage) {
  const { say, pick } = useWords();
  const words = useValueWords();
  const { organization } = useRegistry();
  const units = useUnits(vintage);
  const fields = filterFields(kinds);
  return (name: string, values: string[]): string => {
    if (name === 'q') return say('filter.chip.q', { text: values.join(',') });
    if (name === 'owner') return say('filter.chip.owner', { names: values.map(organization).join(', ') });
    if (name === 'unit') return say('filter.chip.unit', { name: units.data?.features.find((unit) => String(unit.id) === values[0])?.properties.name ?? '…' });
    if (name === 'problem') return say(values[0] === 'true' ? 'filter.problem' : 'filter.noProblem');
    if (name === 'within') return say('filter.chip.within', { count: values.length / 2 });
    const [base, bound] = name.split('.') as [string, string?];
    const field = fields.find((one) => one.name === base) ?? kinds.flatMap((kind) => kind.fields).find((one) => one.name === base);
    const label = pick(field?.label) || base;
    if (field?.type === 'boolean') return values[0] === 'true' ? label : say('filter.not', { label });
    // A whole year's first and last day say the year; a day is written as days are.
    const wholeYear = /-(01-01|12-31)$/.test(values[0] ?? '');
    if (bound)
      return say(`filter.${bound}`, { label, value: field?.type !== 'date' ? (values[0] ?? '') : wholeYear ? yearOf(values[0]) : formatDate(values[0]) });
    return `${label}: ${words(field, values)}`;
  };
}
