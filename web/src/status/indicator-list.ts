import type { Figures, KindName } from '../api-types.js';

export type Format = 'count' | 'share' | 'length' | 'flag';

/** One figure that the units can be coloured and ordered by. Its words stand under `indicator.<id>`, what it means under `indicatorHelp.<id>`. */
export interface Indicator {
  id: string;
  group: (typeof GROUPS)[number];
  format: Format;
  value: (figures: Figures) => number | null;
  /** The records behind the figure, as a query of the register, and how many they are. */
  records?: { kind: KindName; query: Record<string, string>; count: (figures: Figures) => number };
}

export const GROUPS = ['stations', 'sharing', 'cables', 'sites', 'broadband'] as const;

const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
const stations = (query: Record<string, string>, count: (figures: Figures) => number): Indicator['records'] => ({ kind: 'bts-stations', query, count });
const segments = (query: Record<string, string>, count: (figures: Figures) => number): Indicator['records'] => ({ kind: 'cable-segments', query, count });

/** As the figure is counted: what has been taken down is in nobody’s way any more. */
export const BULKY_IN_ZONES = { structure: 'bulky', zoneKinds: 'urban,tourist', status: 'planned,under_construction,operating,suspended' };
const NOT_ALLOCATED = ['no_land', 'requested', 'site_proposed', 'approved'];
export const WITHOUT_LAND = NOT_ALLOCATED.join(',');
export const LAND_STAGES = [...NOT_ALLOCATED, 'allocated', 'certified'];
export const CONVERSION_PLANNED = { 'conversionPlannedFor.min': '1900' };
export const CONVERTED_AS_PLANNED = { ...CONVERSION_PLANNED, 'convertedOn.min': '1900-01-01' };
export const SHARING_CHANCES = { status: 'operating', shareable: 'true', shared: 'false' };
export const NOT_CANCELLED = { status: 'planned,in_progress,completed' };

const withoutLand = ({ sites }: Figures): number => NOT_ALLOCATED.reduce((sum, stage) => sum + (sites.byStage[stage] ?? 0), 0);
const notCancelled = ({ cables }: Figures): number => cables.segments - (cables.byStatus.cancelled ?? 0);
const METHODS = ['tidy', 'bundle', 'underground'] as const;

const STATION_INDICATORS: Indicator[] = [
  { id: 'stations', group: 'stations', format: 'count', value: (f) => f.stations.total, records: stations({}, (f) => f.stations.total) },
  {
    id: 'operating',
    group: 'stations',
    format: 'count',
    value: (f) => f.stations.byStatus.operating ?? 0,
    records: stations({ status: 'operating' }, (f) => f.stations.byStatus.operating ?? 0),
  },
  {
    id: 'bulkyShare',
    group: 'stations',
    format: 'share',
    value: (f) => share(f.stations.byStructure.bulky ?? 0, f.stations.total),
    records: stations({ structure: 'bulky' }, (f) => f.stations.byStructure.bulky ?? 0),
  },
  {
    id: 'bulkyInZones',
    group: 'stations',
    format: 'count',
    value: (f) => f.stations.bulkyInZones,
    records: stations(BULKY_IN_ZONES, (f) => f.stations.bulkyInZones),
  },
  {
    id: 'conversionPlanned',
    group: 'stations',
    format: 'count',
    value: (f) => f.stations.conversionPlanned,
    records: stations(CONVERSION_PLANNED, (f) => f.stations.conversionPlanned),
  },
  {
    id: 'convertedShare',
    group: 'stations',
    format: 'share',
    value: (f) => share(f.stations.convertedAsPlanned, f.stations.conversionPlanned),
    records: stations(CONVERTED_AS_PLANNED, (f) => f.stations.convertedAsPlanned),
  },
  {
    id: 'share5G',
    group: 'stations',
    format: 'share',
    value: (f) => share(f.stations.byTechnology['5G'] ?? 0, f.stations.total),
    records: stations({ technologies: '5G' }, (f) => f.stations.byTechnology['5G'] ?? 0),
  },
  {
    id: 'inspectionOverdue',
    group: 'stations',
    format: 'count',
    value: (f) => f.stations.inspectionOverdue,
    records: stations({ inspectionOverdue: 'true' }, (f) => f.stations.inspectionOverdue),
  },
];

const SHARING_INDICATORS: Indicator[] = [
  {
    id: 'sharingRate',
    group: 'sharing',
    format: 'share',
    value: (f) => f.stations.sharingRate,
    records: stations({ status: 'operating', shared: 'true' }, (f) => f.stations.sharedOperating),
  },
  { id: 'shared', group: 'sharing', format: 'count', value: (f) => f.stations.shared, records: stations({ shared: 'true' }, (f) => f.stations.shared) },
  {
    id: 'agreements',
    group: 'sharing',
    format: 'count',
    value: (f) => f.agreements.active,
    records: { kind: 'sharing-agreements', query: { status: 'active', expired: 'false' }, count: (f) => f.agreements.active },
  },
  {
    id: 'sharingChances',
    group: 'sharing',
    format: 'count',
    value: (f) => f.stations.sharingChances,
    records: stations(SHARING_CHANCES, (f) => f.stations.sharingChances),
  },
];

const CABLE_INDICATORS: Indicator[] = [
  { id: 'cablePlanned', group: 'cables', format: 'length', value: (f) => f.cables.plannedM, records: segments(NOT_CANCELLED, notCancelled) },
  { id: 'cableDone', group: 'cables', format: 'length', value: (f) => f.cables.doneM, records: segments(NOT_CANCELLED, notCancelled) },
  {
    id: 'cableDoneShare',
    group: 'cables',
    format: 'share',
    value: (f) => share(f.cables.doneM, f.cables.plannedM),
    records: segments(NOT_CANCELLED, notCancelled),
  },
  ...METHODS.map((method): Indicator => ({
    id: `${method}DoneShare`,
    group: 'cables',
    format: 'share',
    value: ({ cables }) => share(cables.byMethod[method]?.doneM ?? 0, cables.byMethod[method]?.plannedM ?? 0),
    records: segments({ method }, ({ cables }) => cables.byMethod[method]?.segments ?? 0),
  })),
  {
    id: 'cableOverdue',
    group: 'cables',
    format: 'length',
    value: (f) => f.cables.overdueM,
    records: segments({ overdue: 'true' }, (f) => f.cables.overdue),
  },
  {
    id: 'tidying',
    group: 'cables',
    format: 'flag',
    value: (f) => (f.cables.tidyingUndertaken === null ? null : Number(f.cables.tidyingUndertaken)),
    records: segments({ method: 'tidy' }, ({ cables }) => cables.byMethod.tidy?.segments ?? 0),
  },
];

const SITE_INDICATORS: Indicator[] = [
  {
    id: 'withoutLand',
    group: 'sites',
    format: 'count',
    value: withoutLand,
    records: { kind: 'post-office-sites', query: { landStage: WITHOUT_LAND }, count: withoutLand },
  },
  {
    id: 'sitesBlocked',
    group: 'sites',
    format: 'count',
    value: (f) => f.sites.blocked,
    records: { kind: 'post-office-sites', query: { blocked: 'true' }, count: (f) => f.sites.blocked },
  },
  ...LAND_STAGES.map((stage): Indicator => ({
    id: `stage_${stage}`,
    group: 'sites',
    format: 'count',
    value: (f) => f.sites.byStage[stage] ?? 0,
    records: { kind: 'post-office-sites', query: { landStage: stage }, count: (f) => f.sites.byStage[stage] ?? 0 },
  })),
];

export const INDICATORS: Indicator[] = [
  ...STATION_INDICATORS,
  ...SHARING_INDICATORS,
  ...CABLE_INDICATORS,
  ...SITE_INDICATORS,
  { id: 'broadbandRate', group: 'broadband', format: 'share', value: (f) => f.broadband?.rate ?? null },
  { id: 'households', group: 'broadband', format: 'count', value: (f) => f.broadband?.households ?? null },
  { id: 'broadbandHouseholds', group: 'broadband', format: 'count', value: (f) => f.broadband?.broadbandHouseholds ?? null },
];

export const indicatorNamed = (id: string | null): Indicator => INDICATORS.find((one) => one.id === id) ?? INDICATORS[0]!;
