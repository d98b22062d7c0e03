import * as L from 'leaflet';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useWords } from '../../text';
import { formatNumber } from '../../text/format';
import css from '../map.module.css';
import type { TileHit } from './hit';
import type { RecordTiles } from './record-tiles';

/** A note needs so many pixels over its place. */
const ROOM_ABOVE = 140;

interface Props {
  map: L.Map | null;
  records: RecordTiles | null;
  noteOf: (hit: TileHit) => string;
  open: (hits: TileHit[]) => void;
}

/** While the map has the focus: N and P step through what is in view, Enter opens it, Escape lets go. */
export function RecordKeys({ map, records, noteOf, open }: Props) {
  const { say } = useWords();
  const [spoken, setSpoken] = useState('');
  const latest = useRef({ noteOf, open, say });
  latest.current = { noteOf, open, say };
  const mark = useMemo(() => L.circleMarker([0, 0], { radius: 15, color: '#111', weight: 3, fill: false, dashArray: '4 3', interactive: false }), []);
  const notes = useMemo(
    () => ({
      above: L.tooltip({ direction: 'top', offset: [0, -16], className: css.note }),
      below: L.tooltip({ direction: 'bottom', offset: [0, 16], className: css.note }),
    }),
    [],
  );

  useEffect(() => {
    if (!map || !records) return;
    let current: TileHit | null = null;
    const letGo = () => {
      current = null;
      mark.remove();
      notes.above.remove();
      notes.below.remove();
      setSpoken('');
    };
    const step = (by: 1 | -1) => {
      const all = records.inView();
      const words = latest.current;
      if (all.length === 0) return setSpoken(words.say('layer.keys.none'));
      const at = current ? all.findIndex((one) => one.kind === current!.kind && one.id === current!.id) : -1;
      const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length;
      current = all[next]!;
      mark.setLatLng(current.latlng).addTo(map);
      const text = document.createElement('span');
      text.textContent = words.noteOf(current);
      const high = map.latLngToContainerPoint(current.latlng).y < ROOM_ABOVE;
      notes[high ? 'above' : 'below'].remove();
      notes[high ? 'below' : 'above'].setLatLng(current.latlng).setContent(text).openOn(map);
      setSpoken(words.say('layer.keys.at', { note: words.noteOf(current), number: formatNumber(next + 1), count: formatNumber(all.length) }));
    };
    const press = (event: KeyboardEvent) => {
      if (event.target !== map.getContainer() || event.ctrlKey || event.metaKey || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key === 'n' || key === 'p') step(key === 'n' ? 1 : -1);
      else if (key === 'enter' && current) {
        const chosen = current;
        // A cluster comes nearer and falls apart: there is nothing left to stand on.
        if (chosen.type === 'cluster') letGo();
        latest.current.open([chosen]);
      } else if (key === 'escape' && current) letGo();
      else return;
      event.preventDefault();
    };
    const container = map.getContainer();
    container.addEventListener('keydown', press);
    map.on('zoomstart mousedown', letGo);
    return () => {
      container.removeEventListener('keydown', press);
      map.off('zoomstart mousedown', letGo);
      letGo();
    };
  }, [map, records, mark, notes]);

  return (
    <>
      <p className={css.keysHint}>{say('layer.keys.hint')}</p>
      <div className="hidden" role="status" data-testid="map-spoken">
        {spoken}
      </div>
    </>
  );
}
