import { Button, Text } from '@mantine/core';
import type { CoordinateFindings } from '../types';
import { useWords } from '../../text';
import { formatNumber } from '../../text/format';
import css from './coordinates.module.css';
import type { SystemChoice } from './system-form';

interface Props {
  findings: CoordinateFindings;
  apply: (choice: SystemChoice) => void;
  busy: boolean;
}

const MOST_UNITS = 3;

/** Other ways to read the same numbers that would bring more of them into the province, each one click away. */
export function Alternatives({ findings, apply, busy }: Props) {
  const { say, pick } = useWords();
  if (findings.alternatives.length === 0) return null;
  return (
    <div className={css.alternatives} role="group" aria-label={say('wizard.crs.alternatives')}>
      {findings.alternatives.map(({ code, order, label, inside, units }) => {
        const names = units.slice(0, MOST_UNITS).map(({ name }) => name);
        const places = names.join(', ') + (units.length > MOST_UNITS ? '…' : '');
        return (
          <div key={code + order} className={css.alternative}>
            <Text size="sm">{say(places ? 'wizard.crs.would' : 'wizard.crs.wouldInside', { count: formatNumber(inside), system: pick(label), places })}</Text>
            <Button size="xs" disabled={busy} aria-label={say('wizard.crs.readAs', { system: pick(label) })} onClick={() => apply({ code, order })}>
              {say('wizard.crs.readAll')}
            </Button>
          </div>
        );
      })}
    </div>
  );
}
