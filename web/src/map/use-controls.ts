import * as L from 'leaflet';
import { useEffect } from 'react';
import { useWords } from '../text';

/** Zoom buttons in the page's language and a scale, for a map on which few records matter more than the names around them. */
export function useControls(map: L.Map | null): void {
  const { say } = useWords();
  useEffect(() => {
    if (!map) return;
    map.getPane('labels')!.style.zIndex = '410';
    const zoom = L.control.zoom({ position: 'bottomright', zoomInTitle: say('map.zoomIn'), zoomOutTitle: say('map.zoomOut') });
    const controls = [zoom, L.control.scale({ imperial: false })];
    controls.forEach((control) => control.addTo(map));
    return () => controls.forEach((control) => void control.remove());
  }, [map, say]);
}
