import { dayNumber } from '../status/days';
import { useWords } from '../text';
import { formatDate } from '../text/format';
import css from './unit.module.css';

export interface Point {
  day: string;
  value: number | null;
}

const [W, H] = [300, 96];
const EDGE = { left: 6, right: 6, top: 20, bottom: 18 };

interface Props {
  title: string;
  points: Point[];
  words: (value: number | null) => string;
}

/** How a figure went, as a line through the days; days without a figure leave a gap. The same numbers stand in the table below. */
export function LineChart({ title, points, words }: Props) {
  const { say } = useWords();
  const known = points.filter((point): point is { day: string; value: number } => point.value !== null);
  const last = known.at(-1);
  const days = points.map((point) => dayNumber(point.day));
  const [from, to] = [Math.min(...days), Math.max(...days)];
  const most = Math.max(...known.map((point) => point.value), 0) || 1;
  const x = (day: string) => EDGE.left + ((dayNumber(day) - from) / Math.max(1, to - from)) * (W - EDGE.left - EDGE.right);
  const y = (value: number) => EDGE.top + (1 - value / most) * (H - EDGE.top - EDGE.bottom);
  const first = known[0];
  return (
    <figure className={css.chart}>
      <figcaption>{title}</figcaption>
      {!last || !first ? (
        <p className={css.none}>{say('noData')}</p>
      ) : (
        <svg
          viewBox={`0 0 ${W} ${H}`}
          role="img"
          aria-label={say('unit.trendWords', {
            title,
            first: words(first.value),
            from: formatDate(first.day),
            last: words(last.value),
            to: formatDate(last.day),
          })}
        >
          <line x1={EDGE.left} x2={W - EDGE.right} y1={y(0)} y2={y(0)} className={css.axis} />
          {runs(points).map((run) => (
            <polyline key={run[0]!.day} className={css.trend} points={run.map((point) => `${x(point.day)},${y(point.value!)}`).join(' ')} />
          ))}
          {known.map((point) => (
            <circle key={point.day} cx={x(point.day)} cy={y(point.value)} r={point === last ? 4 : 2.2} className={css.dot}>
              <title>{`${formatDate(point.day)}: ${words(point.value)}`}</title>
            </circle>
          ))}
          <text x={W - EDGE.right} y={Math.max(12, y(last.value) - 8)} textAnchor="end" className={css.lastValue}>
            {words(last.value)}
          </text>
          <text x={EDGE.left} y={H - 4} className={css.tick}>
            {formatDate(points[0]!.day)}
          </text>
          <text x={W - EDGE.right} y={H - 4} textAnchor="end" className={css.tick}>
            {formatDate(points.at(-1)!.day)}
          </text>
        </svg>
      )}
    </figure>
  );
}

/** The stretches without a gap. */
function runs(points: Point[]): Point[][] {
  const all: Point[][] = [];
  points.forEach((point, index) => {
    if (point.value === null) return;
    if (index > 0 && points[index - 1]!.value !== null) all.at(-1)!.push(point);
    else all.push([point]);
  });
  return all;
}
