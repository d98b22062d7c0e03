import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { Item, Verdict } from '../submissions/types';
import { VerdictBadge } from '../submissions/badges';
import { useVerdictWords } from '../submissions/queries';
import { useWords } from '../text';
import type { DecisionBody } from './queries';
import { ReasonForm, reasonDraft } from './reason-form';
import css from './review.module.css';
import { useKeys } from './use-keys';

interface Props {
  item: Item;
  decide: (body: DecisionBody) => void;
  /** Leads to the first value that may be mended. */
  fix: () => void;
  openConflict: () => void;
}

export const BUTTONS: { verdict: Verdict; key: string; colour: string }[] = [
  { verdict: 'approved', key: 'A', colour: 'green.9' },
  { verdict: 'approved_with_fixes', key: 'F', colour: 'green.9' },
  { verdict: 'returned', key: 'R', colour: 'orange.9' },
  { verdict: 'rejected', key: 'X', colour: 'red.9' },
];

/** The verdict on one item. To return or reject asks for a reason first; to approve goes straight on. */
export function Decision({ item, decide, fix, openConflict }: Props) {
  const { say } = useWords();
  const why = useVerdictWords()(item);
  const [pending, setPending] = useState<Verdict | null>(null);
  const [mending, setMending] = useState(false);
  const hasError = item.checks.some((check) => check.severity === 'error');
  const conflict = item.change === 'conflicting';
  const warnings = item.checks.filter((check) => check.severity === 'warning').length;

  const send = (verdict: DecisionBody['verdict'], reason?: string, comment?: string) => {
    setPending(null);
    decide({ items: [item.id], verdict, reason, comment: comment || undefined });
  };
  const press = (verdict: Verdict) => {
    if (!verdict.startsWith('approved')) return setPending(verdict);
    if (conflict) return openConflict();
    if (verdict === 'approved_with_fixes' && !item.fixed) {
      setMending(true);
      return fix();
    }
    if (!hasError) send(verdict);
  };
  const takeBack = () => item.verdict && !pending && send('undecided');
  useKeys({ u: takeBack });
  useKeys(Object.fromEntries(BUTTONS.map(({ verdict, key }) => [key.toLowerCase(), () => press(verdict)])));

  return (
    <section className={css.decision} aria-label={say('decision.title')}>
      {item.verdict && !pending && (
        <Text size="sm">
          {say('decision.now')} <VerdictBadge verdict={item.verdict} />{' '}
          <Button size="compact-xs" variant="subtle" onClick={takeBack} aria-keyshortcuts="U">
            {say('decision.takeBack')} (U)
          </Button>
          {why && <span className={css.why}>{why}</span>}
        </Text>
      )}
      {hasError && (
        <Text size="sm" className="alarm">
          {say('decision.hasError')}
        </Text>
      )}
      {item.fixed && (
        <Text size="sm">
          {say('desk.fixed')} {warnings > 0 && <strong>{say('desk.fixedWarnings', { count: warnings })}</strong>}
        </Text>
      )}
      {mending && !item.fixed && <Text size="sm">{say('desk.fixHelp')}</Text>}
      <div className={css.verdicts}>
        {BUTTONS.filter(({ verdict }) => verdict !== 'approved' || !item.fixed).map(({ verdict, key, colour }) => (
          <Button
            key={verdict}
            size="xs"
            color={colour}
            variant={pending === verdict || (!pending && isFirst(verdict, item)) ? 'filled' : 'outline'}
            disabled={hasError && (verdict === 'approved' || (verdict === 'approved_with_fixes' && item.fixed))}
            onClick={() => press(verdict)}
            aria-keyshortcuts={key}
          >
            {say(`decision.${verdict}`)} ({key})
          </Button>
        ))}
      </div>
      {pending && (
        <ReasonForm
          key={pending}
          draft={reasonDraft(item.id)}
          start={{ reason: item.reason, words: item.comment ?? '' }}
          verdict={pending}
          confirmation={say(`decision.confirm.${pending}`)}
          send={(reason, words) => send(pending, reason, words)}
          close={() => setPending(null)}
        />
      )}
    </section>
  );
}

const isFirst = (verdict: Verdict, item: Item): boolean => verdict === (item.fixed ? 'approved_with_fixes' : 'approved');
