import { Button, Select, Skeleton, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { KindName } from '../api-types';
import { useRecords } from '../records/queries';
import { fieldOf, KIND_ORDER, useRegistry } from '../records/registry';
import { useValueWords } from '../records/values';
import type { Vintage } from '../status/vintages';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import { Empty } from '../ui/empty';
import { ProblemView } from '../ui/problem';
import css from './map.module.css';

interface Props {
  unit: string;
  vintage: Vintage;
  asOf: string | null;
  choose: (kind: KindName, id: string) => void;
}

/** The records that lie in a unit, to read and to open. */
export function UnitRecords({ unit, vintage, asOf, choose }: Props) {
  const { say, pick } = useWords();
  const registry = useRegistry();
  const words = useValueWords();
  const [name, setName] = useState<KindName>('bts-stations');
  const kind = registry.kind(name)!;
  const query = useMemo(() => new URLSearchParams(asOf ? { unit, asOf } : { unit }), [unit, asOf]);
  const records = useRecords(name, query);
  const items = records.data?.pages.flatMap((page) => page.items) ?? [];
  const total = records.data?.pages[0]?.total ?? 0;
  return (
    <>
      <Select
        aria-label={say('records.kind')}
        data={KIND_ORDER.map((value) => ({ value, label: pick(registry.kind(value)?.label) }))}
        value={name}
        onChange={(value) => value && setName(value as KindName)}
      />
      {records.isPending && <Skeleton height={200} mt="xs" />}
      {records.isError && <ProblemView error={records.error} retry={() => void records.refetch()} />}
      {records.isSuccess && total === 0 && <Empty title={say('records.none')} />}
      {total > 0 && (
        <Text size="sm" my={8}>
          {say('records.count', { count: formatNumber(total) })} ·{' '}
          <Link to={`/records/${name}?${query}&units=${vintage}`}>{say('records.openInRegister')}</Link>
        </Text>
      )}
      <ul className={css.records}>
        {items.map((record) => (
          <li key={record.id}>
            <button type="button" onClick={() => choose(name, String(record.id))}>
              <strong>{String(record[kind.codeField] ?? '')}</strong> {kind.nameField === kind.codeField ? '' : String(record[kind.nameField] ?? '')}
              <span>
                {words(fieldOf(kind, kind.ownerField), record[kind.ownerField] as string)} · {words(fieldOf(kind, 'status'), record.status as string)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {records.hasNextPage && (
        <Button variant="default" size="xs" fullWidth mt={8} loading={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>
          {say('records.more')}
        </Button>
      )}
    </>
  );
}
