import { useMemo } from 'react';
import type { MapState } from '../map/map-state';
import { useChipWords } from '../records/filter-bar';
import { readFilter } from '../records/filter';
import { useRegistry } from '../records/registry';
import { useSession } from '../session/session';
import { useWords } from '../text';
import { formatDate, formatInstant } from '../text/format';
import { useUrlState } from '../ui/use-url-state';
import type { Words } from './sheet';

/** What a map is called unless somebody calls it otherwise. */
export function useTitleOf() {
  const { say } = useWords();
  return ({ indicator, vintage }: MapState): string =>
    say('print.titleOf', { indicator: say(`indicator.${indicator.id}`), units: say(`vintageLong.${vintage}`) });
}

/** The words of the sheet: whose map it is, of which day and units, filtered by what, printed when. */
export function useSheetWords(state: MapState, title: string): Words {
  const { say, pick } = useWords();
  const { params } = useUrlState();
  const { kinds } = useRegistry();
  const session = useSession().data;
  const chipOf = useChipWords(kinds, state.vintage);
  const printedAt = useMemo(() => new Date().toISOString(), []);
  const filters = [...readFilter(params, kinds)].map(([name, values]) => chipOf(name, values));
  return {
    title,
    subtitle: filters.length ? say('print.filters', { filters: filters.join(' · ') }) : say('print.noFilters'),
    legendTitle: say('legend.title'),
    sampleMark: session?.sampleData ? say('sample.mark') : null,
    north: say('print.north'),
    scale: (denominator) => say('print.scale', { denominator }),
    foot: [
      say('source', { source: pick(session?.authority) }),
      `${state.asOf ? say('print.asOf', { day: formatDate(state.asOf) }) : say('print.now', { at: formatInstant(printedAt) })} ${say('print.units', { units: say(`vintageLong.${state.vintage}`) })}`,
      `${say('map.disclaimer')}.`,
    ],
    page: say('print.page', { at: formatInstant(printedAt) }),
  };
}
