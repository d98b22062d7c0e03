import type * as L from 'leaflet';
import { useEffect } from 'react';
import { useRecord } from '../../records/queries';
import { drawerRoom } from '../drawer-room';
import { anchors } from '../geometry';
import type { MapState } from '../map-state';

/** A record chosen in a list, or hidden by the drawer that tells of it, is brought into sight. */
export function useChosenInSight(map: L.Map | null, { selection, asOf }: MapState): void {
  const record = selection?.type === 'record' ? selection : null;
  const { data } = useRecord(record?.kind ?? '', record?.id ?? '', asOf, record !== null);
  const geometry = record && data && String(data.id) === record.id ? data.geometry : null;
  useEffect(() => {
    const [lon, lat] = (geometry && anchors(geometry)[0]) ?? [];
    if (map && lon !== undefined && lat !== undefined) map.panInside([lat, lon], { paddingTopLeft: [60, 80], paddingBottomRight: drawerRoom() });
  }, [map, geometry]);
}
