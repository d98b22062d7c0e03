import { Button, Select, Text, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Item, Submission, Verdict } from '../api-types';
import { VerdictBadge } from '../submissions/badges';
import { useReasons, useStep } from '../submissions/queries';
import { useWords } from '../text';
import css from './review.module.css';
import { useKeys } from './use-keys';

interface Props {
  id: string;
  submission: Submission;
  item: Item;
  fix: () => void;
  advance: () => void;
}

const BUTTONS: { verdict: Verdict; key: string; colour: string }[] = [
  { verdict: 'approved', key: 'A', colour: 'green.9' },
  { verdict: 'approved_with_fixes', key: 'F', colour: 'green.9' },
  { verdict: 'returned', key: 'R', colour: 'orange.9' },
  { verdict: 'rejected', key: 'X', colour: 'red.9' },
];
const needsReason = (verdict: Verdict) => verdict === 'returned' || verdict === 'rejected';

/** The verdict on one item. To return or reject asks for a reason first; to approve goes straight on. */
export function Decision({ id, submission, item, fix, advance }: Props) {
  const { say, pick } = useWords();
  const reasons = useReasons();
  const step = useStep(id);
  const [pending, setPending] = useState<Verdict | null>(null);
  const [reason, setReason] = useState<string | null>(item.reason);
  const [words, setWords] = useState(item.comment ?? '');
  const wordsBox = useRef<HTMLTextAreaElement>(null);
  const hasError = item.checks.some((check) => check.severity === 'error');

  const decide = (verdict: Verdict) => {
    const body = { items: [item.id], verdict, reason: needsReason(verdict) ? (reason ?? undefined) : undefined, comment: words.trim() || undefined };
    setPending(null);
    // What failed has been said by then; the item stays open.
    step.mutateAsync({ action: 'decide', body, revision: submission.revision }).then(advance, () => {});
  };
  const press = (verdict: Verdict) => {
    if (verdict.startsWith('approved') && hasError) return;
    if (verdict === 'approved') return decide(verdict);
    if (verdict === 'approved_with_fixes') fix();
    setPending(verdict);
  };
  useKeys({ ...Object.fromEntries(BUTTONS.map(({ verdict, key }) => [key.toLowerCase(), () => press(verdict)])), c: () => wordsBox.current?.focus() });

  return (
    <section className={css.decision} aria-label={say('decision.title')}>
      {item.verdict && !pending && (
        <Text size="sm">
          {say('decision.now')} <VerdictBadge verdict={item.verdict} />
        </Text>
      )}
      {hasError && (
        <Text size="sm" className="alarm">
          {say('decision.hasError')}
        </Text>
      )}
      <div className={css.verdicts}>
        {BUTTONS.map(({ verdict, key, colour }) => (
          <Button
            key={verdict}
            size="xs"
            color={colour}
            variant={pending === verdict || (verdict === 'approved' && !pending) ? 'filled' : 'outline'}
            disabled={hasError && verdict.startsWith('approved')}
            loading={step.isPending && verdict === 'approved'}
            onClick={() => press(verdict)}
            aria-keyshortcuts={key}
          >
            {say(`decision.${verdict}`)} ({key})
          </Button>
        ))}
      </div>
      <div className={css.words}>
        {pending && needsReason(pending) && (
          <Select
            size="xs"
            label={say('decision.reason')}
            placeholder={say('decision.chooseReason')}
            autoFocus
            data={reasons.data?.items.map((one) => ({ value: one.code, label: pick(one.label) })) ?? []}
            value={reason}
            onChange={setReason}
          />
        )}
        <Textarea
          ref={wordsBox}
          size="xs"
          label={say('decision.words')}
          autosize
          minRows={1}
          maxRows={5}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      </div>
      {pending === 'approved_with_fixes' && <Text size="xs">{say('decision.fixHelp')}</Text>}
      {pending && (
        <div className={css.verdicts}>
          <Button size="xs" loading={step.isPending} disabled={needsReason(pending) && !reason} onClick={() => decide(pending)}>
            {say(`decision.confirm.${pending}`)}
          </Button>
          <Button size="xs" variant="default" onClick={() => setPending(null)}>
            {say('cancel')}
          </Button>
        </div>
      )}
    </section>
  );
}
