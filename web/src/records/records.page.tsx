import { Button, Tabs, Title } from '@mantine/core';
import { IconDownload, IconMap2 } from '@tabler/icons-react';
import { useMemo } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { apiUrl } from '../api';
import type { KindName } from '../api-types';
import { vintageNamed } from '../status/vintages';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import { Empty } from '../ui/empty';
import { ProblemView } from '../ui/problem';
import { searchText, useUrlState } from '../ui/use-url-state';
import { useTitle } from '../ui/use-title';
import { FilterBar } from './filter-bar';
import { COMMON, queryFor, readFilter } from './filter';
import { useRecords } from './queries';
import { RecordTable } from './record-table';
import { KIND_ORDER, useRegistry } from './registry';

export default function RecordsPage() {
  const { say, pick } = useWords();
  const registry = useRegistry();
  const navigate = useNavigate();
  const { params } = useUrlState();
  const kind = registry.kind(useParams().kind ?? '');
  useTitle(kind ? pick(kind.label) : say('place.records'));
  if (!kind) return <Empty title={say('records.unknownKind')} />;

  // From one kind to another the reader keeps owner, unit, words and day, not what the other does not know.
  const keep = new URLSearchParams([...params].filter(([name]) => [...COMMON, 'units', 'asOf'].includes(name)));
  return (
    <div className="page">
      <div className="page-head">
        <Title order={1}>{say('place.records')}</Title>
      </div>
      <Tabs value={kind.name} onChange={(name) => void navigate({ pathname: `/records/${name}`, search: searchText(keep) })} mb="sm">
        <Tabs.List>
          {KIND_ORDER.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {pick(registry.kind(name)?.label)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <RecordList key={kind.name} name={kind.name} />
    </div>
  );
}

function RecordList({ name }: { name: KindName }) {
  const { say } = useWords();
  const registry = useRegistry();
  const { params, change } = useUrlState();
  const kind = registry.kind(name)!;
  const kinds = useMemo(() => [kind], [kind]);
  const sort = params.get('sort') ?? kind.codeField;
  const filter = useMemo(() => readFilter(params, kinds), [params, kinds]);
  const asOf = params.get('asOf');
  const query = useMemo(() => queryFor(kind, filter, { asOf, sort }), [kind, filter, asOf, sort]);
  const records = useRecords(name, query);
  const items = records.data?.pages.flatMap((page) => page.items) ?? [];
  const total = records.data?.pages[0]?.total;

  const onMap = new URLSearchParams(params);
  onMap.delete('sort');
  onMap.set('layers', name);
  const exported = queryFor(kind, filter, { asOf });
  return (
    <>
      <div className="page-head">
        <FilterBar kinds={kinds} vintage={vintageNamed(params.get('units'), asOf)} />
        <strong aria-live="polite" data-testid="record-count" className="push">
          {total !== undefined && say('records.count', { count: formatNumber(total) })}
        </strong>
        <Button component={Link} to={`/map?${searchText(onMap)}`} size="xs" variant="default" leftSection={<IconMap2 size={16} />}>
          {say('records.onMap')}
        </Button>
        <Button
          component="a"
          href={apiUrl(`/${name}/export.geojson`, exported ?? undefined)}
          download
          size="xs"
          variant="default"
          leftSection={<IconDownload size={16} />}
        >
          {say('export.geojson')}
        </Button>
      </div>
      {records.isError && <ProblemView error={records.error} retry={() => void records.refetch()} />}
      {total === 0 && <Empty title={say('records.none')} text={say(filter.size ? 'records.noneFiltered' : 'records.noneYet')} />}
      {total !== 0 && !records.isError && (
        <RecordTable kind={kind} items={items} loading={records.isPending} sort={sort} setSort={(next) => change({ sort: next })} />
      )}
      {records.hasNextPage && (
        <Button variant="default" fullWidth mt="sm" loading={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>
          {say('records.moreOf', { shown: formatNumber(items.length), all: formatNumber(total ?? 0) })}
        </Button>
      )}
    </>
  );
}
