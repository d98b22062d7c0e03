import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type * as L from 'leaflet';
import { useEffect, useState } from 'react';
import { get } from '../../api';
import { useRecord } from '../../records/queries';
import type { MapState } from '../map-state';
import { LinkLayer, type Links } from './link-layer';

/** Curves of more agreements than this would cover the map. */
const MOST = 400;

const useLinks = (query: URLSearchParams | null) =>
  useQuery({
    queryKey: ['records', 'sharing-agreements', 'links', query?.toString() ?? null],
    queryFn: ({ signal }) => get<Links>('/sharing-agreements/links', query!, signal),
    enabled: query !== null,
    placeholderData: keepPreviousData,
  });

/** Links of all agreements in view when their layer is on, and those of the chosen record. */
export function useLinkLayer(map: L.Map | null, state: MapState, query: URLSearchParams | null, box: string | null): void {
  const on = state.layers.includes('sharing-agreements') && query !== null && box !== null;
  const all = useLinks(on ? new URLSearchParams([...query, ['bbox', box], ['limit', String(MOST)]]) : null).data;
  const chosenQuery = useChosen(state);
  const chosen = useLinks(chosenQuery).data;
  const [layer, setLayer] = useState<LinkLayer | null>(null);
  const wanted = on || chosenQuery !== null;
  useEffect(() => {
    if (!map || !wanted) return;
    const made = new LinkLayer(map);
    setLayer(made);
    return () => {
      made.remove();
      setLayer(null);
    };
  }, [map, wanted]);
  const [shownAll, shownChosen] = [(on && all) || null, (chosenQuery && chosen) || null];
  useEffect(() => layer?.update(shownAll, shownChosen), [layer, shownAll, shownChosen]);
}

/** Which agreements the chosen record is about. */
function useChosen({ selection, asOf }: MapState): URLSearchParams | null {
  const record = selection?.type === 'record' ? selection : null;
  const asked = record?.kind === 'bts-stations' || record?.kind === 'sharing-agreements';
  const { data } = useRecord(asked ? record.kind : '', asked ? record.id : '', asOf, asked);
  if (!asked || !data) return null;
  const query = new URLSearchParams(asOf ? { asOf } : {});
  if (record.kind === 'sharing-agreements') {
    query.set('number', String(data.number));
    query.set('host', String(data.host));
    return query;
  }
  if (data.shared !== true) return null;
  query.set('stations', String(data.code));
  query.set('host', String(data.owner));
  return query;
}
