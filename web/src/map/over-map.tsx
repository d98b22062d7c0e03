import type * as L from 'leaflet';
import type { KindName } from '../api-types';
import { FilterBar } from '../records/filter-bar';
import type { Filter } from '../records/filter';
import { useRegistry } from '../records/registry';
import type { StatusMap } from '../status/use-status-map';
import type { BaseChoice } from './base/use-base-map';
import { ExportMenu } from './export-menu';
import { LayerCard } from './layer-card';
import { MapKeys } from './map-keys';
import css from './map.module.css';
import type { MapState, useMapState } from './map-state';
import { ListButton } from './tiles/record-list-button';
import { MapTools } from './tools/map-tools';

interface Props {
  map: L.Map | null;
  state: MapState;
  set: ReturnType<typeof useMapState>['set'];
  statusMap: StatusMap;
  filter: Filter;
  queryOf: (kind: KindName) => URLSearchParams | null;
  base: BaseChoice;
  box: string | null;
}

/** What lies over the map: filter, tools and layers. */
export function OverMap({ map, state, set, statusMap: { vintage, figures, status }, filter, queryOf, base, box }: Props) {
  const { kinds } = useRegistry();
  return (
    <>
      <div className={css.over}>
        <FilterBar kinds={kinds} vintage={vintage} layers={{ chosen: state.layers, choose: set.layers }}>
          <ListButton state={state} set={set} />
          <ExportMenu layers={state.layers} queryOf={queryOf} box={box} />
        </FilterBar>
        <MapTools map={map} state={state} queryOf={queryOf} legend={<MapKeys state={state} figures={figures} dismantled={state.dismantled} />} />
      </div>
      <LayerCard
        state={state}
        set={set}
        base={base}
        queryOf={queryOf}
        gone={(status?.total.stations.byStatus.dismantled ?? 0) > 0}
        filtered={filter.size > 0}
        statusAsked={filter.has('status')}
      />
    </>
  );
}
