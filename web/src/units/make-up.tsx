import type { Figures, KindName } from '../api-types';
import { METHOD_COLOURS, SITE_COLOUR, STRUCTURE_COLOURS } from '../map/colours';
import { fieldOf, useRegistry } from '../records/registry';
import { recordsHref } from '../status/figure-list';
import type { Vintage } from '../status/vintages';
import { useWords } from '../text';
import { formatLength, formatNumber } from '../text/format';
import { Bars, type Bar } from './bars';
import css from './unit.module.css';

const PLAIN = '#14758e';

/** What the records of a unit are made up of, as bars that open the list behind them. */
export function MakeUp({ figures, unit, vintage, asOf }: { figures: Figures; unit: string; vintage: Vintage; asOf: string | null }) {
  const { say, pick } = useWords();
  const { kind } = useRegistry();
  const labelOf = (name: KindName, field: string, value: string) =>
    pick(fieldOf(kind(name)!, field)?.codes?.find((one) => one.value === value)?.label) || value;
  const href = (name: KindName, query: Record<string, string>) => recordsHref(name, { unit, units: vintage, ...query }, asOf);
  const bars = (name: KindName, field: string, counts: Record<string, number>, colours: Record<string, string> = {}): Bar[] =>
    Object.entries(counts).map(([value, count]) => ({
      label: labelOf(name, field, value),
      value: count,
      words: formatNumber(count),
      colour: colours[value] ?? PLAIN,
      to: href(name, { [field]: value }),
    }));
  const { stations, cables, sites } = figures;
  const methods: Bar[] = Object.entries(cables.byMethod).map(([method, { doneM, plannedM }]) => ({
    label: labelOf('cable-segments', 'method', method),
    value: doneM,
    of: plannedM,
    words: say('figure.ofPlanned', { done: formatLength(doneM), planned: formatLength(plannedM) }),
    colour: METHOD_COLOURS[method] ?? PLAIN,
    to: href('cable-segments', { method }),
  }));
  const stages = bars('post-office-sites', 'landStage', sites.byStage).map((bar) => ({ ...bar, colour: SITE_COLOUR }));
  return (
    <section aria-label={say('unit.makeUp')}>
      <h2>{say('unit.makeUp')}</h2>
      <div className={css.makeUp}>
        <Bars title={say('unit.byStatus')} bars={bars('bts-stations', 'status', stations.byStatus)} />
        <Bars title={say('unit.byStructure')} bars={bars('bts-stations', 'structure', stations.byStructure, STRUCTURE_COLOURS)} />
        <Bars title={say('unit.byTechnology')} bars={bars('bts-stations', 'technologies', stations.byTechnology)} />
        <Bars title={say('unit.byMethod')} bars={methods} />
        <Bars title={say('unit.byStage')} bars={stages} />
      </div>
    </section>
  );
}
