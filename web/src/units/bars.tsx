import { Link } from 'react-router';
import css from './unit.module.css';

export interface Bar {
  label: string;
  value: number;
  /** The figure in words. */
  words: string;
  colour: string;
  /** What the bar is a part of, drawn pale behind it. */
  of?: number;
  to?: string;
}

/** Parts of a whole or figures side by side: a table whose last column is the chart. */
export function Bars({ title, bars }: { title: string; bars: Bar[] }) {
  const most = Math.max(...bars.map((bar) => Math.max(bar.value, bar.of ?? 0)), 0) || 1;
  return (
    <div className={css.card}>
      <table className={css.bars}>
        <caption>{title}</caption>
        <tbody>
          {bars.map(({ label, value, words, colour, of, to }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className={css.barWords}>{to ? <Link to={to}>{words}</Link> : words}</td>
              <td className={css.barCell} aria-hidden>
                {Boolean(of) && <span className={css.barOf} style={{ width: `${(100 * of!) / most}%`, borderColor: colour }} />}
                {value > 0 && <span className={css.barPart} style={{ width: `${(100 * value) / most}%`, background: colour }} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
