import { ActionIcon, NativeSelect, SegmentedControl, Skeleton, Text } from '@mantine/core';
import { IconChartBar, IconChevronLeft } from '@tabler/icons-react';
import { useState } from 'react';
import type { Status } from '../api-types';
import { useUser } from '../session/session';
import { formatFigure, GROUPS, INDICATORS } from '../status/indicators';
import type { Vintage } from '../status/queries';
import { useWords } from '../text';
import { broadbandWords } from '../status/broadband';
import { Legend } from './legend';
import css from './map.module.css';
import type { MapState, useMapState } from './map-state';
import type { UnitFigures } from './unit-figures';
import { UnitTable } from './unit-table';

interface Props {
  state: MapState;
  set: ReturnType<typeof useMapState>['set'];
  status: Status | undefined;
  figures: UnitFigures;
  hovered: string | null;
  hover: (id: string | null) => void;
  choose: (id: string) => void;
}

const isNarrow = () => window.matchMedia('(max-width: 900px)').matches;

/** Figures beside the map: for those who read better than they point. */
export function LeftPanel({ state, set, status, figures, hovered, hover, choose }: Props) {
  const { say } = useWords();
  const [open, setOpen] = useState(() => !isNarrow());
  const { indicator, vintage } = state;
  const user = useUser();

  if (!open) {
    return (
      <ActionIcon className={css.unfold} size="lg" variant="default" aria-label={say('map.panelOpen')} onClick={() => setOpen(true)}>
        <IconChartBar size={20} />
      </ActionIcon>
    );
  }
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
        aria-label={say('map.units')}
        value={vintage}
        onChange={(value) => set.vintage(value as Vintage)}
        data={(['districts2020', 'communes2020', 'communes2025'] as const).map((value) => ({ value, label: say(`vintage.${value}`) }))}
      />
      <div className={css.panelBody}>
        {!status && <Skeleton height={320} aria-label={say('loading')} />}
        {status && (
          <>
            <Total state={state} status={status} figures={figures} />
            {user?.role === 'district_officer' && user.unit && <Text size="xs">{say('map.onlyUnit', { unit: user.unit.name })}</Text>}
            <Legend indicator={indicator} figures={figures} />
            <UnitTable indicator={indicator} figures={figures} hovered={hovered} hover={hover} choose={choose} />
          </>
        )}
      </div>
    </aside>
  );
}

function Total({ state: { indicator }, status, figures }: { state: MapState; status: Status; figures: UnitFigures }) {
  const { say } = useWords();
  const notDone = figures.rows.filter((row) => row.value === 0).length;
  const text =
    indicator.format === 'flag'
      ? say('tidying.count', { count: notDone, total: figures.rows.length })
      : formatFigure(indicator, indicator.value(status.total), say);
  return (
    <div className={css.total} aria-live="polite" data-testid="province-total">
      <Text size="xs" c="dimmed">
        {say('map.provinceTotal')}
      </Text>
      <span className={css.totalFigure}>{text}</span>
      {indicator.group === 'broadband' && status.total.broadband && <Text size="xs">{broadbandWords(say, status.total.broadband)}</Text>}
    </div>
  );
}
