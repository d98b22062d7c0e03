import { Skeleton, Text } from '@mantine/core';
import { useIsFetching } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Link, useLocation } from 'react-router';
import type { KindName } from '../api-types';
import { useRecords } from '../records/queries';
import { fieldOf, useRegistry } from '../records/registry';
import { useValueWords } from '../records/values';
import { monthsLater, today } from '../status/days';
import { recordsHref } from '../status/figure-list';
import { WITHOUT_LAND } from '../status/indicators';
import type { Vintage } from '../status/vintages';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import { ProblemView } from '../ui/problem';
import css from './unit.module.css';

interface Late {
  title: string;
  kind: KindName;
  query: Record<string, string>;
  /** The field that says since when. */
  since: string;
}

const SHOWN = 5;
const ADDRESS = 'overdue';

/** Shows a part of the page to those who came for it: `#…` in the address. What stands above grows while its answers come, so it is shown again until then. */
function useComeFor(part: string) {
  const ref = useRef<HTMLElement>(null);
  const { hash } = useLocation();
  const fetching = useIsFetching() > 0;
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (hash !== `#${part}` || done) return;
    ref.current?.scrollIntoView();
    if (!fetching) setDone(true);
  }, [hash, part, fetching, done]);
  return ref;
}

/** What is late in a unit: the first of each list, longest overdue on top, and the way to the rest. */
export function Overdue({ unit, vintage, asOf }: { unit: string; vintage: Vintage; asOf: string | null }) {
  const { say } = useWords();
  const section = useComeFor(ADDRESS);
  const yearAgo = monthsLater(asOf ?? today(), -12);
  const lists: Late[] = [
    { title: say('unit.lateInspections'), kind: 'bts-stations', query: { inspectionOverdue: 'true' }, since: 'inspectionExpiresOn' },
    { title: say('unit.lateSegments'), kind: 'cable-segments', query: { overdue: 'true' }, since: 'plannedYear' },
    { title: say('unit.lateSites'), kind: 'post-office-sites', query: { landStage: WITHOUT_LAND, 'requestedOn.max': yearAgo }, since: 'requestedOn' },
    { title: say('unit.blockedSites'), kind: 'post-office-sites', query: { landStage: WITHOUT_LAND, blocked: 'true' }, since: 'obstacle' },
  ];
  return (
    <section ref={section} id={ADDRESS} aria-label={say('unit.overdue')}>
      <h2>{say('unit.overdue')}</h2>
      <div className={css.lists}>
        {lists.map((late) => (
          <LateList key={late.title} late={late} unit={unit} vintage={vintage} asOf={asOf} />
        ))}
      </div>
    </section>
  );
}

function LateList({ late: { title, kind: name, query, since }, unit, vintage, asOf }: { late: Late; unit: string; vintage: Vintage; asOf: string | null }) {
  const { say, pick } = useWords();
  const words = useValueWords();
  const kind = useRegistry().kind(name)!;
  const asked = useMemo(() => new URLSearchParams({ unit, ...query, sort: since, ...(asOf && { asOf }) }), [unit, query, since, asOf]);
  const records = useRecords(name, asked, SHOWN);
  const page = records.data?.pages[0];
  const field = fieldOf(kind, since);
  return (
    <div className={css.list}>
      <h3>
        {title} {page && <Link to={recordsHref(name, { unit, units: vintage, ...query, sort: since }, asOf)}>({formatNumber(page.total)})</Link>}
      </h3>
      {records.isPending && <Skeleton height={80} />}
      {records.isError && <ProblemView error={records.error} retry={() => void records.refetch()} />}
      {page?.total === 0 && (
        <Text size="sm" c="dimmed">
          {say('unit.nothingLate')}
        </Text>
      )}
      {page && page.total > 0 && (
        <ul>
          {page.items.map((record) => (
            <li key={record.id}>
              <Link to={`/records/${name}/${record.id}${asOf ? `?asOf=${asOf}` : ''}`}>{String(record[kind.codeField])}</Link>
              {kind.nameField !== kind.codeField && ` ${String(record[kind.nameField] ?? '')}`}
              <span>
                {words(fieldOf(kind, kind.ownerField), record[kind.ownerField] as string)} · {pick(field?.label)}: {words(field, record[since] as string)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
