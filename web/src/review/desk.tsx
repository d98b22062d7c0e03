import { Button } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'react-router';
import type { Id } from '../api-types';
import type { Item, Submission } from '../submissions/types';
import { AssumedZone } from '../submissions/coordinates/assumed-zone';
import { forgetDraft } from '../submissions/drafts';
import { ElsewhereNote } from '../submissions/elsewhere';
import { Outcome } from '../submissions/outcome';
import { useAfterWork, type useItems, useSubmission } from '../submissions/queries';
import { useNoticesLearnt } from '../bell/queries';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import { notify } from '../ui/notify';
import { PageSkeleton } from '../ui/page-skeleton';
import { ProblemView } from '../ui/problem';
import { ConcludeDialog } from './conclude-dialog';
import { DeskHead, mayConclude } from './desk-head';
import { ItemCard } from './item-card';
import { countsOf, ItemList } from './item-list';
import { KeyHelp } from './key-help';
import { counted, ManyDialog, manyDraft, mayJudgeMany } from './many-dialog';
import { NarrowList } from './narrow';
import { useDecide, useKeepUp, type DecisionBody } from './queries';
import { ReturnDialog } from './return-dialog';
import css from './review.module.css';
import { useEscape, useKeys } from './use-keys';
import { useShown, type Selection } from './use-shown';

/** So few are looked over without narrowing them down. */
const FEW = 5;

export function Desk({ id }: { id: string }) {
  const submission = useSubmission(id);
  useAfterWork(submission.data);
  useNoticesLearnt(id);
  if (submission.isPending) return <PageSkeleton />;
  if (submission.isError) return <ProblemView error={submission.error} retry={() => void submission.refetch()} />;
  return <Bench id={id} submission={submission.data} />;
}

function Bench({ id, submission }: { id: string; submission: Submission }) {
  const { say } = useWords();
  const { search } = useLocation();
  const list = useShown(id, submission);
  const { items, found } = list;
  const { current, choose, move, advance, toFirstOpen, more } = usePlace(items, found);
  const [dialog, setDialog] = useState<'conclude' | 'summary' | 'return' | 'help' | null>(null);
  const [many, setMany] = useState<Selection | null>(null);
  const sumUp = useOnce(submission.counts.undecided > 0);
  const decide = useDecide(id, ({ counts }, body, decided) => {
    sayMany(say, id, body, decided);
    // After the last verdict comes what it all amounts to; a verdict that is corrected afterwards does not call for it again.
    if (counts.undecided === 0) sumUp(() => setDialog((open) => open ?? 'summary'));
  });
  const judge = (body: DecisionBody) => {
    if (body.verdict !== 'undecided') advance();
    decide.mutate(body);
  };
  /** Items further down the list are not read yet: those can be looked at on the map only. */
  const open = (item: Id) => items.some((one) => one.id === item) && choose(String(item));
  useEscape();
  const sayConflicts = useCallback(
    (count: number) => void notify({ tone: 'bad', title: say('desk.conflictsNow', { count: formatNumber(count) }), text: say('desk.conflictsNowText') }),
    [say],
  );
  useKeepUp(id, submission, sayConflicts);
  // A verdict by key on what is not (or no more) one's own is not to go nowhere without a word.
  const claimable = submission.actions.includes('claim') && !submission.actions.includes('decide');
  const claimFirst = () => void notify({ tone: 'bad', title: say('desk.claimFirst'), text: say('desk.claimFirstText') });
  useKeys(claimable ? { a: claimFirst, f: claimFirst, r: claimFirst, x: claimFirst } : {});
  /** The key of a button that is not to be pressed yet says why. */
  const concludeOrSay = () => {
    if (mayConclude(submission)) return setDialog('conclude');
    const { undecided } = submission.counts;
    if (!submission.actions.includes('conclude') || undecided === 0) return;
    void notify({ tone: 'bad', title: say('review.leftToJudge', { count: formatNumber(undecided) }), text: say('review.leftToJudgeText') });
    toFirstOpen();
  };
  const { selection } = list;
  const judgeMany = () => mayJudgeMany(selection) && setMany(selection);
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    l: concludeOrSay,
    g: judgeMany,
    '?': () => setDialog('help'),
  });
  const close = () => setDialog(null);
  const isNarrow = list.narrow.rule !== null || list.narrow.q !== '';
  return (
    <div className={css.desk}>
      <Link to={`/review${search}`} className={css.back}>
        {say('review.back')}
      </Link>
      <DeskHead id={id} submission={submission} decide={decide} open={setDialog} />
      <AssumedZone submission={submission} to={{ pathname: `/submissions/${id}`, search: 'step=crs' }} />
      <Outcome submission={submission} />
      <ElsewhereNote submission={submission} />
      {found.isError && <ProblemView error={found.error} retry={() => void found.refetch()} />}
      <div className={css.bench}>
        <ItemList
          items={items}
          counts={submission.counts}
          shown={list.shown}
          show={list.show}
          narrowing={
            <>
              {(countsOf(submission.counts).all > FEW || isNarrow) && <NarrowList rules={list.rules} narrow={list.narrow} change={list.setNarrow} />}
              {mayJudgeMany(selection) && (
                <Button size="compact-xs" variant="subtle" className={css.many} onClick={judgeMany} aria-keyshortcuts="G">
                  {selection.open > 0 ? say('many.open', counted(selection.open)) : say('many.openJudged', counted(selection.judged))} (G)
                </Button>
              )}
            </>
          }
          loading={found.isPending}
          current={current}
          choose={choose}
          more={more}
        />
        <div className={css.detail}>{current && <ItemCard key={current.id} id={id} submission={submission} item={current} decide={judge} open={open} />}</div>
      </div>
      <KeyHelp opened={dialog === 'help'} close={close} />
      {(dialog === 'conclude' || dialog === 'summary') && <ConcludeDialog id={id} submission={submission} byItself={dialog === 'summary'} close={close} />}
      {many && <ManyDialog id={id} selection={many} decide={decide.mutate} close={() => setMany(null)} />}
      {dialog === 'return' && <ReturnDialog id={id} submission={submission} close={close} />}
    </div>
  );
}

/** A verdict on one item shows in its row; one on many is said. */
function sayMany(say: ReturnType<typeof useWords>['say'], id: string, { items, verdict }: DecisionBody, decided: number): void {
  if (Array.isArray(items)) return;
  if (typeof items === 'object') forgetDraft(manyDraft(id, items));
  const title = say(items === 'clean' ? 'review.approvedClean' : `many.done.${verdict}`, counted(decided));
  void notify({ tone: 'good', title, text: say('many.doneText') });
}

/** Which item is open, and the ways from it to others. */
function usePlace(items: Item[], { hasNextPage, isFetchingNextPage, fetchNextPage }: ReturnType<typeof useItems>) {
  const [chosen, choose] = useState<string | null>(null);
  // Whoever comes back goes on where something is left to do.
  const at = Math.max(
    0,
    items.findIndex((item) => (chosen === null ? !item.verdict : String(item.id) === chosen)),
  );
  const current = items[at] ?? null;
  // The first stays open when a filter or a new page shifts the rows.
  useEffect(() => {
    if (current && chosen === null) choose(String(current.id));
  }, [current, chosen]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const go = (next: Item | undefined) => next && choose(String(next.id));
  const move = (step: number) => go(items[Math.max(0, Math.min(items.length - 1, at + step))]);
  /** On to the next one that still waits, else stay. */
  const advance = () => go(items.slice(at + 1).find((item) => !item.verdict) ?? items.find((item) => !item.verdict && item.id !== current?.id));
  const toFirstOpen = () => go(items.find((item) => !item.verdict));
  return { current, choose, move, advance, toFirstOpen, more };
}

/** Does a thing one time only, and only where it was to be done from the start. */
function useOnce(wanted: boolean) {
  const left = useRef(wanted);
  return (act: () => void) => {
    if (left.current) act();
    left.current = false;
  };
}
