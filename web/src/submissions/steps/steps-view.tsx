import { useEffect } from 'react';
import { useLocation } from 'react-router';
import type { Submission } from '../types';
import { useRegistry } from '../../records/registry';
import { useWords } from '../../text';
import { formatNumber } from '../../text/format';
import { PageSkeleton } from '../../ui/page-skeleton';
import { useUrlState } from '../../ui/use-url-state';
import { CheckStep } from '../check-step';
import { ColumnsStep } from '../columns/columns-step';
import { CrsStep } from '../coordinates/crs-step';
import { EventList } from '../event-list';
import { FileStep } from '../file-step';
import { useCoordinates, useValues } from '../reading-queries';
import { SendStep } from '../send-step';
import { WordsPanel } from '../words-panel';
import { StepBar, type StepNote } from './step-bar';
import css from './steps.module.css';
import { useLacking } from './use-lacking';
import { firstStep, mayReadAgain, openColumns, stepsOf, type Step } from './steps';

/** The five steps of a package; which one is open stands in the address. */
export function Steps({ id, submission }: { id: string; submission: Submission }) {
  const asked = useUrlState().params.get('step');
  const notes = useNotes(submission);
  const found = useFirstStep(id, submission, asked === null);
  const steps = stepsOf(submission);
  const known = asked === 'events' || steps.includes(asked as Step);
  const current = known ? (asked as Step | 'events') : found;
  const { hash } = useLocation();
  // A step is a page of its own: it begins at its top, unless the address leads to a part of it.
  useEffect(() => {
    if (!hash) document.getElementById('content')?.scrollTo(0, 0);
  }, [current, hash]);
  if (!current) return <PageSkeleton />;
  return (
    <>
      <StepBar current={current} steps={steps} notes={notes} unopened={submission.wordsUnopened ?? 0} />
      {current === 'file' && <FileStep submission={submission} />}
      {current === 'columns' && <ColumnsStep key={submission.revision} submission={submission} />}
      {current === 'crs' && <CrsStep submission={submission} />}
      {current === 'check' && <CheckStep id={id} submission={submission} />}
      {current === 'send' && <SendStep id={id} submission={submission} />}
      {current === 'events' && <Events submission={submission} />}
    </>
  );
}

function Events({ submission }: { submission: Submission }) {
  const { say } = useWords();
  return (
    <div className={css.columns}>
      <section>
        <h2>{say('step.events')}</h2>
        <EventList submission={submission} />
      </section>
      <section>
        <h2>{say('wizard.words.title')}</h2>
        <WordsPanel submission={submission} />
      </section>
    </div>
  );
}

function useNotes(submission: Submission): Partial<Record<Step, StepNote>> {
  const { say } = useWords();
  const kind = useRegistry().kind(submission.kind)!;
  const { withErrors } = submission.counts;
  const mayRead = mayReadAgain(submission);
  const lacking = useLacking(submission);
  const unclear = mayRead ? openColumns(submission, kind, lacking) : 0;
  return {
    ...(unclear > 0 && { columns: { text: say('step.unknown', { count: unclear }), tone: 'warn' as const } }),
    ...(mayRead && submission.crs?.assumed && { crs: { text: say('step.assumed'), tone: 'warn' as const } }),
    ...(withErrors > 0 && { check: { text: say('step.errors', { count: formatNumber(withErrors) }), tone: 'bad' as const } }),
  };
}

/** Where the package opens when the address does not say; put into the address, so that reload and back stay there. */
function useFirstStep(id: string, submission: Submission, wanted: boolean): Step | null {
  const kind = useRegistry().kind(submission.kind)!;
  const { change } = useUrlState();
  const ask = wanted && mayReadAgain(submission);
  const values = useValues(id, ask);
  const place = useCoordinates(id, ask);
  const ready = !ask || (!values.isPending && !place.isPending);
  const step = ready ? firstStep(submission, kind, values.data?.items ?? [], place.data ?? null) : null;
  useEffect(() => {
    if (wanted && step) change({ step });
  }, [wanted, step, change]);
  return step;
}
