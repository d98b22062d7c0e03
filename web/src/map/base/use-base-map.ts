import type * as L from 'leaflet';
import { useCallback, useEffect, useState } from 'react';
import { useSession } from '../../session/session';
import { useWords } from '../../text';
import { notify } from '../../ui/notify';
import { addBaseLayer, type BaseMap } from './base-layer';

export interface BaseChoice {
  /** What the registry was set up with. */
  offered: BaseMap | null;
  /** What lies under the map now; null: the own boundaries alone. */
  shown: BaseMap | null;
  /** Its pictures did not come; the own map took over. */
  failed: boolean;
  fail: () => void;
  retry: () => void;
}

/** The map's ground: the configured pictures, unless the own map is wanted or they do not come. */
export function useBaseMap(ownWanted: boolean): BaseChoice {
  const { say } = useWords();
  const offered = useSession().data?.baseMap ?? null;
  const [failed, setFailed] = useState(false);
  const name = offered?.name ?? '';
  const fail = useCallback(() => {
    setFailed(true);
    void notify({ tone: 'bad', title: say('layer.base.failed', { name }), text: say('layer.base.fallback') });
  }, [say, name]);
  const retry = useCallback(() => setFailed(false), []);
  return { offered, shown: ownWanted || failed ? null : offered, failed, fail, retry };
}

export function useBaseLayer(map: L.Map | null, { shown, fail }: BaseChoice): void {
  useEffect(() => (map && shown ? addBaseLayer(map, shown, fail) : undefined), [map, shown, fail]);
}
