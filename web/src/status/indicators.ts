import type { Figures, KindName } from '../api-types';
import { formatLength, formatNumber, formatShare } from '../text/format';

export type Format = 'count' | 'share' | 'length' | 'flag';

/** One figure that the units can be coloured and ordered by. Its words stand under `indicator.<id>`. */
export interface Indicator {
  id: string;
  group: 'stations' | 'sharing' | 'cables' | 'sites' | 'broadband';
  format: Format;
  value: (figures: Figures) => number | null;
  /** The records behind the figure, as a query of the register. */
  records?: { kind: KindName; query: Record<string, string> };
}

const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
const NOT_ALLOCATED = ['no_land', 'requested', 'site_proposed', 'approved'];
/** As the figure is counted: what has been taken down is in nobody’s way any more. */
export const BULKY_IN_ZONES = { structure: 'bulky', zoneKinds: 'urban,tourist', status: 'planned,under_construction,operating,suspended' };
export const WITHOUT_LAND = NOT_ALLOCATED.join(',');

export const INDICATORS: Indicator[] = [
  { id: 'stations', group: 'stations', format: 'count', value: (f) => f.stations.total, records: { kind: 'bts-stations', query: {} } },
  {
    id: 'bulkyShare',
    group: 'stations',
    format: 'share',
    value: (f) => share(f.stations.byStructure.bulky ?? 0, f.stations.total),
    records: { kind: 'bts-stations', query: { structure: 'bulky' } },
  },
  { id: 'bulkyInZones', group: 'stations', format: 'count', value: (f) => f.stations.bulkyInZones, records: { kind: 'bts-stations', query: BULKY_IN_ZONES } },
  {
    id: 'inspectionOverdue',
    group: 'stations',
    format: 'count',
    value: (f) => f.stations.inspectionOverdue,
    records: { kind: 'bts-stations', query: { inspectionOverdue: 'true' } },
  },
  {
    id: 'sharingRate',
    group: 'sharing',
    format: 'share',
    value: (f) => f.stations.sharingRate,
    records: { kind: 'bts-stations', query: { status: 'operating', shared: 'true' } },
  },
  { id: 'cablePlanned', group: 'cables', format: 'length', value: (f) => f.cables.plannedM, records: { kind: 'cable-segments', query: {} } },
  { id: 'cableDone', group: 'cables', format: 'length', value: (f) => f.cables.doneM, records: { kind: 'cable-segments', query: {} } },
  {
    id: 'cableDoneShare',
    group: 'cables',
    format: 'share',
    value: (f) => share(f.cables.doneM, f.cables.plannedM),
    records: { kind: 'cable-segments', query: {} },
  },
  {
    id: 'tidying',
    group: 'cables',
    format: 'flag',
    value: (f) => (f.cables.tidyingUndertaken === null ? null : Number(f.cables.tidyingUndertaken)),
    records: { kind: 'cable-segments', query: { method: 'tidy' } },
  },
  {
    id: 'withoutLand',
    group: 'sites',
    format: 'count',
    value: (f) => NOT_ALLOCATED.reduce((sum, stage) => sum + (f.sites.byStage[stage] ?? 0), 0),
    records: { kind: 'post-office-sites', query: { landStage: WITHOUT_LAND } },
  },
  { id: 'broadbandRate', group: 'broadband', format: 'share', value: (f) => f.broadband?.rate ?? null },
];

export const indicatorNamed = (id: string | null): Indicator => INDICATORS.find((one) => one.id === id) ?? INDICATORS[0]!;

export const GROUPS = ['stations', 'sharing', 'cables', 'sites', 'broadband'] as const;

/** The figure in words; `say` is asked only for yes and no. */
export function formatFigure(indicator: Indicator, value: number | null, say: (key: string) => string): string {
  if (value === null) return say('noData');
  if (indicator.format === 'share') return formatShare(value);
  if (indicator.format === 'length') return formatLength(value);
  if (indicator.format === 'flag') return say(value ? 'tidying.done' : 'tidying.notDone');
  return formatNumber(value);
}
