import { Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Figures, KindName } from '../api-types';
import { useWords } from '../text';
import { formatLength, formatNumber, formatShare } from '../text/format';
import { broadbandWords } from './broadband';
import { searchText } from '../ui/use-url-state';
import { fieldOf, useRegistry } from '../records/registry';
import css from './figure-list.module.css';
import { BULKY_IN_ZONES, CONVERSION_PLANNED, CONVERTED_AS_PLANNED, SHARING_CHANCES, WITHOUT_LAND } from './indicators';
import type { Vintage } from './vintages';

/** The list behind a figure. */
export const recordsHref = (kind: KindName, query: Record<string, string>, asOf: string | null): string =>
  `/records/${kind}?${searchText(new URLSearchParams({ ...query, ...(asOf && { asOf }) }))}`;

interface Row {
  label: string;
  value: string;
  /** The records behind it. */
  to?: [KindName, Record<string, string>];
  part?: boolean;
}

/** A unit's figures by topic; each number opens the list behind it. */
export function FigureList({ figures, unit, vintage, asOf }: { figures: Figures; unit: string; vintage: Vintage; asOf: string | null }) {
  const { say } = useWords();
  const groups = useGroups(figures);
  const href = ([kind, query]: [KindName, Record<string, string>]) => recordsHref(kind, { unit, units: vintage, ...query }, asOf);
  return (
    <>
      {groups.map(({ title, rows, note }) => (
        <section key={title} className={css.group} aria-label={title}>
          <h3>{title}</h3>
          <dl>
            {rows.map(({ label, value, to, part }) => (
              <div key={label} data-part={part || undefined}>
                <dt>{label}</dt>
                <dd>
                  {to ? (
                    <Link to={href(to)} aria-label={say('figure.open', { label, value })}>
                      {value}
                    </Link>
                  ) : (
                    value
                  )}
                </dd>
              </div>
            ))}
          </dl>
          {note && (
            <Text size="xs" c="dimmed">
              {note}
            </Text>
          )}
        </section>
      ))}
    </>
  );
}

function useGroups({ stations, cables, agreements, sites, broadband }: Figures): { title: string; rows: Row[]; note?: string }[] {
  const { say, pick } = useWords();
  const { kind } = useRegistry();
  const code = (name: KindName, field: string, value: string) => pick(fieldOf(kind(name)!, field)?.codes?.find((one) => one.value === value)?.label) || value;
  const parts = (name: KindName, field: string, counts: Record<string, number>): Row[] =>
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([value, count]) => ({ label: code(name, field, value), value: formatNumber(count), to: [name, { [field]: value }], part: true }));
  const share = (value: number | null) => (value === null ? say('noData') : formatShare(value));

  return [
    {
      title: say('indicatorGroup.stations'),
      rows: [
        { label: say('figure.stations'), value: formatNumber(stations.total), to: ['bts-stations', {}] },
        ...parts('bts-stations', 'status', stations.byStatus),
        { label: say('figure.byStructure'), value: '' },
        ...parts('bts-stations', 'structure', stations.byStructure),
        { label: say('figure.bulkyInZones'), value: formatNumber(stations.bulkyInZones), to: ['bts-stations', BULKY_IN_ZONES] },
        { label: say('indicator.conversionPlanned'), value: formatNumber(stations.conversionPlanned), to: ['bts-stations', CONVERSION_PLANNED] },
        { label: say('figure.converted'), value: formatNumber(stations.convertedAsPlanned), to: ['bts-stations', CONVERTED_AS_PLANNED], part: true },
        { label: say('figure.inspectionOverdue'), value: formatNumber(stations.inspectionOverdue), to: ['bts-stations', { inspectionOverdue: 'true' }] },
        { label: say('figure.byTechnology'), value: '' },
        ...parts('bts-stations', 'technologies', stations.byTechnology),
      ],
    },
    {
      title: say('indicatorGroup.sharing'),
      rows: [
        { label: say('figure.sharingRate'), value: share(stations.sharingRate) },
        { label: say('figure.shared'), value: formatNumber(stations.shared), to: ['bts-stations', { shared: 'true' }] },
        { label: say('figure.agreements'), value: formatNumber(agreements.active), to: ['sharing-agreements', { status: 'active', expired: 'false' }] },
        { label: say('indicator.sharingChances'), value: formatNumber(stations.sharingChances), to: ['bts-stations', SHARING_CHANCES] },
      ],
    },
    {
      title: say('indicatorGroup.cables'),
      rows: [
        { label: say('figure.segments'), value: formatNumber(cables.segments), to: ['cable-segments', {}] },
        { label: say('figure.done'), value: say('figure.ofPlanned', { done: formatLength(cables.doneM), planned: formatLength(cables.plannedM) }) },
        ...Object.entries(cables.byMethod)
          .filter(([, one]) => one.segments > 0)
          .map(([method, one]): Row => ({
            label: code('cable-segments', 'method', method),
            value: say('figure.ofPlanned', { done: formatLength(one.doneM), planned: formatLength(one.plannedM) }),
            to: ['cable-segments', { method }],
            part: true,
          })),
        { label: say('figure.overdue'), value: formatLength(cables.overdueM), to: ['cable-segments', { overdue: 'true' }] },
      ],
    },
    {
      title: say('indicatorGroup.sites'),
      rows: [
        { label: say('figure.sites'), value: formatNumber(sites.total), to: ['post-office-sites', {}] },
        ...parts('post-office-sites', 'landStage', sites.byStage),
        {
          label: say('figure.withoutLand'),
          value: formatNumber(WITHOUT_LAND.split(',').reduce((sum, stage) => sum + (sites.byStage[stage] ?? 0), 0)),
          to: ['post-office-sites', { landStage: WITHOUT_LAND }],
        },
        { label: say('figure.blocked'), value: formatNumber(sites.blocked), to: ['post-office-sites', { blocked: 'true' }] },
      ],
    },
    {
      title: say('indicatorGroup.broadband'),
      rows: [{ label: say('figure.broadbandRate'), value: share(broadband?.rate ?? null) }],
      note: broadband ? broadbandWords(say, broadband) : undefined,
    },
  ];
}
