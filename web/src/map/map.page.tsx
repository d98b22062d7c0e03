import type * as L from 'leaflet';
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import type { KindName, UnitFeature } from '../api-types';
import { FilterBar } from '../records/filter-bar';
import { queryFor, readFilter } from '../records/filter';
import { useRegistry, KIND_ORDER } from '../records/registry';
import { formatChange, formatFigure } from '../status/indicators';
import { useZones } from '../status/queries';
import { useStatusMap } from '../status/use-status-map';
import { useWords } from '../text';
import { ProblemView } from '../ui/problem';
import { useTitle } from '../ui/use-title';
import { ExportMenu } from './export-menu';
import { useFeatures, useRecordSets } from './features';
import { LayerCard } from './layer-card';
import { LeftPanel } from './left-panel';
import css from './map.module.css';
import { useMapState } from './map-state';
import { MapView } from './map-view';
import type { Hit } from './record-layer';
import { TimeSlider } from './time-slider';
import { fitUnits, useZoomToDrill } from './use-drill';

const Drawer = lazy(() => import('./drawer'));

/** What the drawer will cover: its width beside the map, or its height when it is a sheet. */
const drawerRoom = (): [number, number] => (window.matchMedia('(max-width: 900px)').matches ? [40, window.innerHeight * 0.4] : [420, 40]);

export default function MapPage() {
  const { say } = useWords();
  useTitle(say('place.map'));
  const registry = useRegistry();
  const { state, set, params } = useMapState();
  const [hovered, setHovered] = useState<string | null>(null);
  const [box, setBox] = useState<string | null>(null);
  const map = useRef<L.Map | null>(null);

  const statusMap = useStatusMap(state, params);
  const { units, status, figures, failed } = statusMap;
  const zones = useZones(state.zones);

  const filter = useMemo(() => readFilter(params, registry.kinds), [params, registry]);
  const queryOf = (kind: KindName) => queryFor(registry.kind(kind)!, filter, { asOf: state.asOf });
  const shown = (kind: KindName) => (state.layers.includes(kind) ? queryOf(kind) : null);
  const pages = [
    useFeatures(KIND_ORDER[0]!, shown(KIND_ORDER[0]!), box),
    useFeatures(KIND_ORDER[1]!, shown(KIND_ORDER[1]!), box),
    useFeatures(KIND_ORDER[2]!, shown(KIND_ORDER[2]!), box),
    useFeatures(KIND_ORDER[3]!, shown(KIND_ORDER[3]!), box),
  ];
  const data = pages.map((page, index) => (shown(KIND_ORDER[index]!) ? page.data : undefined));
  const sets = useRecordSets(data);

  const { selection } = state;
  const owners = useMemo(() => registry.organizations.map((one) => one.code), [registry]);
  const selectedRecord = selection?.type === 'record' ? selection.id : null;
  const dismantled = filter.get('status')?.includes('dismantled') ?? false;
  const style = useMemo(() => ({ byOwner: state.byOwner, owners, dismantled, selected: selectedRecord }), [state.byOwner, owners, dismantled, selectedRecord]);

  const settled = useCallback(
    (on: L.Map) => {
      const bounds = on.getBounds();
      setBox([bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((value) => value.toFixed(4)).join(','));
      const { lat, lng } = on.getCenter();
      if (on === map.current) set.view({ lat, lon: lng, zoom: on.getZoom() });
      map.current = on;
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
  const noteOf = (thing: Hit | UnitFeature): string => {
    if ('feature' in thing) {
      const kind = registry.kind(thing.kind)!;
      return [thing.feature.properties[kind.codeField], thing.feature.properties[kind.nameField]].filter((one, i, all) => all.indexOf(one) === i).join(' · ');
    }
    const value = figures.values.get(String(thing.id)) ?? null;
    return `${thing.properties.name}: ${(figures.change ? formatChange : formatFigure)(state.indicator, value, say)}`;
  };
  useZoomToDrill(map, statusMap, state.view !== null);

  return (
    <div className={css.page}>
      <h1 className="hidden">{say('place.map')}</h1>
      <LeftPanel state={state} set={set} map={statusMap} hovered={hovered} hover={setHovered} choose={showUnit} />
      <section className={css.stage} aria-label={say('place.map')} data-drawer={selection ? 'open' : 'closed'}>
        <MapView
          start={state.view}
          units={units}
          paints={figures.paints}
          labels={figures.labels}
          zones={(state.zones && zones.data) || null}
          sets={sets}
          style={style}
          selectedUnit={selection?.type === 'unit' ? selection.id : null}
          hoveredUnit={hovered}
          hoverUnit={setHovered}
          chooseUnit={(id) => set.select({ type: 'unit', id })}
          drillUnit={statusMap.vintage === 'districts2020' ? set.drill : null}
          chooseRecord={({ kind, id }) => set.select({ type: 'record', kind, id })}
          settled={settled}
          noteOf={noteOf}
        />
        <div className={css.time}>
          <TimeSlider />
        </div>
        <div className={css.over}>
          <FilterBar kinds={registry.kinds} vintage={statusMap.vintage} layers={{ chosen: state.layers, choose: set.layers }}>
            <ExportMenu layers={state.layers} queryOf={queryOf} box={box} />
          </FilterBar>
        </div>
        <LayerCard state={state} set={set} pages={data} queryOf={queryOf} loading={pages.some((page) => page.isFetching)} filtered={filter.size > 0} />
        {failed && (
          <div className={css.failed}>
            <ProblemView error={failed.error} retry={failed.retry} />
          </div>
        )}
        <Suspense fallback={null}>
          {selection && (
            <Drawer
              selection={selection}
              state={state}
              status={status}
              units={units}
              close={() => set.select(null)}
              select={set.select}
              showUnit={set.unitOn}
              drill={set.drill}
            />
          )}
        </Suspense>
      </section>
    </div>
  );
}
