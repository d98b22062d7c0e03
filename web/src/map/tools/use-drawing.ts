import * as L from 'leaflet';
import { useEffect, useRef, useState } from 'react';
import { takeMap, toolPane } from './pointer';
import type { Corner } from './tool';

interface Options {
  closed: boolean;
  cancel: () => void;
  /** Double click or Shift and Enter; absent: the drawing just ends. */
  finished?: (corners: Corner[]) => void;
}

const INK = '#b3005e';
const latlng = ([lon, lat]: Corner): L.LatLngTuple => [lat, lon];

/** Corners that are put down one after another, by pointer or keyboard, and how they look on the map. */
export function useDrawing(map: L.Map, options: Options) {
  const [corners, setCorners] = useState<Corner[]>([]);
  const [ended, setEnded] = useState(false);
  const [pointer, setPointer] = useState<Corner | null>(null);
  const shape = useRef<L.LayerGroup | null>(null);
  const latest = useRef({ ...options, corners, ended });
  latest.current = { ...options, corners, ended };

  const finish = () => {
    const { corners: drawn, finished, closed } = latest.current;
    if (drawn.length < (closed ? 3 : 2)) return;
    if (finished) finished(drawn);
    else setEnded(true);
    setPointer(null);
  };
  const undo = () => {
    setEnded(false);
    setCorners((now) => now.slice(0, -1));
  };
  const restart = () => {
    setEnded(false);
    setCorners([]);
  };

  useEffect(() => {
    const corner = (at: L.LatLng): Corner => [Number(at.lng.toFixed(6)), Number(at.lat.toFixed(6))];
    const release = takeMap(map, () => ({
      click: (at) => {
        // After the end a click begins anew.
        const over = latest.current.ended;
        setEnded(false);
        setPointer(null);
        setCorners((now) => [...(over ? [] : now), corner(at)]);
      },
      move: (at) => latest.current.corners.length > 0 && !latest.current.ended && setPointer(corner(at)),
      finish,
      undo,
      cancel: () => latest.current.cancel(),
    }));
    map.getContainer().focus({ preventScroll: true });
    return release;
  }, [map]);

  useEffect(() => {
    shape.current = L.layerGroup().addTo(map);
    return () => void shape.current?.remove();
  }, [map]);

  useEffect(() => {
    const group = shape.current!.clearLayers();
    const style = { pane: toolPane(map), interactive: false, color: INK } as const;
    const places = corners.map(latlng);
    if (options.closed && places.length > 2) L.polygon(places, { ...style, weight: 2.5, fillOpacity: 0.12 }).addTo(group);
    else L.polyline(places, { ...style, weight: 3 }).addTo(group);
    const last = places.at(-1);
    if (pointer && last && !ended)
      L.polyline([last, latlng(pointer), ...(options.closed ? [places[0]!] : [])], { ...style, weight: 1.5, dashArray: '5 5' }).addTo(group);
    for (const place of places) L.circleMarker(place, { ...style, radius: 4, weight: 2, fillColor: '#fff', fillOpacity: 1 }).addTo(group);
  }, [map, corners, pointer, ended, options.closed]);

  return { corners, ended, pointer, finish, undo, restart };
}
