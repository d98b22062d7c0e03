import 'leaflet/dist/leaflet.css';
import * as L from 'leaflet';
import { useEffect, useRef, useState } from 'react';

/** The former Vĩnh Phúc, for the moment before the boundaries have come. */
const HOME = L.latLngBounds([21.13, 105.31], [21.58, 105.79]);

export interface View {
  lat: number;
  lon: number;
  zoom: number;
}

/** A Leaflet map in a div, following the div's size; gone with the component. */
export function useLeaflet(start: View | null, options: L.MapOptions = {}) {
  const ref = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<L.Map | null>(null);
  const first = useRef({ start, options });

  useEffect(() => {
    const made = L.map(ref.current!, {
      zoomControl: false,
      attributionControl: false,
      minZoom: 8,
      maxZoom: 19,
      zoomSnap: 0.25,
      zoomDelta: 0.75,
      wheelPxPerZoomLevel: 90,
      ...first.current.options,
    });
    const { start: view } = first.current;
    if (view) made.setView([view.lat, view.lon], view.zoom);
    else made.fitBounds(HOME, { padding: [8, 8] });
    const observer = new ResizeObserver(() => made.invalidateSize({ animate: false }));
    observer.observe(ref.current!);
    setMap(made);
    return () => {
      observer.disconnect();
      made.remove();
      setMap(null);
    };
  }, []);

  return { ref, map };
}

/** Panes in the order in which they lie on each other. */
export const PANES = { base: 340, ground: 350, units: 360, zones: 370, links: 415, records: 420, labels: 430 } as const;
export function makePane(map: L.Map, name: keyof typeof PANES): string {
  if (!map.getPane(name)) {
    const pane = map.createPane(name);
    pane.style.zIndex = String(PANES[name]);
    pane.style.pointerEvents = 'none';
    // A layer of its own for the compositor: what changes in one pane is not drawn again in all others.
    pane.style.willChange = 'transform';
  }
  return name;
}

/** Whether the map moves under the pointer: what lies under it stays the same then. */
export const isDragged = (map: L.Map): boolean => (map.dragging as L.Handler & { moving(): boolean }).moving();

const onPaper = new WeakSet<L.Map>();
/** Whether the map is being drawn for paper: for a moment it shows another part of the country, and nobody asked to go there. */
export const isOnPaper = (map: L.Map): boolean => onPaper.has(map);
export const setOnPaper = (map: L.Map, on: boolean): void => void (on ? onPaper.add(map) : onPaper.delete(map));
