import { ActionIcon } from '@mantine/core';
import { IconPlayerSkipBack, IconPlayerSkipForward } from '@tabler/icons-react';
import { useEffect, useMemo, useState, type KeyboardEvent } from 'react';
import { dayFrom, dayNumber, monthsLater } from '../status/days';
import { useRegisterLife } from '../status/queries';
import type { RegisterLife } from '../status/types';
import { useWords } from '../text';
import { formatDate, formatDay, formatNumber } from '../text/format';
import { useUrlState } from '../ui/use-url-state';
import css from './time-slider.module.css';

/** While it is dragged nothing is asked of the server. */
const SETTLE_MS = 250;

/** The slider's room, so that the map does not change its size when it comes. */
export const SliderRoom = () => <div className={css.slider} aria-hidden />;

/** The register's life as a line to move along: where it changed, where the units changed, now at the end. */
export function TimeSlider() {
  const { say } = useWords();
  const life = useRegisterLife();
  if (life.isError)
    return (
      <div className={css.slider} role="alert">
        {say('time.failed')}{' '}
        <button type="button" className="link" onClick={() => void life.refetch()}>
          {say('problem.retry')}
        </button>
      </div>
    );
  if (!life.data) return <div className={css.slider} role="status" aria-label={say('loading')} />;
  if (life.data.days.length === 0) return <div className={css.slider}>{say('time.none')}</div>;
  return <Line life={life.data} />;
}

function Line({ life: { days, today, unitDays } }: { life: RegisterLife }) {
  const { say } = useWords();
  const { params, change } = useUrlState();
  const asOf = params.get('asOf');
  const [first, last] = [dayNumber(days[0]!.day), dayNumber(today)];
  const stand = asOf ? Math.min(last, Math.max(first, dayNumber(asOf))) : last;
  const [at, setAt] = useState(stand);
  useEffect(() => setAt(stand), [stand]);
  useEffect(() => {
    if (at === stand) return;
    // Whoever has not chosen any units sees those of the day; a choice is left alone.
    const timer = setTimeout(() => change({ asOf: at === last ? null : dayFrom(at), ...(!params.has('units') && { units: 'byDate', in: null }) }), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [at, stand, last, change, params]);

  const changed = useMemo(() => new Map(days.map((one) => [dayNumber(one.day), one.changes])), [days]);
  const marks = useMemo(() => [...changed.keys(), last].sort((a, b) => a - b), [changed, last]);
  const go = (day: number) => setAt(Math.min(last, Math.max(first, day)));
  const month = (count: number) => go(dayNumber(monthsLater(dayFrom(at), count)));
  const mark = (forward: boolean) => go((forward ? marks.find((day) => day > at) : marks.findLast((day) => day < at)) ?? at);
  const onKey = (event: KeyboardEvent) => {
    const steps: Record<string, () => void> = {
      ArrowRight: () => (event.shiftKey ? go(at + 1) : month(1)),
      ArrowUp: () => (event.shiftKey ? go(at + 1) : month(1)),
      ArrowLeft: () => (event.shiftKey ? go(at - 1) : month(-1)),
      ArrowDown: () => (event.shiftKey ? go(at - 1) : month(-1)),
      PageUp: () => mark(true),
      PageDown: () => mark(false),
      Home: () => go(first),
      End: () => go(last),
    };
    if (!steps[event.key]) return;
    event.preventDefault();
    steps[event.key]!();
  };
  const count = changed.get(at);
  const words = at === last ? say('time.now') : formatDay(dayFrom(at));
  const what = count ? say('time.changes', { count, shown: formatNumber(count) }) : at === last ? '' : say('time.noChanges');
  const placeOf = (day: number) => `${(100 * (day - first)) / Math.max(1, last - first)}%`;
  return (
    <div className={css.slider} role="group" aria-label={say('time.label')} data-testid="time-slider">
      <Step label={say('time.previous')} back disabled={at === first} onClick={() => mark(false)} />
      <div className={css.line}>
        <div className={css.marks} aria-hidden>
          {[...changed].map(([day, changes]) => (
            <span
              key={day}
              className={css.mark}
              style={{ left: placeOf(day), height: Math.min(16, 5 + Math.sqrt(changes) / 2) }}
              title={`${formatDate(dayFrom(day))}: ${say('time.changes', { count: changes, shown: formatNumber(changes) })}`}
            />
          ))}
          {unitDays
            .map(dayNumber)
            .filter((day) => day > first && day <= last)
            .map((day) => (
              <span key={day} className={css.unitMark} style={{ left: placeOf(day) }}>
                <span>
                  {formatDate(dayFrom(day))} {say('time.units')}
                </span>
              </span>
            ))}
        </div>
        <input
          type="range"
          className={css.range}
          min={first}
          max={last}
          value={at}
          aria-label={say('time.label')}
          aria-valuetext={[words, what].filter(Boolean).join(', ')}
          title={say('time.hint')}
          onChange={(event) => setAt(Number(event.currentTarget.value))}
          onKeyDown={onKey}
        />
      </div>
      <Step label={say('time.next')} disabled={at === last} onClick={() => mark(true)} />
      <output className={css.day} data-testid="time-day">
        <strong>{words}</strong>
        {what && <span>{what}</span>}
      </output>
    </div>
  );
}

function Step({ label, back, disabled, onClick }: { label: string; back?: boolean; disabled: boolean; onClick: () => void }) {
  const Icon = back ? IconPlayerSkipBack : IconPlayerSkipForward;
  return (
    <ActionIcon variant="subtle" color="gray" size="sm" aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      <Icon size={14} />
    </ActionIcon>
  );
}
