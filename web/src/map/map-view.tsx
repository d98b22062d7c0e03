import * as L from 'leaflet';
import { useEffect, useMemo, useRef } from 'react';
import type { UnitFeature, ZoneCollection } from '../api-types';
import { useWords } from '../text';
import { useLeaflet, type View } from './leaflet';
import { CursorStrip } from './cursor-strip';
import type { Label } from './label-layer';
import css from './map.module.css';
import type { Hit, RecordSet, RecordStyle } from './record-layer';
import type { UnitPaint } from './unit-layer';
import { useAddHere } from './use-add-here';
import { useDrillByDoubleClick } from './use-drill';
import { useLabels, useRecordLayer, useUnitLayer, useView, useZoneLayer } from './use-map-layers';

export interface MapViewProps {
  start: View | null;
  units: UnitFeature[] | undefined;
  paints: Map<string, UnitPaint>;
  labels: Label[];
  zones: ZoneCollection | null;
  sets: RecordSet[];
  style: RecordStyle;
  selectedUnit: string | null;
  hoveredUnit: string | null;
  hoverUnit: (id: string | null) => void;
  chooseUnit: (id: string) => void;
  /** What a double click on a unit does; null where it zooms as on any map. */
  drillUnit: ((id: string) => void) | null;
  chooseRecord: (hit: Hit) => void;
  settled: (map: L.Map) => void;
  /** What the small note beside the pointer says. */
  noteOf: (thing: Hit | UnitFeature) => string;
}

export function MapView(props: MapViewProps) {
  const { say } = useWords();
  const { ref, map } = useLeaflet(props.start);
  const units = useUnitLayer(map, props.units, props.paints, props.selectedUnit, props.hoveredUnit);
  const records = useRecordLayer(map, props.sets, props.style);
  useLabels(map, props.labels);
  useZoneLayer(map, props.zones);
  useView(map, props.settled);
  useControls(map);
  useAddHere(map);
  useDrillByDoubleClick(map, units, props.drillUnit);

  const latest = useRef(props);
  latest.current = props;
  const tooltip = useMemo(() => L.tooltip({ direction: 'top', offset: [0, -12], className: css.note }), []);

  useEffect(() => {
    if (!map || !units || !records) return;
    const under = (event: L.LeafletMouseEvent) => ({
      hit: records.at(event.layerPoint),
      unit: units.at([event.latlng.lng, event.latlng.lat]),
    });
    const move = (event: L.LeafletMouseEvent) => {
      const { hit, unit } = under(event);
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
      const { hit, unit } = under(event);
      if (hit) latest.current.chooseRecord(hit);
      else if (unit) latest.current.chooseUnit(String(unit.id));
    };
    map.on({ mousemove: move, mouseout: leave, click });
    return () => void map.off({ mousemove: move, mouseout: leave, click });
  }, [map, units, records, tooltip]);

  return (
    <>
      <div ref={ref} className={css.map} role="application" aria-label={say('map.label')} data-testid="map" />
      <CursorStrip map={map} />
    </>
  );
}

function useControls(map: L.Map | null): void {
  const { say } = useWords();
  useEffect(() => {
    if (!map) return;
    const controls = [
      L.control.zoom({ position: 'bottomright', zoomInTitle: say('map.zoomIn'), zoomOutTitle: say('map.zoomOut') }),
      L.control.scale({ position: 'bottomleft', imperial: false, maxWidth: 140 }),
    ];
    controls.forEach((control) => control.addTo(map));
    return () => controls.forEach((control) => void control.remove());
  }, [map, say]);
}
