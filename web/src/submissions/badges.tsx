import { Badge } from '@mantine/core';
import type { Item, ItemChange, Severity, SubmissionState, Verdict } from '../api-types';
import { useWords } from '../text';

const STATE_COLOURS: Record<SubmissionState, string> = {
  receiving: 'gray.7',
  draft: 'gray.8',
  submitted: 'blue.9',
  in_review: 'sea.8',
  decided: 'green.9',
  returned: 'orange.9',
  withdrawn: 'gray.7',
};

export function StateBadge({ state }: { state: SubmissionState }) {
  const { say } = useWords();
  return (
    <Badge color={STATE_COLOURS[state]} variant="light" tt="none" data-testid="state">
      {say(`state.${state}`)}
    </Badge>
  );
}

const CHANGE_COLOURS: Record<ItemChange, string> = { new: 'green.9', changed: 'blue.9', unchanged: 'gray.7', conflicting: 'red.9' };

export function ChangeBadge({ change }: { change: ItemChange }) {
  const { say } = useWords();
  return (
    <Badge color={CHANGE_COLOURS[change]} variant="light" tt="none" size="sm">
      {say(`change.${change}`)}
    </Badge>
  );
}

const VERDICT_COLOURS: Record<Verdict, string> = { approved: 'green.9', approved_with_fixes: 'green.9', returned: 'orange.9', rejected: 'red.9' };

export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const { say } = useWords();
  return (
    <Badge color={VERDICT_COLOURS[verdict]} variant="filled" tt="none" size="sm">
      {say(`verdict.${verdict}`)}
    </Badge>
  );
}

const SEVERITY_COLOURS: Record<Severity, string> = { error: 'red.9', warning: 'orange.9', info: 'blue.9' };

export function SeverityBadge({ severity }: { severity: Severity }) {
  const { say } = useWords();
  return (
    <Badge color={SEVERITY_COLOURS[severity]} variant="light" tt="none" size="sm">
      {say(`severity.${severity}`)}
    </Badge>
  );
}

const ORDER: Severity[] = ['error', 'warning', 'info'];
export const worstOf = (item: Item): Severity | null => ORDER.find((severity) => item.checks.some((check) => check.severity === severity)) ?? null;
