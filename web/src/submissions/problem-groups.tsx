import { Skeleton, Text } from '@mantine/core';
import type { Item, Severity, SubmissionCounts } from '../api-types';
import { useRegistry } from '../records/registry';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import { SeverityBadge } from './badges';
import type { ItemFilter } from './check-step';
import { useItems } from './queries';
import css from './submissions.module.css';

interface Props {
  id: string;
  filter: ItemFilter;
  set: (filter: Partial<ItemFilter>) => void;
  counts: SubmissionCounts;
}

const MOST = 1000;

/** What is wrong, by rule; a click shows the rows concerned. */
export function ProblemGroups({ id, filter, set, counts }: Props) {
  const { say, pick } = useWords();
  const { rule: ruleOf } = useRegistry();
  const found = useItems(id, { severity: 'error,warning,info' }, MOST);
  if (found.isPending) return <Skeleton height={120} />;
  const groups = groupByRule(found.data?.pages[0]?.items ?? []);
  if (groups.length === 0) return <Text className={css.clean}>{say('check.clean')}</Text>;
  return (
    <section aria-label={say('check.problems')}>
      <Text fw={600} mb={4}>
        {say('check.problems')}
      </Text>
      <ul className={css.groups}>
        {groups.map(({ rule, severity, count }) => (
          <li key={rule}>
            <button type="button" aria-pressed={filter.rule === rule} onClick={() => set(filter.rule === rule ? {} : { rule, severity })}>
              <SeverityBadge severity={severity} />
              <span>{pick(ruleOf(rule)?.title) || rule}</span>
              <strong>{formatNumber(count)}</strong>
            </button>
          </li>
        ))}
      </ul>
      {counts.withErrors + counts.withWarnings > MOST && (
        <Text size="xs" c="dimmed">
          {say('check.firstOnly', { count: formatNumber(MOST) })}
        </Text>
      )}
    </section>
  );
}

const ORDER: Severity[] = ['error', 'warning', 'info'];

function groupByRule(items: Item[]): { rule: string; severity: Severity; count: number }[] {
  const groups = new Map<string, { rule: string; severity: Severity; count: number }>();
  for (const item of items) {
    for (const { rule, severity } of new Map(item.checks.map((check) => [check.rule, check])).values()) {
      const group = groups.get(rule) ?? { rule, severity, count: 0 };
      groups.set(rule, { ...group, count: group.count + 1 });
    }
  }
  return [...groups.values()].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || b.count - a.count);
}
