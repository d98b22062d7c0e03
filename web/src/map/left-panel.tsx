import { ActionIcon, NativeSelect, SegmentedControl, Skeleton, Text } from '@mantine/core';
import { IconChartBar, IconChevronLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { useUser } from '../session/session';
import { broadbandWords } from '../status/broadband';
import { Compare, useComparedDays } from '../status/compare';
import { formatChange, formatFigure, formatShown, GROUPS, INDICATORS } from '../status/indicators';
import { UNIT_CHOICES, type UnitChoice } from '../status/vintages';
import type { StatusMap } from '../status/use-status-map';
import { useWords } from '../text';
import { Empty } from '../ui/empty';
import { Legend } from './legend';
import css from './map.module.css';
import type { MapState, useMapState } from './map-state';
import { Trail } from './trail';
import { UnitTable } from './unit-table';

interface Props {
  state: MapState;
  set: ReturnType<typeof useMapState>['set'];
  map: StatusMap;
  hovered: string | null;
  hover: (id: string | null) => void;
  choose: (id: string) => void;
}

/** “Toàn huyện Tam Đảo”: inside a sentence the kind of unit is written small. */
const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** Where a card is open already on a small screen, or on a smaller one anyway, there would be little map left beside the panel. */
export const startsFolded = ({ selection }: MapState): boolean => window.matchMedia(`(max-width: ${selection ? 1199 : 900}px)`).matches;

/** Figures beside the map: for those who read better than they point. */
export function LeftPanel({ state, set, map, hovered, hover, choose }: Props) {
  const { say } = useWords();
  const [open, setOpen] = useState(() => !startsFolded(state));
  const { indicator } = state;
  const user = useUser();

  if (!open) {
    return <Folded state={state} map={map} unfold={() => setOpen(true)} />;
  }
  const drill = map.vintage === 'districts2020' ? set.drill : null;
  return (
    <aside className={css.panel} aria-label={say('map.panel')}>
      <div className={css.panelHead}>
        <NativeSelect aria-label={say('map.indicator')} value={indicator.id} onChange={(event) => set.indicator(event.currentTarget.value)} flex={1}>
          {GROUPS.map((group) => (
            <optgroup key={group} label={say(`indicatorGroup.${group}`)}>
              {INDICATORS.filter((one) => one.group === group).map((one) => (
                <option key={one.id} value={one.id}>
                  {say(`indicator.${one.id}`)}
                </option>
              ))}
            </optgroup>
          ))}
        </NativeSelect>
        <ActionIcon variant="subtle" color="gray" aria-label={say('map.panelClose')} onClick={() => setOpen(false)}>
          <IconChevronLeft size={20} />
        </ActionIcon>
      </div>
      <SegmentedControl
        fullWidth
        size="xs"
        classNames={{ label: css.choice }}
        aria-label={say('map.units')}
        value={state.unitChoice}
        onChange={(value) => set.units(value as UnitChoice)}
        data={UNIT_CHOICES.map((value) => ({ value, label: say(`vintage.${value}`) }))}
      />
      <div className={css.panelBody} aria-busy={map.waiting || undefined}>
        {map.waiting && (
          <span className={css.waiting} role="status">
            {say('loading')}
          </span>
        )}
        <Text size="xs" c="dimmed" className={css.help}>
          {say(`indicatorHelp.${indicator.id}`)}
        </Text>
        <Trail map={map} leave={() => set.drill(null)} />
        {map.failed && !map.status && <Text size="sm">{say('status.failed')}</Text>}
        {!map.failed && (!map.status || !map.units) && <Skeleton height={320} role="status" aria-label={say('loading')} />}
        {map.status && map.units && (
          <>
            <Total state={state} map={map} />
            <Compare asOf={state.asOf} since={state.since} choose={set.since} />
            {user?.role === 'district_officer' && user.unit && <Text size="xs">{say('map.onlyUnit', { unit: user.unit.name })}</Text>}
            {map.units.length === 0 && <Empty title={say('status.noUnits')} />}
            {map.units.length > 0 && (
              <>
                <Legend indicator={indicator} figures={map.figures} method={state.method} setMethod={set.method} />
                <UnitTable indicator={indicator} figures={map.figures} hovered={hovered} hover={hover} choose={choose} drill={drill} />
                {drill && (
                  <Text size="xs" c="dimmed" mt={8}>
                    {say('status.drillHint')}
                  </Text>
                )}
              </>
            )}
          </>
        )}
      </div>
    </aside>
  );
}

/** What the colours mean stays on the map when the panel makes room for it. */
function Folded({ state: { indicator }, map: { figures }, unfold }: { state: MapState; map: StatusMap; unfold: () => void }) {
  const { say } = useWords();
  const { list } = figures.classes;
  const text = (value: number) => formatShown(indicator, value, figures.change, say);
  const name = say(`indicator.${indicator.id}`);
  return (
    <button type="button" className={css.unfold} aria-label={say('map.panelOpen', { name })} onClick={unfold}>
      <span className={css.unfoldName}>
        <IconChartBar size={18} aria-hidden /> {name}
      </span>
      {list.length > 0 && (
        <span className={css.classes} aria-hidden>
          {text(list[0]!.from)}
          <span>
            {list.map(({ colour }) => (
              <span key={colour} className={css.swatch} style={{ background: colour }} />
            ))}
          </span>
          {text(list.at(-1)!.to)}
        </span>
      )}
    </button>
  );
}

function Total({ state: { indicator, asOf, since }, map: { figures, total, before, parent } }: { state: MapState; map: StatusMap }) {
  const { say } = useWords();
  const days = useComparedDays(since, asOf);
  const value = total ? indicator.value(total) : null;
  const then = before ? indicator.value(before) : null;
  const notDone = figures.rows.filter((row) => row.flag !== null).length;
  const figure = (of: number | null) => formatFigure(indicator, of, say);
  const flags = indicator.format === 'flag' && !figures.change && !parent;
  const text = flags
    ? say('tidying.count', { count: notDone, total: figures.rows.length })
    : figures.change
      ? formatChange(indicator, value === null || then === null ? null : value - then, say)
      : figure(value);
  return (
    <div className={css.total} aria-live="polite" data-testid="province-total">
      <Text size="xs" c="dimmed">
        {parent ? say('status.drillTotal', { name: lowerFirst(parent.properties.name) }) : say('map.provinceTotal')}
      </Text>
      <span className={css.totalFigure}>{text}</span>
      {figures.change && value !== null && then !== null && indicator.format !== 'flag' && (
        <Text size="xs">{say('status.from', { before: figure(then), after: figure(value) })}</Text>
      )}
      {figures.change && days && (
        <Text size="xs" c="dimmed" data-testid="compared-days">
          {say('status.compared', days)}
        </Text>
      )}
      {indicator.group === 'broadband' && total?.broadband && !figures.change && <Text size="xs">{broadbandWords(say, total.broadband)}</Text>}
    </div>
  );
}
