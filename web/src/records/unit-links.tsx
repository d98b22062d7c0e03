import { Title } from '@mantine/core';
import type { RecordUnit } from '../api-types';
import { useWords } from '../text';
import { formatDate, formatLength } from '../text/format';
import css from './records.module.css';

/** The units a record lies in, on the old map and on the new one. */
export function UnitLinks({ units, choose, level = 3 }: { units: RecordUnit[]; choose: (unit: RecordUnit) => void; level?: 2 | 3 }) {
  const { say } = useWords();
  if (units.length === 0) return null;
  return (
    <section className={css.unitLinks} aria-label={say('record.units')}>
      <Title order={level} size="h3">
        {say('record.units')}
      </Title>
      <ul>
        {units.map((unit) => (
          <li key={unit.id}>
            {unit.level === 'province' ? (
              <b>{unit.name}</b>
            ) : (
              <button type="button" className="link" onClick={() => choose(unit)}>
                {unit.name}
              </button>
            )}
            <span>
              {unit.lengthM !== null && `${formatLength(unit.lengthM)} · `}
              {unit.validTo ? say('unit.until', { day: formatDate(unit.validTo) }) : say('unit.since', { day: formatDate(unit.validFrom) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
