import * as L from 'leaflet';
import { toolPane } from './pointer';

/** A mark at a place. @returns what takes it away */
export function addPin(map: L.Map, lat: number, lon: number): () => void {
  const style = { pane: toolPane(map), interactive: false, color: '#b3005e' } as const;
  const group = L.layerGroup([
    L.circleMarker([lat, lon], { ...style, radius: 13, weight: 5, color: '#fff', fill: false }),
    L.circleMarker([lat, lon], { ...style, radius: 13, weight: 2.5, fill: false }),
    L.circleMarker([lat, lon], { ...style, radius: 3, weight: 0, fillOpacity: 1 }),
  ]).addTo(map);
  return () => void group.remove();
}
