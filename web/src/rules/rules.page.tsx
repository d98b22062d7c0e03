import { Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { useUser } from '../session/session';
import { useWords } from '../text';
import { PageSkeleton } from '../ui/page-skeleton';
import { ProblemView } from '../ui/problem';
import { useTitle } from '../ui/use-title';
import { useRules } from './queries';
import { RuleRow } from './rule-row';
import css from './rules.module.css';

/** Every rule of the checks, each with an address of its own: /rules#BTS-01. */
export default function RulesPage() {
  const { say } = useWords();
  const rules = useRules();
  const user = useUser();
  const { hash } = useLocation();
  useTitle(say('rule.title'));
  const found = rules.data?.items;
  useEffect(() => {
    if (found && hash) document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView({ block: 'center' });
  }, [found, hash]);
  if (rules.isPending) return <PageSkeleton />;
  const maySet = user?.role === 'administrator';
  return (
    <div className="page">
      <Title order={1}>{say('rule.title')}</Title>
      <Text size="sm" c="dimmed" mb="sm">
        {say('rule.lead')} {!maySet && say('rule.who')}
      </Text>
      {rules.isError && <ProblemView error={rules.error} retry={() => void rules.refetch()} />}
      <ul className={css.rules}>
        {(found ?? []).map((rule) => (
          <RuleRow key={rule.id} rule={rule} maySet={maySet} named={hash === `#${rule.id}`} />
        ))}
      </ul>
    </div>
  );
}
