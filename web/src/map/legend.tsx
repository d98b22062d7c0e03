import { NativeSelect, Text } from '@mantine/core';
import { METHODS, type Method } from '../status/classes';
import { formatShown, type Indicator } from '../status/indicators';
import { useWords } from '../text';
import css from './map.module.css';
import type { UnitFigures } from './unit-figures';

interface Props {
  indicator: Indicator;
  figures: UnitFigures;
  /** How classes are made, and the way to choose another; absent where one only reads. */
  method?: Method;
  setMethod?: (method: Method) => void;
}

/** Classes as they are, with the number of units in each, and the way they are made. */
export function Legend({ indicator, figures, method, setMethod }: Props) {
  const { say, pick } = useWords();
  const { classes, flagSource, source, rows, change, outlined } = figures;
  const text = (value: number) => formatShown(indicator, value, change, say);
  const range = (from: string, to: string) => (from === to ? from : change ? say('legend.range', { from, to }) : `${from} – ${to}`);
  const isFlag = indicator.format === 'flag' && !change;
  // Where the class itself says what the outline does, it wears it.
  const flagged = outlined && !isFlag ? rows.filter((row) => row.flag !== null).length : 0;
  return (
    <section aria-label={say('legend.title')} data-testid="legend">
      <ul className={css.legend}>
        {classes.list.map((one) => (
          <li key={one.colour}>
            <span className={isFlag && one.to === 0 ? `${css.swatch} ${css.flagged}` : css.swatch} style={{ background: one.colour }} />
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
      {method && setMethod && indicator.format !== 'flag' && classes.list.length > 1 && (
        <label className={css.method} title={say(`legend.methodHelp.${method}`)}>
          {say('legend.method')}
          <NativeSelect
            size="xs"
            value={method}
            onChange={(event) => setMethod(event.currentTarget.value as Method)}
            data={METHODS.map((value) => ({ value, label: say(`legend.methods.${value}`) }))}
          />
        </label>
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
