import type * as L from 'leaflet';
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import type { KindName, UnitFeature } from '../api-types';
import { FilterBar } from '../records/filter-bar';
import { queryFor, readFilter } from '../records/filter';
import { useRegistry, KIND_ORDER } from '../records/registry';
import { formatFigure } from '../status/indicators';
import { useStatus, useUnits, useZones } from '../status/queries';
import { useWords } from '../text';
import { ProblemView } from '../ui/problem';
import { useTitle } from '../ui/use-title';
import { ExportMenu } from './export-menu';
import { useFeatures, useRecordSets } from './features';
import { boxOf } from './geometry';
import { LayerCard } from './layer-card';
import { LeftPanel } from './left-panel';
import { MapKeys } from './map-keys';
import css from './map.module.css';
import { useMapState } from './map-state';
import { MapView } from './map-view';
import type { Hit } from './record-layer';
import { MapTools } from './tools/map-tools';
import { useUnitFigures } from './unit-figures';

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
  const [shownMap, setShownMap] = useState<L.Map | null>(null);

  const units = useUnits(state.vintage);
  const status = useStatus({ vintage: state.vintage, asOf: state.asOf, owner: params.get('owner'), q: params.get('q') });
  const zones = useZones(state.zones);
  const figures = useUnitFigures(units.data?.features, status.data, state.indicator);

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
      setShownMap(on);
    },
    [set],
  );
  const showUnit = (id: string) => {
    const found = units.data?.features.find((unit) => String(unit.id) === id);
    const area = found && boxOf(found.geometry);
    if (area)
      map.current?.fitBounds(
        [
          [area[1], area[0]],
          [area[3], area[2]],
        ],
        { paddingTopLeft: [40, 40], paddingBottomRight: drawerRoom(), maxZoom: 13 },
      );
    set.select({ type: 'unit', id });
  };
  const noteOf = (thing: Hit | UnitFeature): string => {
    if ('feature' in thing) {
      const kind = registry.kind(thing.kind)!;
      return [thing.feature.properties[kind.codeField], thing.feature.properties[kind.nameField]].filter((one, i, all) => all.indexOf(one) === i).join(' · ');
    }
    const value = figures.values.get(String(thing.id)) ?? null;
    return `${thing.properties.name}: ${formatFigure(state.indicator, value, say)}`;
  };
  const failed = [units, status].find((query) => query.isError);

  return (
    <div className={css.page}>
      <h1 className="hidden">{say('place.map')}</h1>
      <LeftPanel state={state} set={set} status={status.data} figures={figures} hovered={hovered} hover={setHovered} choose={showUnit} />
      <section className={css.stage} aria-label={say('place.map')} data-drawer={selection ? 'open' : 'closed'}>
        <MapView
          start={state.view}
          units={units.data?.features}
          paints={figures.paints}
          labels={figures.labels}
          zones={(state.zones && zones.data) || null}
          sets={sets}
          style={style}
          selectedUnit={selection?.type === 'unit' ? selection.id : null}
          hoveredUnit={hovered}
          hoverUnit={setHovered}
          chooseUnit={(id) => set.select({ type: 'unit', id })}
          chooseRecord={({ kind, id }) => set.select({ type: 'record', kind, id })}
          settled={settled}
          noteOf={noteOf}
        />
        <div className={css.over}>
          <FilterBar kinds={registry.kinds} vintage={state.vintage} layers={{ chosen: state.layers, choose: set.layers }}>
            <ExportMenu layers={state.layers} queryOf={queryOf} box={box} />
          </FilterBar>
          <MapTools map={shownMap} state={state} queryOf={queryOf} legend={<MapKeys state={state} figures={figures} />} />
        </div>
        <LayerCard state={state} set={set} pages={data} queryOf={queryOf} loading={pages.some((page) => page.isFetching)} filtered={filter.size > 0} />
        {failed && (
          <div className={css.failed}>
            <ProblemView error={failed.error} retry={() => void failed.refetch()} />
          </div>
        )}
        <Suspense fallback={null}>
          {selection && (
            <Drawer
              selection={selection}
              state={state}
              status={status.data}
              units={units.data?.features}
              close={() => set.select(null)}
              select={set.select}
              showUnit={set.unitOn}
            />
          )}
        </Suspense>
      </section>
    </div>
  );
}
