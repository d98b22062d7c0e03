import * as L from 'leaflet';
import { useEffect, useRef, useState } from 'react';
import type { UnitFeature, ZoneCollection } from '../api-types';
import { LabelLayer, type Label, type Rect } from './label-layer';
import { RecordLayer, type RecordSet, type RecordStyle } from './record-layer';
import { UnitLayer, type UnitPaint } from './unit-layer';
import { addZones } from './zone-layer';

export function useUnitLayer(
  map: L.Map | null,
  units: UnitFeature[] | undefined,
  paints: Map<string, UnitPaint>,
  selected: string | null,
  hovered: string | null,
  line?: string,
) {
  const [layer, setLayer] = useState<UnitLayer | null>(null);
  useEffect(() => {
    if (!map || !units) return;
    const made = new UnitLayer(map, units, line);
    setLayer(made);
    return () => made.remove();
  }, [map, units, line]);
  useEffect(() => layer?.paint(paints), [layer, paints]);
  useEffect(() => layer?.mark(selected, hovered), [layer, paints, selected, hovered]);
  return layer;
}

/** `reserved`: places that names keep away from, asked for whenever it is given anew. */
export function useLabels(map: L.Map | null, labels: Label[], reserved?: () => Rect[]): void {
  const layer = useRef<LabelLayer | null>(null);
  useEffect(() => {
    if (!map) return;
    layer.current = new LabelLayer(map);
    return () => layer.current?.remove();
  }, [map]);
  useEffect(() => layer.current?.update(labels), [map, labels]);
  useEffect(() => reserved && layer.current?.keepAway(reserved), [map, reserved]);
}

export function useZoneLayer(map: L.Map | null, zones: ZoneCollection | null): void {
  useEffect(() => {
    if (!map || !zones) return;
    const layer = addZones(map, zones);
    return () => void layer.remove();
  }, [map, zones]);
}

export function useRecordLayer(map: L.Map | null, sets: RecordSet[], style: RecordStyle) {
  const [layer, setLayer] = useState<RecordLayer | null>(null);
  useEffect(() => {
    if (!map) return;
    const made = new RecordLayer(map);
    setLayer(made);
    return () => made.remove();
  }, [map]);
  useEffect(() => layer?.update(sets, style), [layer, sets, style]);
  return layer;
}

/** Tells where the view is, now and after each move; `settled` comes when it has stood still for a moment. */
export function useView(map: L.Map | null, settled: (map: L.Map) => void): void {
  const latest = useRef(settled);
  latest.current = settled;
  useEffect(() => {
    if (!map) return;
    let timer = 0;
    const moved = () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => latest.current(map), 250);
    };
    latest.current(map);
    map.on('moveend resize', moved);
    return () => {
      clearTimeout(timer);
      map.off('moveend resize', moved);
    };
  }, [map]);
}
