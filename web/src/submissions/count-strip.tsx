import type { SubmissionCounts } from './types';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import type { ItemFilter } from './check-step';
import css from './submissions.module.css';

const CHANGES = ['new', 'changed', 'unchanged', 'removed', 'conflicting'] as const;
const FINDINGS = [
  ['withErrors', 'error'],
  ['withWarnings', 'warning'],
] as const;

/** The big numbers; each opens the rows behind it. */
export function CountStrip({ counts, filter, set }: { counts: SubmissionCounts; filter: ItemFilter; set: (filter: Partial<ItemFilter>) => void }) {
  const { say } = useWords();
  const tile = (name: keyof SubmissionCounts, on: boolean, choose: () => void, tone?: string) => (
    <button
      key={name}
      type="button"
      className={css.tile}
      data-tone={(counts[name] ?? 0) > 0 ? tone : undefined}
      aria-pressed={on}
      onClick={choose}
      data-testid={`count-${name}`}
    >
      <span className={css.tileCount}>{formatNumber(counts[name] ?? 0)}</span>
      <span>{say(`counts.${name}`)}</span>
    </button>
  );
  return (
    <div className={css.tiles} role="group" aria-label={say('counts.label')}>
      {CHANGES.filter((name) => name !== 'conflicting' || counts.conflicting > 0).map((name) =>
        tile(name, filter.change === name, () => set(filter.change === name ? {} : { change: name }), name === 'conflicting' ? 'bad' : undefined),
      )}
      {FINDINGS.map(([name, severity]) =>
        tile(name, filter.severity === severity, () => set(filter.severity === severity ? {} : { severity }), severity === 'error' ? 'bad' : 'warn'),
      )}
    </div>
  );
}
