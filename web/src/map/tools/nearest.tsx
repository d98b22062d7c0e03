import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import * as L from 'leaflet';
import { useEffect, useRef } from 'react';
import { get } from '../../api';
import type { Id, KindName } from '../../api-types';
import { useRegistry } from '../../records/registry';
import { useWords } from '../../text';
import { formatNumber } from '../../text/format';
import { ProblemView } from '../../ui/problem';
import { useUrlState } from '../../ui/use-url-state';
import { Card } from './card';
import { lengthText } from './geodesy';
import { addPin } from './pin-layer';
import { takeMap, toolPane } from './pointer';
import css from './tools.module.css';

interface Near {
  id: Id;
  code: string;
  name: string;
  owner: string;
  distanceM: number;
  lon: number;
  lat: number;
  heightM: number | null;
  shared: boolean | null;
  ductCount: number | null;
  freeDucts: number | null;
}
interface Answer {
  records: { kind: KindName; items: Near[] }[];
}

/** Masts and ducts near a place that another operator could use. */
export default function Nearest({ map, at, asOf }: { map: L.Map; at: [lat: number, lon: number] | null; asOf: string | null }) {
  const { say } = useWords();
  const { change } = useUrlState();
  const [lat, lon] = at ?? [];
  const near = useQuery({
    queryKey: ['nearest', lat, lon],
    queryFn: ({ signal }) => get<Answer>('/nearest', { lat, lon, limit: 5 }, signal),
    enabled: lat !== undefined,
  });
  const close = () => change({ tool: null, at: null });
  const latest = useRef({ change, close });
  latest.current = { change, close };

  useEffect(() => {
    const release = takeMap(map, () => ({
      click: (place) => latest.current.change({ at: `${place.lat.toFixed(6)},${place.lng.toFixed(6)}` }),
      cancel: () => latest.current.close(),
    }));
    map.getContainer().focus({ preventScroll: true });
    return release;
  }, [map]);
  useEffect(() => (lat === undefined || lon === undefined ? undefined : addPin(map, lat, lon)), [map, lat, lon]);
  useEffect(() => {
    if (lat === undefined || lon === undefined || !near.data) return;
    const style = { pane: toolPane(map), interactive: false, color: '#b3005e' } as const;
    const lines = near.data.records.flatMap(({ items }) =>
      items.flatMap((item) => [
        L.polyline(
          [
            [lat, lon],
            [item.lat, item.lon],
          ],
          { ...style, weight: 1.5, dashArray: '6 4' },
        ),
        L.circleMarker([item.lat, item.lon], { ...style, radius: 9, weight: 2, fill: false }),
      ]),
    );
    const group = L.layerGroup(lines).addTo(map);
    return () => void group.remove();
  }, [map, lat, lon, near.data]);

  return (
    <Card title={say('tool.nearest.name')} close={close} testid="nearest">
      <p className={css.help}>
        {say(at ? 'tool.nearest.again' : 'tool.nearest.help')} {!at && <span className={css.keys}>{say('tool.nearest.keys')}</span>}
      </p>
      {asOf && <p className={css.fault}>{say('tool.nearest.now')}</p>}
      {near.isLoading && <Skeleton height={120} aria-label={say('loading')} />}
      {near.isError && <ProblemView error={near.error} retry={() => void near.refetch()} />}
      <div className={css.list} aria-live="polite">
        {at && near.data?.records.map(({ kind, items }) => <NearList key={kind} kind={kind} items={items} />)}
      </div>
    </Card>
  );
}

function NearList({ kind, items }: { kind: KindName; items: Near[] }) {
  const { say } = useWords();
  const { organization } = useRegistry();
  const { change } = useUrlState();
  const facts = (item: Near): string[] =>
    kind === 'bts-stations'
      ? [say('tool.nearest.height', { height: formatNumber(item.heightM ?? 0, 1) }), ...(item.shared ? [say('tool.nearest.shared')] : [])]
      : [say('tool.nearest.ducts', { free: item.freeDucts ?? 0, all: item.ductCount ?? 0 })];
  return (
    <>
      <h3>{say(`tool.nearest.${kind}`)}</h3>
      {items.length === 0 && <p className={css.help}>{say('tool.nearest.none')}</p>}
      {items.map((item) => (
        <button key={item.id} type="button" className={css.near} onClick={() => change({ sel: `${kind}:${item.id}`, tab: null }, { push: true })}>
          <span>{item.code}</span>
          <strong>{lengthText(item.distanceM)}</strong>
          <small>{[organization(item.owner), item.name, ...facts(item)].join(' · ')}</small>
        </button>
      ))}
    </>
  );
}
