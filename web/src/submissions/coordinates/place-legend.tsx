import type { CoordinateFindings } from '../types';
import { useWords } from '../../text';
import { formatNumber } from '../../text/format';
import css from './coordinates.module.css';
import { MARK_COLOURS, type MarkName } from './points-layer';

/** A mark as the map draws it. */
export function MarkSign({ mark }: { mark: MarkName }) {
  return (
    <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden>
      {mark === 'in' && <circle r="4.5" fill={MARK_COLOURS.in} />}
      {mark === 'note' && <path d="M0 -6 L5.5 4.5 L-5.5 4.5 Z" fill={MARK_COLOURS.note} />}
      {mark === 'bad' && <path d="M-4.5 -4.5 L4.5 4.5 M4.5 -4.5 L-4.5 4.5" stroke={MARK_COLOURS.bad} strokeWidth="2.5" />}
    </svg>
  );
}

/** How many lie where. */
export function PlaceLegend({ findings }: { findings: CoordinateFindings }) {
  const { say } = useWords();
  const rows: [keyof CoordinateFindings & ('inside' | 'outside' | 'missing'), MarkName | null][] = [
    ['inside', 'in'],
    ['outside', 'bad'],
    ['missing', null],
  ];
  return (
    <ul className={css.legend} data-testid="place-legend">
      {rows
        .filter(([name]) => name !== 'missing' || findings.missing > 0)
        .map(([name, mark]) => (
          <li key={name}>
            {mark && <MarkSign mark={mark} />} {say(`wizard.crs.${name}`)}: <strong>{formatNumber(findings[name])}</strong>
          </li>
        ))}
    </ul>
  );
}
