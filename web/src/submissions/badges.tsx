import type { Severity } from '../api-types';
import type { Item, ItemChange, Submission, SubmissionState, Verdict } from './types';
import { useWords } from '../text';
import { Tag, type Tone } from '../ui/tag';

const STATE_TONES: Record<SubmissionState, Tone> = {
  receiving: 'muted',
  draft: 'muted',
  submitted: 'info',
  in_review: 'accent',
  decided: 'good',
  returned: 'warn',
  withdrawn: 'muted',
};
const CHANGE_TONES: Record<ItemChange, Tone> = { new: 'good', changed: 'info', unchanged: 'muted', conflicting: 'bad', removed: 'warn' };
const VERDICT_TONES: Record<Verdict, Tone> = { approved: 'good', approved_with_fixes: 'good', returned: 'warn', rejected: 'bad' };
const SEVERITY_TONES: Record<Severity, Tone> = { error: 'bad', warning: 'warn', info: 'info' };

/** A draft that was never sent is not "withdrawn", which would sound as if somebody had got it. */
export function StateBadge({ submission: { state, submittedAt } }: { submission: Pick<Submission, 'state' | 'submittedAt'> }) {
  const { say } = useWords();
  return (
    <Tag tone={STATE_TONES[state]} testid="state">
      {say(state === 'withdrawn' && !submittedAt ? 'state.discarded' : `state.${state}`)}
    </Tag>
  );
}

/** What the authority keeps as the register has it changes nothing either, but not because the sender said so. */
export function ChangeBadge({ item: { change, fixed } }: { item: Pick<Item, 'change' | 'fixed'> }) {
  const { say } = useWords();
  return change === 'unchanged' && fixed ? <Tag tone="info">{say('change.kept')}</Tag> : <Tag tone={CHANGE_TONES[change]}>{say(`change.${change}`)}</Tag>;
}

export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const { say } = useWords();
  return (
    <Tag tone={VERDICT_TONES[verdict]} solid>
      {say(`verdict.${verdict}`)}
    </Tag>
  );
}

export function SeverityBadge({ severity }: { severity: Severity }) {
  const { say } = useWords();
  return <Tag tone={SEVERITY_TONES[severity]}>{say(`severity.${severity}`)}</Tag>;
}

const ORDER: Severity[] = ['error', 'warning', 'info'];
export const worstOf = (item: Item): Severity | null => ORDER.find((severity) => item.checks.some((check) => check.severity === severity)) ?? null;
