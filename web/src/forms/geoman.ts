import * as L from 'leaflet';
import '@geoman-io/leaflet-geoman-free';
import '@geoman-io/leaflet-geoman-free/dist/leaflet-geoman.css';

// It hangs itself onto every map and layer unless told otherwise; only the editor's own want it.
const { PM } = (globalThis as unknown as { L: typeof L }).L;
PM.setOptIn(true);

/** Within so many pixels a vertex jumps to an end or a station nearby. */
const SNAP_PX = 15;

const SNAPPING = { snappable: true, snapDistance: SNAP_PX, snapSegment: false, snapMiddle: false } as const;
const STYLE = { color: '#0a6478', weight: 4, fillOpacity: 0.15 } as const;
const HINT = { color: '#0a6478', weight: 2, dashArray: '5 5' } as const;

export const EDITABLE: L.PolylineOptions = { ...STYLE, pmIgnore: false };

/** Vertices can be dragged, made from the middles, and taken away by a click with the other button. */
export const editVertices = (layer: Pick<L.Polyline, 'pm'>): void =>
  layer.pm.enable({ ...SNAPPING, removeLayerBelowMinVertexCount: false, removeVertexOn: 'contextmenu' });

export function startDrawing(map: L.Map, shape: 'LineString' | 'Polygon'): void {
  map.pm.enableDraw(toolOf(shape), { ...SNAPPING, tooltips: false, continueDrawing: false, templineStyle: STYLE, hintlineStyle: HINT, pathOptions: STYLE });
}

export const toolOf = (shape: 'LineString' | 'Polygon'): 'Line' | 'Polygon' => (shape === 'LineString' ? 'Line' : 'Polygon');

interface Tool {
  _finishShape(): void;
  _removeLastVertex(): void;
}
// Not in its types, but what its own toolbar calls.
const tool = (map: L.Map, shape: 'LineString' | 'Polygon') => (map.pm.Draw as unknown as Record<string, Tool>)[toolOf(shape)]!;
export const finishDrawing = (map: L.Map, shape: 'LineString' | 'Polygon'): void => tool(map, shape)._finishShape();
export const undoVertex = (map: L.Map, shape: 'LineString' | 'Polygon'): void => tool(map, shape)._removeLastVertex();

/**
 * Its vertices call themselves buttons without a name, a stop of the Tab key each. They are for the pointer;
 * the keyboard has the list of vertices.
 */
export function quietVertices(map: L.Map): () => void {
  const quiet = () => {
    for (const icon of map.getContainer().querySelectorAll('.marker-icon[tabindex]')) {
      icon.removeAttribute('tabindex');
      icon.removeAttribute('role');
      icon.setAttribute('aria-hidden', 'true');
    }
  };
  const observer = new MutationObserver(quiet);
  observer.observe(map.getPane('markerPane')!, { childList: true });
  return () => observer.disconnect();
}

/** A place that vertices jump to; drawn small so that it is seen to be there. */
export const snapTarget = (at: L.LatLngExpression, seen: boolean): L.CircleMarker =>
  L.circleMarker(at, {
    className: 'snap-target',
    radius: 3,
    weight: 1.5,
    color: '#46505a',
    fillColor: '#fff',
    opacity: seen ? 1 : 0,
    fillOpacity: seen ? 1 : 0,
    interactive: false,
    snapIgnore: false,
    pmIgnore: true,
  });
