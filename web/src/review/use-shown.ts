import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import type { Submission } from '../submissions/types';
import { useItems } from '../submissions/queries';
import { useRuleCounts } from '../submissions/reading-queries';
import { useWords } from '../text';
import { countsOf, type Shown } from './item-list';
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

/** All that the list shows: in words, as conditions, and how many of it have a verdict or wait for one. */
export interface Selection {
  words: string;
  choice: ItemChoice;
  open: number;
  judged: number;
}

/** Which items of the package the list shows, its rows, and what one verdict for all of them would be about; null while that is not known. */
export function useShown(id: string, submission: Submission) {
  const { say, pick } = useWords();
  const [shown, show] = useState<Shown>('all');
  const [narrow, setNarrow] = useState<Narrow>(EVERYTHING);
  const typed = narrow.q.trim();
  const [q] = useDebouncedValue(typed, 250);
  const rules = useRuleCounts(id, CHANGES.join(',')).data?.items ?? [];
  // With the last verdict given there is nothing left to show under "not yet seen".
  const settled = submission.state === 'decided' && shown === 'undecided';
  useEffect(() => {
    if (settled) show('all');
  }, [settled]);
  const choice: ItemChoice = { ...CHOICES[shown], ...(narrow.rule && { rule: [narrow.rule] }), ...(q && { q }) };
  const query = queryOf(choice);
  const found = useItems(id, shown === 'undecided' ? { ...query, verdict: 'undecided' } : query, PAGE);
  const items = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data]);

  const mayDecide = submission.actions.includes('decide');
  const whole = (shown === 'all' || shown === 'undecided') && !narrow.rule && !q;
  const counted = useCount(id, query, !whole && mayDecide);
  const { counts } = submission;
  const all = whole ? { open: counts.undecided, judged: countsOf(counts).all - counts.undecided } : counted;
  const title = rules.find((one) => one.rule === narrow.rule)?.title;
  const words = [say(`desk.shown.${shown}`), narrow.rule && `${narrow.rule}${title ? `: ${pick(title)}` : ''}`, q && say('many.named', { text: q })]
    .filter(Boolean)
    .join(' · ');
  const selection: Selection | null = mayDecide && all && q === typed ? { words, choice, ...all } : null;
  return { shown, show, narrow, setNarrow, rules, found, items, selection };
}
