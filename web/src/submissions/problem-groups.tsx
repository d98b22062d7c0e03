import { Skeleton, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import { ProblemView } from '../ui/problem';
import { SeverityBadge } from './badges';
import type { ItemFilter } from './check-step';
import { useRuleCounts } from './reading-queries';
import css from './submissions.module.css';

interface Props {
  id: string;
  filter: ItemFilter;
  set: (filter: Partial<ItemFilter>) => void;
}

/** What is wrong in the whole package, by rule; a click shows the rows concerned. */
export function ProblemGroups({ id, filter, set }: Props) {
  const { say, pick } = useWords();
  const found = useRuleCounts(id);
  if (found.isPending) return <Skeleton height={120} />;
  if (found.isError) return <ProblemView error={found.error} retry={() => void found.refetch()} />;
  const groups = found.data.items;
  if (groups.length === 0) return <Text className={css.clean}>{say('check.clean')}</Text>;
  return (
    <section aria-label={say('check.problems')}>
      <Text fw={600} mb={4}>
        {say('check.problems')}
      </Text>
      <ul className={css.groups}>
        {groups.map(({ rule, severity, title, items }) => (
          <li key={rule + severity}>
            <button type="button" aria-pressed={filter.rule === rule} onClick={() => set(filter.rule === rule ? {} : { rule })}>
              <SeverityBadge severity={severity} />
              <span>{pick(title) || rule}</span>
              <strong>{formatNumber(items)}</strong>
            </button>
            <Link
              to={`/rules#${rule}`}
              className={css.explain}
              aria-label={say('wizard.check.explain', { rule })}
              title={say('wizard.check.explain', { rule })}
            >
              <IconInfoCircle size={16} stroke={1.6} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
