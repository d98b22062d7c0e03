import { Skeleton } from '@mantine/core';
import { formatFigure, indicatorNamed } from '../status/indicators';
import { useSeries } from '../status/queries';
import { useWords } from '../text';
import { formatDate } from '../text/format';
import { ProblemView } from '../ui/problem';
import { LineChart } from './line-chart';
import css from './unit.module.css';

/** One or two of each group; the others are in the map's panel. */
const SHOWN = ['stations', 'bulkyInZones', 'inspectionOverdue', 'sharingRate', 'cableDoneShare', 'cableOverdue', 'withoutLand', 'broadbandRate'].map(
  indicatorNamed,
);

/** How the figures of a unit went through the life of the register. */
export function Trends({ unit, asOf }: { unit: string; asOf: string | null }) {
  const { say } = useWords();
  const series = useSeries(unit, asOf);
  const items = series.data?.items ?? [];
  return (
    <section aria-label={say('unit.trends')}>
      <h2>{say('unit.trends')}</h2>
      {series.isPending && <Skeleton height={220} role="status" aria-label={say('loading')} />}
      {series.isError && <ProblemView error={series.error} retry={() => void series.refetch()} />}
      {series.isSuccess && (
        <>
          <div className={css.charts}>
            {SHOWN.map((indicator) => (
              <LineChart
                key={indicator.id}
                title={say(`indicator.${indicator.id}`)}
                points={items.map(({ day, figures }) => ({ day, value: indicator.value(figures) }))}
                words={(value) => formatFigure(indicator, value, say)}
              />
            ))}
          </div>
          <details className={css.details}>
            <summary>{say('unit.trendTable')}</summary>
            <div className="table-scroll">
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{say('unit.day')}</th>
                    {SHOWN.map(({ id }) => (
                      <th key={id} scope="col" className="number">
                        {say(`indicator.${id}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ day, figures }) => (
                    <tr key={day}>
                      <th scope="row">{formatDate(day)}</th>
                      {SHOWN.map((indicator) => (
                        <td key={indicator.id} className="number">
                          {formatFigure(indicator, indicator.value(figures), say)}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </details>
        </>
      )}
    </section>
  );
}
