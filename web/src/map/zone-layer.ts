import * as L from 'leaflet';
import type { ZoneCollection } from '../api-types';
import { makePane } from './leaflet';
import { addPatterns, ZONE_FILLS } from './patterns';

export function addZones(map: L.Map, zones: ZoneCollection): L.GeoJSON {
  const layer = L.geoJSON(zones, {
    pane: makePane(map, 'zones'),
    interactive: false,
    style: (zone) => {
      const tourist = zone?.properties.zoneKind === 'tourist';
      return {
        color: tourist ? '#066e3e' : '#46505a',
        weight: 1,
        dashArray: zone?.properties.approximate ? '4 3' : undefined,
        fillOpacity: 1,
        fillColor: ZONE_FILLS[zone?.properties.zoneKind],
      };
    },
  }).addTo(map);
  addPatterns(map, 'zones', ['zone-urban', 'zone-tourist']);
  return layer;
}
