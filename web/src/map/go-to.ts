import type * as L from 'leaflet';
import { useEffect } from 'react';

export type Box = [west: number, south: number, east: number, north: number];
export interface View {
  lat: number;
  lon: number;
  zoom: number;
}

const events = new EventTarget();

/** Moves the map that is open, if one is; the address says the same for one that is about to open. */
export const goTo = (view: View): boolean => events.dispatchEvent(new CustomEvent<View>('go', { detail: view }));

export function useGoTo(map: L.Map | null): void {
  useEffect(() => {
    if (!map) return;
    const go = (event: Event) => {
      const { lat, lon, zoom } = (event as CustomEvent<View>).detail;
      map.setView([lat, lon], zoom, { animate: false });
    };
    events.addEventListener('go', go);
    return () => events.removeEventListener('go', go);
  }, [map]);
}

/** A view that holds a box on a map of usual size. */
export function viewOf([west, south, east, north]: Box): View {
  const lat = (south + north) / 2;
  const across = Math.log2((700 * 360) / (256 * Math.max(east - west, 1e-4)));
  const down = Math.log2((480 * 360 * Math.cos((lat * Math.PI) / 180)) / (256 * Math.max(north - south, 1e-4)));
  return { lat, lon: (west + east) / 2, zoom: Math.max(8, Math.min(16, Math.floor(Math.min(across, down) * 4) / 4)) };
}

export const viewText = ({ lat, lon, zoom }: View): string => `${lat.toFixed(5)},${lon.toFixed(5)},${zoom}`;

/** "lat,lon" of a marked place. */
export function readPlace(text: string | null): [lat: number, lon: number] | null {
  const [lat, lon] = (text ?? '').split(',').map(Number);
  return lat !== undefined && lon !== undefined && Math.abs(lat) <= 85 && Math.abs(lon) <= 180 && lat !== 0 ? [lat, lon] : null;
}
