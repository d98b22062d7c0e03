import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import type { Submission } from '../submissions/types';
import { useItems } from '../submissions/queries';
import { useRuleCounts } from '../submissions/reading-queries';
import { useWords } from '../text';
import type { Shown } from './item-list';
import { EVERYTHING, type Narrow } from './narrow';
import { useCount, type ItemChoice } from './queries';

const PAGE = 500;
/** Unchanged rows need no verdict and stay out of the way. */
const CHANGES = ['new', 'changed', 'conflicting', 'removed'];
const CHOICES: Record<Shown, ItemChoice> = {
  all: { change: CHANGES },
  undecided: { change: CHANGES },
  flagged: { change: CHANGES, severity: ['error', 'warning'] },
  conflicting: { change: ['conflicting'] },
};

const queryOf = ({ change, severity, rule, q }: ItemChoice) => ({
  ...(change && { change: change.join(',') }),
  ...(severity && { severity: severity.join(',') }),
  ...(rule && { rule: rule.join(',') }),
  ...(q && { q }),
});

/** Which items of the package the list shows: its rows, the conditions, and how many of them still wait. */
export function useShown(id: string, submission: Submission) {
  const { say, pick } = useWords();
  const [shown, show] = useState<Shown>('all');
  const [narrow, setNarrow] = useState<Narrow>(EVERYTHING);
  const [q] = useDebouncedValue(narrow.q.trim(), 250);
  const rules = useRuleCounts(id).data?.items;
  // With the last verdict given there is nothing left to show under "not yet seen".
  const settled = submission.state === 'decided' && shown === 'undecided';
  useEffect(() => {
    if (settled) show('all');
  }, [settled]);
  const choice: ItemChoice = { ...CHOICES[shown], ...(narrow.rule && { rule: [narrow.rule] }), ...(q && { q }) };
  const waiting = { ...queryOf(choice), verdict: 'undecided' };
  const found = useItems(id, shown === 'undecided' ? waiting : queryOf(choice), PAGE);
  const items = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data]);
  const whole = (shown === 'all' || shown === 'undecided') && !narrow.rule && !q;
  const counted = useCount(id, waiting, !whole && submission.actions.includes('decide'));
  const open = whole ? submission.counts.undecided : counted;
  const total = found.data?.pages[0]?.total ?? 0;
  const rule = rules?.find((one) => one.rule === narrow.rule);
  const words = [say(`desk.shown.${shown}`), narrow.rule && `${narrow.rule}${rule ? `: ${pick(rule.title)}` : ''}`, q && say('many.named', { text: q })]
    .filter(Boolean)
    .join(' · ');
  return { shown, show, narrow, setNarrow, found, items, choice, words, open, judged: shown === 'undecided' ? 0 : Math.max(0, total - open) };
}
