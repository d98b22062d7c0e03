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
      if (isDragged(map)) return;
      const { easting, northing } = toVn2000(latlng.lng, latlng.lat);
      // Written straight into the page: a render for each pixel the mouse moves would be too much.
      place.current!.textContent = say('map.cursor', { lat: degrees(latlng.lat), lon: degrees(latlng.lng), x: metres(northing), y: metres(easting) });
    };
    const center = () => show({ latlng: map.getCenter() });
    center();
    map.on('mousemove', show);
    return () => void map.off('mousemove', show);
  }, [map, say]);
  return (
    <div className={css.strip}>
      <span ref={place} className={css.cursor} data-testid="cursor" />
      <span>{say('map.disclaimer')}</span>
    </div>
  );
}
