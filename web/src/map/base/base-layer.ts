import * as L from 'leaflet';
import type { Session } from '../../api-types';
import { makePane } from '../leaflet';

export type BaseMap = NonNullable<Session['baseMap']>;

/** So many pictures that did not come, with fewer that did: the source has failed, not only a corner of it. */
const PATIENCE = 4;
/** Without a single picture for so long nobody waits any more. */
const SILENCE_MS = 12_000;
/** How much of the coloured units is left over the pictures. */
const UNITS_OPACITY = '0.6';

/** WMTS names the same numbers in words of its own. */
const templateOf = (url: string): string =>
  url
    .replace(/\{TileMatrix\}/i, '{z}')
    .replace(/\{TileRow\}/i, '{y}')
    .replace(/\{TileCol\}/i, '{x}');

/** Lays a source of pictures under the map. @returns what takes it away again */
export function addBaseLayer(map: L.Map, base: BaseMap, failed: () => void): () => void {
  const layer = L.tileLayer(templateOf(base.url), { pane: makePane(map, 'base'), maxZoom: 19, attribution: base.attribution });
  const attribution = L.control.attribution({ position: 'bottomleft', prefix: false });
  let [came, missing, over] = [0, 0, false];
  const giveUp = () => {
    if (over) return;
    over = true;
    failed();
  };
  const silence = window.setTimeout(() => came === 0 && giveUp(), SILENCE_MS);
  layer.on('tileload', () => came++);
  layer.on('tileerror', () => {
    missing++;
    if (missing >= PATIENCE && missing > came) giveUp();
  });
  attribution.addTo(map);
  layer.addTo(map);
  const units = map.getPane(makePane(map, 'units'))!;
  units.style.opacity = UNITS_OPACITY;
  return () => {
    over = true;
    clearTimeout(silence);
    layer.remove();
    attribution.remove();
    units.style.opacity = '';
  };
}
