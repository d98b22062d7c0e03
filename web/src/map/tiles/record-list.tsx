import { Button, CloseButton, Select, Skeleton, Text, Title } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import type { KindName } from '../../api-types';
import { useRecords } from '../../records/queries';
import { fieldOf, useRegistry } from '../../records/registry';
import { useValueWords } from '../../records/values';
import { useWords } from '../../text';
import { formatNumber } from '../../text/format';
import { Empty } from '../../ui/empty';
import { ProblemView } from '../../ui/problem';
import css from '../map.module.css';

interface Props {
  kind: KindName;
  layers: KindName[];
  queryOf: (kind: KindName) => URLSearchParams | null;
  box: string | null;
  setKind: (kind: KindName | null) => void;
  choose: (kind: KindName, id: string) => void;
}

const FACTS: Record<KindName, string[]> = {
  'bts-stations': ['owner', 'status', 'structure'],
  'cable-segments': ['method', 'status', 'drawnLengthM'],
  'post-office-sites': ['landStage', 'status'],
  'sharing-agreements': ['host', 'tenants', 'status'],
};

/** The records that lie in what the map shows, as the server lists them: the map for those who read better than they point. */
export default function RecordList({ kind: name, layers, queryOf, box, setKind, choose }: Props) {
  const { say, pick } = useWords();
  const registry = useRegistry();
  const words = useValueWords();
  const kind = registry.kind(name)!;
  const text = queryOf(name)?.toString() ?? null;
  const query = useMemo(() => {
    if (text === null || !box) return null;
    const next = new URLSearchParams(text);
    next.set('bbox', box);
    return next;
  }, [text, box]);
  const records = useRecords(name, query);
  const items = records.data?.pages.flatMap((page) => page.items) ?? [];
  const total = records.data?.pages[0]?.total ?? 0;
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const said = (record: (typeof items)[number], field: string) => words(fieldOf(kind, field), record[field] as string);
  return (
    <aside className={css.drawer} aria-label={say('layer.list.title')} data-testid="record-list">
      <CloseButton className={css.drawerClose} aria-label={say('layer.list.close')} onClick={() => setKind(null)} />
      <Title order={2} size="h3" ref={head} tabIndex={-1} mb="xs" pr={32}>
        {say('layer.list.title')}
      </Title>
      <Select
        aria-label={say('records.kind')}
        data={[...new Set([name, ...layers])].map((value) => ({ value, label: pick(registry.kind(value)?.label) }))}
        value={name}
        onChange={(value) => value && setKind(value as KindName)}
      />
      <Text size="sm" my={8} aria-live="polite" data-testid="record-list-count">
        {records.isSuccess && say('layer.list.count', { count: formatNumber(total) })}
      </Text>
      {records.isPending && <Skeleton height={240} />}
      {records.isError && <ProblemView error={records.error} retry={() => void records.refetch()} />}
      {records.isSuccess && total === 0 && <Empty title={say('layer.list.none')} />}
      <ul className={css.records}>
        {items.map((record) => (
          <li key={record.id}>
            <button type="button" onClick={() => choose(name, String(record.id))}>
              <strong>{said(record, kind.codeField)}</strong> {kind.nameField === kind.codeField ? '' : said(record, kind.nameField)}
              <span>
                {[
                  ...FACTS[name].map((field) => said(record, field)),
                  record.inspectionOverdue === true && `! ${say('key.overdueInspection')}`,
                  record.overdue === true && `! ${say('key.overdue')}`,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {records.hasNextPage && (
        <Button variant="default" size="xs" fullWidth mt={8} loading={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>
          {say('records.moreOf', { shown: formatNumber(items.length), all: formatNumber(total) })}
        </Button>
      )}
    </aside>
  );
}
