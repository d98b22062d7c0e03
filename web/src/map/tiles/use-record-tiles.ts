import type * as L from 'leaflet';
import { useEffect, useRef, useState } from 'react';
import type { RecordScene } from './scene';
import { RecordTiles, type TilesState } from './record-tiles';

/** The records' layer of a map, showing the scene. */
export function useRecordTiles(map: L.Map | null, scene: RecordScene): { records: RecordTiles | null; state: TilesState } {
  const [records, setRecords] = useState<RecordTiles | null>(null);
  const [state, setState] = useState<TilesState>({ ready: false, failed: false });
  const latest = useRef(scene);
  latest.current = scene;
  useEffect(() => {
    if (!map) return;
    const made = new RecordTiles(map, ({ ready, failed }) =>
      setState((before) => (before.ready === ready && before.failed === failed ? before : { ready, failed })),
    );
    // At once, not with the next effect: its tiles are what one waits for.
    made.show(latest.current);
    setRecords(made);
    return () => {
      made.remove();
      setRecords(null);
    };
  }, [map]);
  useEffect(() => records?.show(scene), [records, scene]);
  return { records, state };
}
