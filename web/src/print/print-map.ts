import * as L from 'leaflet';
import { distanceM } from '../forms/measure';
import { setOnPaper } from '../map/leaflet';
import { composeMap } from './compose-map';
import { CSS_PX_PER_MM, type Size } from './paper';

export interface MapPicture {
  picture: HTMLCanvasElement;
  /** At the middle of the map. */
  metresPerMm: number;
  incomplete: boolean;
}

/** Asked again and again while the layers draw: is anything still on its way? */
type IsBusy = () => boolean;

const QUIET_MS = 600;
const LONGEST_MS = 20_000;

/**
 * The part of the map that is seen, drawn for paper: for a moment the map itself takes the size of its frame on the sheet and the fineness of
 * the printer, its layers draw for that, and it goes back. So paper shows what the screen shows, and lines are as sharp as the printer is.
 */
export async function printMap(map: L.Map, frame: Size, dpi: number, isBusy: IsBusy, work?: () => void): Promise<MapPicture> {
  const box = map.getContainer();
  const seen = { bounds: map.getBounds(), center: map.getCenter(), zoom: map.getZoom(), style: box.style.cssText };
  const ratio = dpi / 96;
  const size = { width: Math.round(frame.width * CSS_PX_PER_MM), height: Math.round(frame.height * CSS_PX_PER_MM) };
  const restoreRatio = pretendRatio(ratio);
  setOnPaper(map, true);
  try {
    Object.assign(box.style, { position: 'fixed', left: '0', top: '0', width: `${size.width}px`, height: `${size.height}px`, flex: 'none' });
    map.invalidateSize({ animate: false, pan: false });
    map.fitBounds(shownPart(map, seen.bounds), { animate: false });
    redraw(map);
    work?.();
    await untilQuiet(map, isBusy);
    return { ...(await composeMap(map, ratio)), metresPerMm: metresPerMm(map, size) };
  } finally {
    restoreRatio();
    box.style.cssText = seen.style;
    map.invalidateSize({ animate: false, pan: false });
    map.setView(seen.center, seen.zoom, { animate: false });
    setOnPaper(map, false);
    redraw(map);
  }
}

/** What is seen, without the empty ground beyond the units: a sheet has another shape than a screen. */
function shownPart(map: L.Map, seen: L.LatLngBounds): L.LatLngBounds {
  const units = L.latLngBounds([]);
  map.eachLayer((layer) => {
    if (layer instanceof L.Polygon && layer.options.pane === 'units') units.extend(layer.getBounds());
  });
  if (!units.isValid() || !units.intersects(seen)) return seen;
  const land = units.pad(0.03);
  return L.latLngBounds(
    [Math.max(seen.getSouth(), land.getSouth()), Math.max(seen.getWest(), land.getWest())],
    [Math.min(seen.getNorth(), land.getNorth()), Math.min(seen.getEast(), land.getEast())],
  );
}

/** Layers that draw for the screen ask how fine it is; for a moment it is as fine as paper. */
function pretendRatio(ratio: number): () => void {
  const own = Object.getOwnPropertyDescriptor(window, 'devicePixelRatio')!;
  Object.defineProperty(window, 'devicePixelRatio', { configurable: true, get: () => ratio });
  return () => void Object.defineProperty(window, 'devicePixelRatio', own);
}

/** Tiles are made anew, not only moved. */
function redraw(map: L.Map): void {
  map.fire('viewreset');
  map.fire('moveend');
}

const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

async function untilQuiet(map: L.Map, isBusy: IsBusy): Promise<void> {
  const start = performance.now();
  // What was asked for just now may take longer than quiet lasts before it is seen to be under way.
  await frame();
  let busyAt = performance.now();
  while (performance.now() - busyAt < QUIET_MS && performance.now() - start < LONGEST_MS) {
    await frame();
    let loading = isBusy();
    map.eachLayer((layer) => {
      if ('isLoading' in layer && (layer as L.GridLayer).isLoading()) loading = true;
    });
    if (loading) busyAt = performance.now();
  }
}

function metresPerMm(map: L.Map, { width, height }: { width: number; height: number }): number {
  const [left, right] = [-0.25, 0.25].map((part) => map.containerPointToLatLng([width * (0.5 + part), height / 2]));
  return distanceM([left!.lng, left!.lat], [right!.lng, right!.lat]) / (width / 2 / CSS_PX_PER_MM);
}
