import type * as L from 'leaflet';
import { useCallback, useRef } from 'react';
import { useWords } from '../../text';
import type { KindName } from '../../api-types';
import { formatNumber } from '../../text/format';
import type { TileHit } from './hit';
import { openHits } from './open-hits';

interface Ways {
  chooseRecord: (hit: TileHit) => void;
  listRecords: (kind: KindName) => void;
  noteOf: (hit: TileHit) => string;
}

/** What to do with what a click or the Enter key points at. */
export function useOpenHits(map: L.Map | null, ways: Ways): (hits: TileHit[]) => void {
  const { say } = useWords();
  const latest = useRef(ways);
  latest.current = ways;
  return useCallback(
    (hits: TileHit[]) => {
      if (!map) return;
      const words = {
        title: (count: number) => say('layer.here', { count: formatNumber(count) }),
        more: (count: number) => say('layer.hereMore', { count: formatNumber(count) }),
        name: (hit: TileHit) => latest.current.noteOf(hit).split('\n')[0]!,
      };
      openHits(
        map,
        hits,
        words,
        (hit) => latest.current.chooseRecord(hit),
        ({ kind }) => latest.current.listRecords(kind),
      );
    },
    [map, say],
  );
}
