import type * as L from 'leaflet';
import { useEffect, useRef } from 'react';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import css from './map.module.css';
import { isDragged } from './leaflet';
import { toVn2000 } from './vn2000';

const degrees = (value: number) => formatNumber(value, 6);
const metres = (value: number) => formatNumber(Math.round(value));

/** Where the pointer is, in both systems people use, and what the lines on this map are worth. */
export function CursorStrip({ map }: { map: L.Map | null }) {
  const { say } = useWords();
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!map) return;
    const show = ({ latlng }: { latlng: L.LatLng }) => {
      if (!place.current || isDragged(map)) return;
      const { easting, northing } = toVn2000(latlng.lng, latlng.lat);
      // Written straight into the page: a render for each pixel the mouse moves would be too much.
      place.current.textContent = say('map.cursor', { lat: degrees(latlng.lat), lon: degrees(latlng.lng), x: metres(northing), y: metres(easting) });
    };
    let followed = false;
    const follow = (at: { latlng: L.LatLng }) => {
      followed = true;
      show(at);
    };
    // Until a pointer is over the map, as on a tablet never is, the middle of what is shown.
    const center = () => {
      if (!followed) show({ latlng: map.getCenter() });
    };
    map.whenReady(center);
    map.on('mousemove', follow);
    map.on('moveend', center);
    return () => void map.off('mousemove', follow).off('moveend', center);
  }, [map, say]);
  return (
    <div className={css.strip}>
      <span ref={place} className={css.cursor} data-testid="cursor" />
      <span>{say('map.disclaimer')}</span>
    </div>
  );
}
