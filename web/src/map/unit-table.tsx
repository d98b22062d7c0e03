import { formatFigure, type Indicator } from '../status/indicators';
import { useWords } from '../text';
import css from './map.module.css';
import type { UnitFigures } from './unit-figures';

interface Props {
  indicator: Indicator;
  figures: UnitFigures;
  hovered: string | null;
  hover: (id: string | null) => void;
  choose: (id: string) => void;
}

export function UnitTable({ indicator, figures, hovered, hover, choose }: Props) {
  const { say } = useWords();
  const largest = Math.max(...figures.rows.map((row) => row.value ?? 0), 0);
  return (
    <table className={css.units} data-testid="unit-table">
      <thead>
        <tr>
          <th scope="col">{say('map.unit')}</th>
          <th scope="col" className="number">
            {say(`indicator.${indicator.id}`)}
          </th>
        </tr>
      </thead>
      <tbody>
        {figures.rows.map(({ unit, value, colour, flagged }) => {
          const id = String(unit.id);
          return (
            <tr key={id} data-hovered={id === hovered || undefined} onMouseEnter={() => hover(id)} onMouseLeave={() => hover(null)}>
              <td>
                <button type="button" className={css.unitName} onClick={() => choose(id)} onFocus={() => hover(id)} onBlur={() => hover(null)}>
                  {unit.properties.name}
                </button>
                {flagged && <span className={css.unitFlag}>{say('tidying.notDone')}</span>}
              </td>
              <td className={css.unitValue}>
                {indicator.format !== 'flag' && value !== null && largest > 0 && (
                  <span className={css.bar} style={{ width: `${(60 * value) / largest}%`, background: colour ?? undefined }} aria-hidden />
                )}
                <span className={value === null ? css.without : undefined}>
                  {indicator.format === 'flag' && flagged ? '' : formatFigure(indicator, value, say)}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
