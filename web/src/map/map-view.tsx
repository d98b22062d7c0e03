import * as L from 'leaflet';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { KindName, UnitFeature, ZoneCollection } from '../api-types';
import { useWords } from '../text';
import { isDragged, useLeaflet, type View } from './leaflet';
import { useBaseLayer, type BaseChoice } from './base/use-base-map';
import { CursorStrip } from './cursor-strip';
import type { Label } from './label-layer';
import { useLinkLayer } from './links/use-links';
import type { MapState } from './map-state';
import css from './map.module.css';
import type { UnitPaint } from './unit-layer';
import { useAddHere } from './use-add-here';
import { useControls } from './use-controls';
import { useDrillByDoubleClick } from './use-drill';
import type { TileHit } from './tiles/hit';
import { RecordKeys } from './tiles/record-keys';
import { useChosenInSight } from './tiles/use-chosen-in-sight';
import { useOpenHits } from './tiles/use-open-hits';
import type { RecordScene } from './tiles/scene';
import { TilesNote } from './tiles/tiles-note';
import { useRecordTiles } from './tiles/use-record-tiles';
import { useLabels, useUnitLayer, useView, useZoneLayer } from './use-map-layers';

const SCALE: L.Control.ScaleOptions = { position: 'bottomleft', maxWidth: 140 };

export interface MapViewProps {
  start: View | null;
  units: UnitFeature[] | undefined;
  paints: Map<string, UnitPaint>;
  labels: Label[];
  zones: ZoneCollection | null;
  scene: RecordScene;
  base: BaseChoice;
  /** What the agreements' curves follow from. */
  links: { state: MapState; query: URLSearchParams | null; box: string | null };
  selectedUnit: string | null;
  hoveredUnit: string | null;
  hoverUnit: (id: string | null) => void;
  chooseUnit: (id: string) => void;
  /** What a double click on a unit does; null where it zooms as on any map. */
  drillUnit: ((id: string) => void) | null;
  chooseRecord: (hit: TileHit) => void;
  /** The records of a cluster that comes no nearer, one by one. */
  listRecords: (kind: KindName) => void;
  settled: (map: L.Map) => void;
  /** What the small note beside the pointer says. */
  noteOf: (thing: TileHit | UnitFeature) => string;
}

export function MapView(props: MapViewProps) {
  const { say } = useWords();
  const { ref, map } = useLeaflet(props.start);
  const { records, state } = useRecordTiles(map, props.scene);
  const units = useUnitLayer(map, props.units, props.paints, props.selectedUnit, props.hoveredUnit);
  // Clusters may stand elsewhere each time their tiles have come; until then names stay where they are.
  const numbers = useCallback(() => records?.numbers() ?? [], [records]);
  useLabels(map, props.labels, state.ready ? numbers : undefined);
  useZoneLayer(map, props.zones);
  useView(map, props.settled);
  useControls(map, SCALE);
  useAddHere(map);
  useDrillByDoubleClick(map, units, props.drillUnit);
  useBaseLayer(map, props.base);
  useLinkLayer(map, props.links.state, props.links.query, props.links.box);
  useChosenInSight(map, props.links.state);
  const openHits = useOpenHits(map, props);

  const latest = useRef(props);
  latest.current = props;
  const tooltip = useMemo(() => L.tooltip({ direction: 'top', offset: [0, -12], className: css.note }), []);

  useEffect(() => {
    if (!map || !units || !records) return;
    const under = (event: L.LeafletMouseEvent) => ({
      hits: records.hits(event.layerPoint),
      unit: units.at([event.latlng.lng, event.latlng.lat]),
    });
    const move = (event: L.LeafletMouseEvent) => {
      if (isDragged(map)) return;
      const { hits, unit } = under(event);
      const hit = hits[0];
      map.getContainer().style.cursor = hit || unit ? 'pointer' : '';
      latest.current.hoverUnit(unit ? String(unit.id) : null);
      const thing = hit ?? unit;
      if (!thing) return void tooltip.remove();
      const note = document.createElement('span');
      note.textContent = latest.current.noteOf(thing);
      tooltip.setLatLng(event.latlng).setContent(note).openOn(map);
    };
    const leave = () => {
      tooltip.remove();
      latest.current.hoverUnit(null);
    };
    const click = (event: L.LeafletMouseEvent) => {
      const { hits, unit } = under(event);
      if (hits.length) openHits(hits);
      else if (unit) latest.current.chooseUnit(String(unit.id));
    };
    map.on({ mousemove: move, mouseout: leave, dragstart: leave, click });
    return () => void map.off({ mousemove: move, mouseout: leave, dragstart: leave, click });
  }, [map, units, records, tooltip, openHits]);

  return (
    <>
      <div ref={ref} className={css.map} role="application" aria-label={say('map.label')} data-testid="map" data-records={state.ready ? 'ready' : 'loading'} />
      <RecordKeys map={map} records={records} noteOf={props.noteOf} open={openHits} />
      <TilesNote records={records} failed={state.failed} />
      <CursorStrip map={map} />
    </>
  );
}
