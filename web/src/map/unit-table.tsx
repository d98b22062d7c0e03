import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconZoomIn } from '@tabler/icons-react';
import { useMemo } from 'react';
import { formatChange, formatFigure, type Indicator } from '../status/indicators';
import { useWords } from '../text';
import { useUrlState } from '../ui/use-url-state';
import css from './map.module.css';
import { byName, type UnitFigures, type UnitRow } from './unit-figures';

interface Props {
  indicator: Indicator;
  figures: UnitFigures;
  hovered: string | null;
  hover: (id: string | null) => void;
  choose: (id: string) => void;
  /** Shows the communes of a district; null where units have no parts. */
  drill: ((id: string) => void) | null;
}

/** How the table is ordered stands in the address too: `order=name` or `-name`, `value` for the least first; most first is usual. */
type Order = 'name' | '-name' | 'value' | '-value';
const ORDERS: Record<Order, (a: UnitRow, b: UnitRow) => number> = {
  name: byName,
  '-name': (a, b) => byName(b, a),
  value: (a, b) => (a.value ?? Infinity) - (b.value ?? Infinity) || byName(a, b),
  '-value': (a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity) || byName(a, b),
};

export function UnitTable({ indicator, figures, hovered, hover, choose, drill }: Props) {
  const { say } = useWords();
  const { params, change } = useUrlState();
  const asked = params.get('order');
  const order: Order = asked !== null && asked in ORDERS ? (asked as Order) : '-value';
  const rows = useMemo(() => [...figures.rows].sort(ORDERS[order]), [figures.rows, order]);
  const largest = Math.max(...figures.rows.map((row) => Math.abs(row.value ?? 0)), 0);
  const head = (by: 'name' | 'value', label: string) => {
    const sorted = order.replace('-', '') === by;
    const next = order === (by === 'name' ? 'name' : '-value') ? (by === 'name' ? '-name' : 'value') : by === 'name' ? 'name' : '-value';
    const Arrow = order.startsWith('-') === (by === 'value') ? IconArrowDown : IconArrowUp;
    return (
      <th scope="col" aria-sort={sorted ? (order.startsWith('-') ? 'descending' : 'ascending') : undefined} className={by === 'value' ? 'number' : undefined}>
        <button
          type="button"
          className={css.sort}
          title={say('status.sortBy', { column: label })}
          onClick={() => change({ order: next === '-value' ? null : next })}
        >
          {label}
          {sorted && <Arrow size={12} aria-hidden />}
        </button>
      </th>
    );
  };
  return (
    <table className={css.units} data-testid="unit-table">
      <thead>
        <tr>
          {head('name', say('map.unit'))}
          {head('value', say(figures.change ? 'status.change' : `indicator.${indicator.id}`))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const id = String(row.unit.id);
          const { name } = row.unit.properties;
          return (
            <tr key={id} data-hovered={id === hovered || undefined} onMouseEnter={() => hover(id)} onMouseLeave={() => hover(null)}>
              <td>
                <span className={css.unitCell}>
                  <button type="button" className={css.unitName} onClick={() => choose(id)} onFocus={() => hover(id)} onBlur={() => hover(null)}>
                    {name}
                  </button>
                  {drill && (
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size="xs"
                      aria-label={say('status.drill', { name })}
                      title={say('status.drillShort')}
                      onClick={() => drill(id)}
                    >
                      <IconZoomIn size={14} />
                    </ActionIcon>
                  )}
                </span>
                {row.flag && <span className={css.unitFlag}>{row.flag}</span>}
              </td>
              <ValueCell row={row} indicator={indicator} largest={largest} change={figures.change} />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function ValueCell({ row, indicator, largest, change }: { row: UnitRow; indicator: Indicator; largest: number; change: boolean }) {
  const { say } = useWords();
  const { value, colour, days, flag } = row;
  const figure = (of: number | null) => formatFigure(indicator, of, say);
  const words = change ? formatChange(indicator, value, say) : indicator.format === 'flag' && flag ? '' : figure(value);
  const bar = indicator.format !== 'flag' && value !== null && value !== 0 && largest > 0;
  return (
    <td className={css.unitValue}>
      <span className={css.unitLine}>
        {bar && (
          <span className={css.barRoom} data-change={change ? (value < 0 ? 'less' : 'more') : undefined} aria-hidden>
            <span className={css.bar} style={{ width: `${(100 * Math.abs(value)) / largest}%`, background: colour ?? undefined }} />
          </span>
        )}
        <span className={value === null ? css.without : undefined}>{words}</span>
      </span>
      {days && days.now !== null && days.before !== null && indicator.format !== 'flag' && (
        <span className={css.unitDays}>{say('status.from', { before: figure(days.before), after: figure(days.now) })}</span>
      )}
    </td>
  );
}
