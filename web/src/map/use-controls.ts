import * as L from 'leaflet';
import { useEffect } from 'react';
import { useWords } from '../text';

const SCALE: L.Control.ScaleOptions = {};

/** Zoom buttons in the page's language, unlike Leaflet's own, and a scale. @param scale must stay the same from one drawing of the page to the next */
export function useControls(map: L.Map | null, scale = SCALE): void {
  const { say } = useWords();
  useEffect(() => {
    if (!map) return;
    const controls = [
      L.control.zoom({ position: 'bottomright', zoomInTitle: say('map.zoomIn'), zoomOutTitle: say('map.zoomOut') }),
      L.control.scale({ imperial: false, ...scale }),
    ];
    controls.forEach((control) => control.addTo(map));
    return () => controls.forEach((control) => void control.remove());
  }, [map, say, scale]);
}

/** Where the few records matter more than the names around them. */
export function useNamesBelow(map: L.Map | null): void {
  useEffect(() => {
    if (map) map.getPane('labels')!.style.zIndex = '410';
  }, [map]);
}
