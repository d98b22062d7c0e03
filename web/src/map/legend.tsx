import { Text } from '@mantine/core';
import { formatFigure, type Indicator } from '../status/indicators';
import { useWords } from '../text';
import css from './map.module.css';
import type { UnitFigures } from './unit-figures';

/** Classes as they are, with the number of units in each. */
export function Legend({ indicator, figures }: { indicator: Indicator; figures: UnitFigures }) {
  const { say, pick } = useWords();
  const { classes, flagSource, source, rows } = figures;
  const text = (value: number) => formatFigure(indicator, value, say);
  const flagged = rows.filter((row) => row.flagged).length;
  return (
    <section aria-label={say('legend.title')}>
      <ul className={css.legend}>
        {classes.list.map((one) => (
          <li key={one.colour}>
            <span className={css.swatch} style={{ background: one.colour }} />
            <span>{text(one.from) === text(one.to) ? text(one.from) : `${text(one.from)} – ${text(one.to)}`}</span>
            <span className={css.legendCount}>{say('legend.units', { count: one.count })}</span>
          </li>
        ))}
        {classes.without > 0 && (
          <li>
            <span className={`${css.swatch} ${css.hatched}`} />
            <span>{say('noData')}</span>
            <span className={css.legendCount}>{say('legend.units', { count: classes.without })}</span>
          </li>
        )}
        {flagged > 0 && (
          <li>
            <span className={`${css.swatch} ${css.flagged}`} />
            <span>{say('tidying.notDone')}</span>
            <span className={css.legendCount}>{say('legend.units', { count: flagged })}</span>
          </li>
        )}
      </ul>
      {source && (
        <Text size="xs" c="dimmed" mt={4}>
          {say('legend.source', { source: pick(source) })}
        </Text>
      )}
      {flagged > 0 && flagSource && (
        <Text size="xs" c="dimmed" mt={4}>
          {say('source', { source: pick(flagSource) })}
        </Text>
      )}
    </section>
  );
}
