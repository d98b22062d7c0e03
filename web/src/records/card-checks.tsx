import { Title } from '@mantine/core';
import type { KindName, RegistryRecord } from '../api-types';
import { monthsLater, today } from '../status/days';
import { WITHOUT_LAND } from '../status/indicators';
import { useWords } from '../text';
import { formatDate } from '../text/format';
import css from './records.module.css';
import { useRegistry } from './registry';

/** A rule that the record's own fields already answer, with a sentence on this record. */
type Finding = [rule: string, key: string, values?: Record<string, string>];

function findingsOf(kind: KindName, record: RegistryRecord): Finding[] {
  const zones = Array.isArray(record.zoneKinds) ? record.zoneKinds : [];
  const gone = record.status === 'dismantled';
  const all: (Finding | false)[] = [
    kind === 'bts-stations' && !gone && record.structure === 'bulky' && zones.length > 0 && !record.conversionPlannedFor && ['BTS-02', 'layer.check.bulky'],
    record.inspectionOverdue === true && ['BTS-03', 'layer.check.inspection', { day: formatDate(String(record.inspectionExpiresOn ?? '')) }],
    kind === 'cable-segments' && record.overdue === true && ['', 'layer.check.overdue', { year: String(record.plannedYear ?? '') }],
    kind === 'sharing-agreements' &&
      record.expired === true &&
      record.status === 'active' && ['', 'layer.check.expired', { day: formatDate(String(record.effectiveTo ?? '')) }],
    kind === 'post-office-sites' &&
      WITHOUT_LAND.split(',').includes(String(record.landStage)) &&
      !!record.requestedOn &&
      String(record.requestedOn) <= monthsLater(today(), -12) && ['', 'layer.check.waiting', { day: formatDate(String(record.requestedOn)) }],
    kind === 'post-office-sites' && !!record.obstacle && ['', 'layer.check.obstacle', { text: String(record.obstacle) }],
  ];
  return all.filter((one) => one !== false);
}

/** What is to be seen to at this record now, from its own fields; all other rules are for submissions. */
export function CardChecks({ kind, record }: { kind: KindName; record: RegistryRecord }) {
  const { say, pick } = useWords();
  const { rule } = useRegistry();
  const findings = findingsOf(kind, record);
  return (
    <section className={css.unitLinks} aria-label={say('layer.check.title')}>
      <Title order={3} size="h3">
        {say('layer.check.title')}
      </Title>
      <ul className={css.checks}>
        {findings.map(([id, key, values]) => (
          <li key={key} title={id ? pick(rule(id)?.title) : undefined}>
            <b>! {id}</b> {say(key, values)}
          </li>
        ))}
      </ul>
      <p className={css.none}>{say(findings.length ? 'layer.check.basis' : 'layer.check.none')}</p>
    </section>
  );
}
