import { SegmentedControl, Text } from '@mantine/core';
import { METHODS, type Method } from '../status/classes';
import { formatChange, formatFigure, type Indicator } from '../status/indicators';
import { useWords } from '../text';
import css from './map.module.css';
import type { UnitFigures } from './unit-figures';

interface Props {
  indicator: Indicator;
  figures: UnitFigures;
  method: Method;
  setMethod: (method: Method) => void;
}

/** Classes as they are, with the number of units in each, and the way they are made. */
export function Legend({ indicator, figures, method, setMethod }: Props) {
  const { say, pick } = useWords();
  const { classes, flagSource, source, rows, change } = figures;
  const text = (value: number) => (change ? formatChange : formatFigure)(indicator, value, say);
  const range = (from: string, to: string) => (from === to ? from : change ? say('legend.range', { from, to }) : `${from} – ${to}`);
  const flagged = rows.filter((row) => row.flag !== null).length;
  return (
    <section aria-label={say('legend.title')} data-testid="legend">
      <ul className={css.legend}>
        {classes.list.map((one) => (
          <li key={one.colour}>
            <span className={css.swatch} style={{ background: one.colour }} />
            <span>{range(text(one.from), text(one.to))}</span>
            <Count count={one.count} />
          </li>
        ))}
        {classes.without > 0 && (
          <li>
            <span className={`${css.swatch} ${css.hatched}`} />
            <span>{say(change ? 'status.noComparison' : 'noData')}</span>
            <Count count={classes.without} />
          </li>
        )}
        {flagged > 0 && (
          <li>
            <span className={`${css.swatch} ${css.flagged}`} />
            <span>{say(indicator.group === 'sites' ? 'status.noLandLegend' : 'tidying.notDone')}</span>
            <Count count={flagged} />
          </li>
        )}
      </ul>
      {indicator.format !== 'flag' && (
        <div className={css.method}>
          <Text size="xs" c="dimmed" id="class-method">
            {say('legend.method')}
          </Text>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-labelledby="class-method"
            value={method}
            onChange={(value) => setMethod(value as Method)}
            data={METHODS.map((value) => ({ value, label: say(`legend.methods.${value}`) }))}
          />
          <Text size="xs" c="dimmed" mt={4}>
            {say(`legend.methodHelp.${method}`)}
          </Text>
        </div>
      )}
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

function Count({ count }: { count: number }) {
  const { say } = useWords();
  return <span className={css.legendCount}>{say('legend.units', { count })}</span>;
}
