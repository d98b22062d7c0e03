import { useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { Item } from '../api-types';
import { Outcome } from '../submissions/outcome';
import { useItems, useSubmission } from '../submissions/queries';
import { useWords } from '../text';
import { PageSkeleton } from '../ui/page-skeleton';
import { ProblemView } from '../ui/problem';
import { DeskHead } from './desk-head';
import { ItemCard } from './item-card';
import { ItemList, type Shown } from './item-list';
import css from './review.module.css';
import { useKeys } from './use-keys';
import { KeyHelp } from './key-help';

const MOST = 1000;

/** Unchanged rows need no verdict and stay out of the way. */
const CHANGES = 'new,changed,conflicting';

export function Desk({ id }: { id: string }) {
  const { say } = useWords();
  const submission = useSubmission(id);
  const found = useItems(id, { change: CHANGES }, MOST);
  const [shown, setShown] = useState<Shown>('all');
  const [chosen, setChosen] = useState<string | null>(null);
  const [help, setHelp] = useState(false);
  const { hasNextPage, fetchNextPage } = found;
  useEffect(() => {
    if (hasNextPage) void fetchNextPage();
  }, [hasNextPage, fetchNextPage, found.data?.pages.length]);

  const all = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data]);
  const items = useMemo(() => all.filter((item) => matches(item, shown)), [all, shown]);
  const current = items.find((item) => String(item.id) === chosen) ?? items[0] ?? null;
  const move = (step: number) => {
    const at = items.findIndex((item) => item.id === current?.id);
    const next = items[Math.max(0, Math.min(items.length - 1, at + step))];
    if (next) setChosen(String(next.id));
  };
  /** On to the next one that still waits, else stay. */
  const advance = () => {
    const at = items.findIndex((item) => item.id === current?.id);
    const next = items.slice(at + 1).find((item) => !item.verdict) ?? items.find((item) => !item.verdict && item.id !== current?.id);
    if (next) setChosen(String(next.id));
  };
  const map = useRef<HTMLDivElement>(null);
  useKeys({ j: () => move(1), k: () => move(-1), m: () => map.current?.querySelector<HTMLElement>('.leaflet-container')?.focus(), '?': () => setHelp(true) });

  if (submission.isPending) return <PageSkeleton />;
  if (submission.isError) return <ProblemView error={submission.error} retry={() => void submission.refetch()} />;
  return (
    <div className={css.desk}>
      <Link to="/review" className={css.back}>
        {say('review.back')}
      </Link>
      <DeskHead id={id} submission={submission.data} clean={all.filter(isClean).length} openHelp={() => setHelp(true)} />
      <Outcome submission={submission.data} />
      {found.isError && <ProblemView error={found.error} retry={() => void found.refetch()} />}
      <div className={css.bench}>
        <ItemList items={items} all={all} shown={shown} show={setShown} loading={found.isPending} current={current} choose={setChosen} />
        <div ref={map} className={css.detail}>
          {current && <ItemCard key={current.id} id={id} submission={submission.data} item={current} advance={advance} />}
        </div>
      </div>
      <KeyHelp opened={help} close={() => setHelp(false)} />
    </div>
  );
}

/** As the server counts them: undecided, no conflict, nothing worse than a note. */
const isClean = (item: Item): boolean => !item.verdict && item.change !== 'conflicting' && item.checks.every((check) => check.severity === 'info');

function matches(item: Item, shown: Shown): boolean {
  if (shown === 'undecided') return !item.verdict;
  if (shown === 'flagged') return item.checks.some((check) => check.severity !== 'info');
  return true;
}
