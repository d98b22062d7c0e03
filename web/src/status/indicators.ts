import { formatLength, formatNumber, formatShare } from '../text/format';
import type { Indicator } from './indicator-list';

export * from './indicator-list';

type Say = (key: string, values?: Record<string, string>) => string;

/** The figure in words; `say` is asked only for words. */
export function formatFigure(indicator: Indicator, value: number | null, say: Say): string {
  if (value === null) return say('noData');
  if (indicator.format === 'share') return formatShare(value);
  if (indicator.format === 'length') return formatLength(value);
  if (indicator.format === 'flag') return say(value ? 'tidying.done' : 'tidying.notDone');
  return formatNumber(value);
}

/** A difference with its sign: "+12", "−3,5 điểm %", "0". */
export function formatChange(indicator: Indicator, change: number | null, say: Say): string {
  if (change === null) return say('status.noComparison');
  if (indicator.format === 'flag') return say(`status.tidyingChange.${Math.sign(change)}`);
  const size = Math.abs(change);
  const text =
    indicator.format === 'share'
      ? say('status.points', { value: formatShare(size).replace(' %', '') })
      : indicator.format === 'length'
        ? formatLength(size)
        : formatNumber(size);
  if (/^0([.,]0)?( |$)/.test(text)) return text;
  return `${change > 0 ? '+' : '−'}${text}`;
}

/** A figure, or what it changed by between two days. */
export const formatShown = (indicator: Indicator, value: number | null, isChange: boolean, say: Say): string =>
  (isChange ? formatChange : formatFigure)(indicator, value, say);
