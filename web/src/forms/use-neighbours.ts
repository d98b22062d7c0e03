import * as L from 'leaflet';
import { useEffect, useMemo, useState } from 'react';
import type { KindName, RecordFeature } from '../api-types';
import { useFeatures, useRecordSets } from '../map/features';
import { KIND_ORDER, useRegistry } from '../records/registry';
import type { RecordStyle } from '../map/record-layer';
import { useRecordLayer, useView } from '../map/use-map-layers';
import { snapTarget } from './geoman';

/** Further out a screen holds too many to see or to snap to. */
const NEAR_ZOOM = 12.5;
const MOST_TARGETS = 1500;
const EVERYTHING = new URLSearchParams();

export interface Known {
  kind: KindName;
  id: string;
}

/** What the register has nearby, drawn as on the map; vertices snap to ends of segments, stations and corners of parcels. */
export function useNeighbours(map: L.Map | null, except: Known | null, old: RecordFeature['geometry'] | null): void {
  const [box, setBox] = useState<string | null>(null);
  useView(map, (on) => {
    const bounds = on.getBounds();
    const near = on.getZoom() >= NEAR_ZOOM;
    setBox(near ? [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((value) => value.toFixed(4)).join(',') : null);
  });
  const wanted = box ? EVERYTHING : null;
  const stations = useFeatures('bts-stations', wanted, box).data;
  const segments = useFeatures('cable-segments', wanted, box).data;
  const sites = useFeatures('post-office-sites', wanted, box).data;
  const found = useRecordSets(KIND_ORDER.map((kind) => ({ 'bts-stations': stations, 'cable-segments': segments, 'post-office-sites': sites })[kind as string]));

  const [ownKind, ownId] = [except?.kind, except?.id];
  const sets = useMemo(() => {
    const others = (box ? found : []).map(({ kind, features }) => ({
      kind,
      features: ownKind === kind ? features.filter((feature) => String(feature.id) !== ownId) : features,
    }));
    const was: RecordFeature[] = old ? [{ type: 'Feature', id: 'old', geometry: old, properties: { markColour: '#8a3b12', markOld: true } }] : [];
    return [...others, { kind: 'cable-segments' as const, features: was }];
  }, [found, box, ownKind, ownId, old]);
  const layer = useRecordLayer(map, sets, STYLE);
  useNames(map, layer);

  useEffect(() => {
    if (!map) return;
    const group = L.layerGroup().addTo(map);
    const targets = sets.flatMap(({ kind, features }) => features.flatMap((feature) => targetsOf(kind, feature)));
    for (const [at, seen] of targets.slice(0, MOST_TARGETS)) snapTarget(at, seen).addTo(group);
    return () => void group.remove();
  }, [map, sets]);
}

/** Which of them is under the pointer. */
function useNames(map: L.Map | null, layer: ReturnType<typeof useRecordLayer>): void {
  const { kind } = useRegistry();
  useEffect(() => {
    if (!map || !layer) return;
    const tooltip = L.tooltip({ direction: 'top', offset: [0, -10] });
    const move = (event: L.LeafletMouseEvent) => {
      const hit = layer.at(event.layerPoint);
      const known = hit && hit.id !== 'old' ? kind(hit.kind) : null;
      if (!hit || !known) return void tooltip.remove();
      const note = document.createElement('span');
      const { properties } = hit.feature;
      note.textContent = [known.codeField, known.nameField, known.ownerField].map((field) => String(properties[field] ?? '')).join(' · ');
      tooltip.setLatLng(event.latlng).setContent(note).openOn(map);
    };
    map.on('mousemove', move);
    return () => {
      map.off('mousemove', move);
      tooltip.remove();
    };
  }, [map, layer, kind]);
}

const STYLE: RecordStyle = { byOwner: false, owners: [], dismantled: false, selected: null };

function targetsOf(kind: KindName, { geometry, properties }: RecordFeature): [L.LatLngTuple, boolean][] {
  if (!geometry || properties.markOld) return [];
  const at = ([lon, lat]: GeoJSON.Position): L.LatLngTuple => [lat!, lon!];
  if (geometry.type === 'Point' && kind === 'bts-stations') return [[at(geometry.coordinates), false]];
  if (geometry.type === 'LineString') return [geometry.coordinates[0]!, geometry.coordinates.at(-1)!].map((end) => [at(end), true]);
  return geometry.type === 'Polygon' ? geometry.coordinates[0]!.slice(0, -1).map((corner) => [at(corner), true]) : [];
}
