import { Skeleton, Title } from '@mantine/core';
import { useMemo } from 'react';
import type { KindName, RegistryRecord } from '../api-types';
import { useWords } from '../text';
import { formatDate } from '../text/format';
import { useRecords } from './queries';
import css from './records.module.css';
import { fieldOf, useRegistry } from './registry';
import { useValueWords } from './values';

interface Props {
  kind: KindName;
  record: RegistryRecord;
  asOf: string | null;
  choose: (kind: KindName, id: string) => void;
}

/** What an agreement names in each kind. */
const COVERED: Partial<Record<KindName, [field: string, owner: string]>> = {
  'bts-stations': ['stations', 'owner'],
  'cable-segments': ['segments', 'leadOrganization'],
};

/** The agreements that a station or segment is in. */
export function CardAgreements({ kind, record, asOf, choose }: Props) {
  const { say } = useWords();
  const words = useValueWords();
  const agreement = useRegistry().kind('sharing-agreements')!;
  const covered = COVERED[kind];
  const query = useMemo(() => {
    if (!covered) return null;
    const found = new URLSearchParams({ [covered[0]]: String(record.code), host: String(record[covered[1]]) });
    if (asOf) found.set('asOf', asOf);
    return found;
  }, [covered, record, asOf]);
  const agreements = useRecords('sharing-agreements', query, 20);
  if (!covered) return null;
  const items = agreements.data?.pages.flatMap((page) => page.items) ?? [];
  const said = (one: RegistryRecord, field: string) => words(fieldOf(agreement, field), one[field] as string);
  return (
    <section className={css.unitLinks} aria-label={say('layer.card.agreements')}>
      <Title order={3} size="h3">
        {say('layer.card.agreements')}
      </Title>
      {agreements.isPending && <Skeleton height={24} mt={4} />}
      {agreements.isSuccess && items.length === 0 && <p className={css.none}>{say('layer.card.noAgreements')}</p>}
      <ul>
        {items.map((one) => (
          <li key={one.id}>
            <button type="button" className="link" onClick={() => choose('sharing-agreements', String(one.id))}>
              {said(one, 'number')}
            </button>
            <span>
              {said(one, 'tenants')} · {one.expired === true ? say('key.expired') : said(one, 'status')}
              {one.effectiveTo ? ` · ${say('layer.card.until', { day: formatDate(String(one.effectiveTo)) })}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
