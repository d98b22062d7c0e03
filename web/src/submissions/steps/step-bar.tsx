import { IconCheck } from '@tabler/icons-react';
import { Link, useLocation } from 'react-router';
import { useWords } from '../../text';
import { searchText } from '../../ui/use-url-state';
import css from './steps.module.css';
import { STEPS, type Step } from './steps';

/** What a step still wants from the person; `bad` when nothing can be sent before. */
export interface StepNote {
  text: string;
  tone: 'warn' | 'bad';
}

interface Props {
  current: Step | 'events';
  steps: readonly Step[];
  notes: Partial<Record<Step, StepNote>>;
  /** Words of the other side not opened yet. */
  unopened: number;
}

/** The five steps, all within reach; each says whether something is left to do there. */
export function StepBar({ current, steps, notes, unopened }: Props) {
  const { say } = useWords();
  const to = useStepLink();
  return (
    <nav className={css.bar} aria-label={say('step.all')}>
      <ol>
        {steps.map((step, index) => {
          const note = notes[step];
          const passed = current !== 'events' && STEPS.indexOf(step) < STEPS.indexOf(current);
          return (
            <li key={step}>
              <Link to={to(step)} className={css.step} aria-current={step === current ? 'step' : undefined} data-passed={(passed && !note) || undefined}>
                <span className={css.number} aria-hidden>
                  {passed && !note ? <IconCheck size={16} stroke={2.4} /> : index + 1}
                </span>
                <span className={css.name}>{say(`wizard.step.${step}`)}</span>
                {note && <span className={`dot ${note.tone === 'bad' ? 'bad' : ''}`}>{note.text}</span>}
              </Link>
            </li>
          );
        })}
      </ol>
      <Link to={to('events')} className={css.events} aria-current={current === 'events' ? 'page' : undefined}>
        {say('wizard.step.events')}
        {unopened > 0 && <span className="dot">{say('wizard.words.unopened', { count: unopened })}</span>}
      </Link>
    </nav>
  );
}

/** The same five before there is a package: where one stands and what comes. */
export function StepsAhead() {
  const { say } = useWords();
  return (
    <div className={css.bar}>
      <ol aria-label={say('step.all')}>
        {STEPS.map((step, index) => (
          <li key={step}>
            <span className={css.step} aria-current={index === 0 ? 'step' : undefined}>
              <span className={css.number} aria-hidden>
                {index + 1}
              </span>
              <span className={css.name}>{say(`wizard.step.${step}`)}</span>
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Filters of one step mean nothing to another. */
export function useStepLink() {
  const { pathname } = useLocation();
  return (step: string, more: Record<string, string> = {}) => ({ pathname, search: searchText(new URLSearchParams({ step, ...more })) });
}
