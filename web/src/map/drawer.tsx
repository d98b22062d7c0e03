import { CloseButton } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import type { Status, UnitFeature } from '../api-types';
import { RecordCard } from '../records/record-card';
import { vintageOf, type Vintage } from '../status/vintages';
import { useWords } from '../text';
import css from './map.module.css';
import type { MapState, Selection } from './map-state';
import { OtherMap, UnitCard } from './unit-card';

interface Props {
  selection: Selection;
  state: MapState;
  status: Status | undefined;
  units: UnitFeature[] | undefined;
  close: () => void;
  select: (selection: Selection) => void;
  /** A unit on the map of its own time. */
  showUnit: (vintage: Vintage, id: string) => void;
  /** Shows the communes of a district. */
  drill: (id: string) => void;
}

/** The card of what is chosen; it stays while the map moves. */
export default function Drawer({ selection, state, status, units, close, select, showUnit, drill }: Props) {
  if (selection.type === 'record') {
    return (
      <Shell close={close}>
        <RecordCard
          key={selection.id}
          kind={selection.kind}
          id={selection.id}
          asOf={state.asOf}
          choose={(kind, id) => select({ type: 'record', kind, id })}
          chooseUnit={(unit) => showUnit(vintageOf(unit), String(unit.id))}
        />
      </Shell>
    );
  }
  const unit = units?.find((one) => String(one.id) === selection.id);
  if (units && !unit)
    return (
      <Shell close={close}>
        <OtherMap id={selection.id} showUnit={showUnit} />
      </Shell>
    );
  const figures = status?.items.find((item) => String(item.unit.id) === selection.id)?.figures;
  return (
    <Shell close={close}>
      {unit && (
        <UnitCard
          key={selection.id}
          unit={unit}
          figures={figures}
          asOf={state.asOf}
          choose={(kind, id) => select({ type: 'record', kind, id })}
          drill={unit.properties.level === 'district' ? drill : null}
        />
      )}
    </Shell>
  );
}

function Shell({ close, children }: { close: () => void; children: ReactNode }) {
  const { say } = useWords();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && close();
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [close]);
  return (
    <aside className={css.drawer} aria-label={say('drawer.label')} data-testid="drawer">
      <CloseButton className={css.drawerClose} aria-label={say('drawer.close')} onClick={close} />
      {children}
    </aside>
  );
}
