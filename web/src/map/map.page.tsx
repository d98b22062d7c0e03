import type * as L from 'leaflet';
import { Suspense, useCallback, useMemo, useRef, useState } from 'react';
import type { KindName, UnitFeature } from '../api-types';
import { queryFor, readFilter } from '../records/filter';
import { useRegistry } from '../records/registry';
import { formatShown } from '../status/indicators';
import { useZones } from '../status/queries';
import { useStatusMap } from '../status/use-status-map';
import { useWords } from '../text';
import { Later } from '../ui/later';
import { ProblemView } from '../ui/problem';
import { useTitle } from '../ui/use-title';
import { useBaseMap } from './base/use-base-map';
import { drawerRoom } from './drawer-room';
import { LeftPanel, startsFolded } from './left-panel';
import { isOnPaper } from './leaflet';
import css from './map.module.css';
import { useMapState } from './map-state';
import { MapView } from './map-view';
import { OverMap } from './over-map';
import { SliderRoom, TimeSlider } from './time-slider';
import { fitUnits, useGoToUnit, useZoomToDrill } from './use-drill';
import type { TileHit } from './tiles/hit';
import { useNotes } from './tiles/notes';
import { RecordList } from './tiles/record-list-button';
import { useScene } from './tiles/use-scene';
import { lazyPart } from '../ui/lazy-part';

const Drawer = lazyPart(() => import('./drawer'));

export default function MapPage() {
  const { say } = useWords();
  useTitle(say('place.map'));
  const registry = useRegistry();
  const { state, set, params } = useMapState();
  const [hovered, setHovered] = useState<string | null>(null);
  const [box, setBox] = useState<string | null>(null);
  const map = useRef<L.Map | null>(null);
  const [shownMap, setShownMap] = useState<L.Map | null>(null);

  const statusMap = useStatusMap(state, params);
  const { units, status, figures, failed } = statusMap;
  const zones = useZones(state.zones);

  const filter = useMemo(() => readFilter(params, registry.kinds), [params, registry]);
  const queryOf = (kind: KindName) => queryFor(registry.kind(kind)!, filter, { asOf: state.asOf });
  const { selection } = state;
  const scene = useScene(state, filter, queryOf);
  const base = useBaseMap(state.ownBase);
  const recordNote = useNotes(state.colouring);

  const settled = useCallback(
    (on: L.Map) => {
      const bounds = on.getBounds();
      setBox([bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((value) => value.toFixed(4)).join(','));
      const { lat, lng } = on.getCenter();
      // The box follows to paper, for what is fetched by it is printed; the page's address does not.
      if (on === map.current && !isOnPaper(on)) set.view({ lat, lon: lng, zoom: on.getZoom() });
      map.current = on;
      setShownMap(on);
    },
    [set],
  );
  const showUnit = (id: string) => {
    fitUnits(
      map.current,
      units?.filter((unit) => String(unit.id) === id),
      drawerRoom(),
    );
    set.select({ type: 'unit', id });
  };
  const noteOf = (thing: TileHit | UnitFeature): string => {
    if ('kind' in thing) return recordNote(thing);
    const value = figures.values.get(String(thing.id)) ?? null;
    return `${thing.properties.name}: ${formatShown(state.indicator, value, figures.change, say)}`;
  };
  const goToUnit = useGoToUnit(map, units, set.unitOn);
  useZoomToDrill(map, statusMap, state.view !== null);

  return (
    <div className={css.page}>
      <h1 className="hidden">{say('place.map')}</h1>
      <Later room={startsFolded(state) ? null : <aside className={css.panel} aria-label={say('map.panel')} aria-busy />}>
        <LeftPanel state={state} set={set} map={statusMap} hovered={hovered} hover={setHovered} choose={showUnit} />
      </Later>
      <section className={css.stage} aria-label={say('place.map')} data-drawer={selection || state.list ? 'open' : 'closed'}>
        <MapView
          start={state.view}
          units={units}
          paints={figures.paints}
          labels={figures.labels}
          zones={(state.zones && zones.data) || null}
          scene={scene}
          base={base}
          links={{ state, query: queryOf('sharing-agreements'), box }}
          selectedUnit={selection?.type === 'unit' ? selection.id : null}
          hoveredUnit={hovered}
          hoverUnit={setHovered}
          chooseUnit={(id) => set.select({ type: 'unit', id })}
          drillUnit={statusMap.vintage === 'districts2020' ? set.drill : null}
          chooseRecord={({ kind, id }) => set.select({ type: 'record', kind, id })}
          listRecords={set.list}
          settled={settled}
          noteOf={noteOf}
        />
        <div className={css.time}>
          <Later room={<SliderRoom />}>
            <TimeSlider />
          </Later>
        </div>
        <Later>
          <OverMap map={shownMap} state={state} set={set} statusMap={statusMap} filter={filter} queryOf={queryOf} base={base} box={box} />
        </Later>
        {failed && (
          <div className={css.failed}>
            <ProblemView error={failed.error} retry={failed.retry} />
          </div>
        )}
        <Suspense fallback={null}>
          {state.list && !selection && (
            <RecordList
              kind={state.list}
              layers={state.layers}
              queryOf={queryOf}
              box={box}
              setKind={set.list}
              choose={(kind, id) => set.select({ type: 'record', kind, id })}
            />
          )}
          {selection && (
            <Drawer
              selection={selection}
              state={state}
              status={status}
              units={units}
              close={() => set.select(null)}
              select={set.select}
              showUnit={goToUnit}
              drill={set.drill}
            />
          )}
        </Suspense>
      </section>
    </div>
  );
}
