import * as L from 'leaflet';
import { useEffect, useRef } from 'react';
import { EDITABLE, editVertices, finishDrawing, quietVertices, startDrawing, undoVertex } from './geoman';
import { moved } from './measure';
import css from './geometry-editor.module.css';
import { sameShape, type Drawn, type Shape } from './shapes';

interface Drawing {
  value: Drawn | null;
  shape: Shape;
  /** A line or area is being drawn anew, click by click. */
  drawing: boolean;
  pointLabel: string;
  commit: (geometry: Drawn) => void;
  /** What it would be if the hand let go now. */
  live: (geometry: Drawn | null) => void;
  stopped: () => void;
}

/** An area is a line to Leaflet. */
type Line = L.Polyline<GeoJSON.LineString | GeoJSON.MultiLineString | GeoJSON.Polygon | GeoJSON.MultiPolygon>;

const DIGITS = 9;
const drawnOf = (layer: Line): Drawn => layer.toGeoJSON(DIGITS).geometry as Drawn;
const pointAt = ({ lng, lat }: L.LatLng): Drawn => ({ type: 'Point', coordinates: [lng, lat] });

/** Keeps what is drawn on the map and the value the same, whichever of the two was changed. */
export function useDrawing(map: L.Map | null, drawing: Drawing): void {
  const latest = useRef(drawing);
  latest.current = drawing;
  const onMap = useRef<Drawn | null>(null);
  useEffect(() => (map ? quietVertices(map) : undefined), [map]);
  usePoint(map, drawing, latest);
  useDrawTool(map, drawing, latest);
  const { value } = drawing;
  const shown = value && value.type !== 'Point' && !drawing.drawing ? value : null;
  const layer = useRef<Line | null>(null);

  useEffect(() => {
    if (!map || (layer.current && shown && sameShape(onMap.current, shown))) return;
    layer.current?.pm.disable();
    layer.current?.remove();
    layer.current = null;
    onMap.current = shown;
    if (!shown) return;
    const made = layerOf(shown).addTo(map);
    // A step back while a vertex is still held would otherwise be answered by a layer that is gone.
    made.on('pm:edit', () => {
      if (layer.current !== made) return;
      onMap.current = drawnOf(made);
      latest.current.live(null);
      latest.current.commit(onMap.current);
    });
    made.on('pm:change', () => layer.current === made && latest.current.live(drawnOf(made)));
    editVertices(made);
    layer.current = made;
  }, [map, shown]);

  useEffect(
    () => () => {
      layer.current = null;
      onMap.current = null;
    },
    [map],
  );
}

const layerOf = (geometry: Drawn): Line =>
  geometry.type === 'LineString'
    ? L.polyline(L.GeoJSON.coordsToLatLngs(geometry.coordinates, 0) as L.LatLng[], EDITABLE)
    : L.polygon(
        (L.GeoJSON.coordsToLatLngs(geometry.coordinates as GeoJSON.Position[][], 1) as L.LatLng[][]).map((ring) => ring.slice(0, -1)),
        EDITABLE,
      );

const ARROWS: Record<string, [east: number, north: number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** A point: set by a click, dragged, or moved by the arrow keys, a metre at a time, ten with Shift. */
function usePoint(map: L.Map | null, { value, shape, pointLabel }: Drawing, latest: { current: Drawing }): void {
  const at = value?.type === 'Point' ? value.coordinates.join(',') : null;
  const marker = useRef<L.Marker | null>(null);
  const has = at !== null;

  useEffect(() => {
    if (!map || !has) return;
    const made = L.marker([0, 0], { draggable: true, autoPan: true, icon: L.divIcon({ className: css.pin, iconSize: [26, 26] }) });
    made.on('drag', () => latest.current.live(pointAt(made.getLatLng())));
    made.on('dragend', () => {
      latest.current.live(null);
      latest.current.commit(pointAt(made.getLatLng()));
    });
    made.on('add', () => {
      const element = made.getElement()!;
      element.setAttribute('aria-label', pointLabel);
      element.dataset.testid = 'pin';
      element.addEventListener('keydown', (event) => {
        const [east, north] = ARROWS[event.key] ?? [0, 0];
        if (!east && !north) return;
        event.preventDefault();
        // The map itself would pan.
        event.stopPropagation();
        const step = event.shiftKey ? 10 : 1;
        const { lng, lat } = made.getLatLng();
        latest.current.commit({ type: 'Point', coordinates: moved([lng, lat], east * step, north * step) });
      });
    });
    marker.current = made;
    return () => {
      made.remove();
      marker.current = null;
    };
  }, [map, has, pointLabel, latest]);

  useEffect(() => {
    if (!map || !marker.current || !at) return;
    const [lon, lat] = at.split(',').map(Number) as [number, number];
    marker.current.setLatLng([lat, lon]);
    if (!map.hasLayer(marker.current)) marker.current.addTo(map);
    else map.panInside([lat, lon], { padding: [32, 32] });
  }, [map, at, has, pointLabel]);

  useEffect(() => {
    if (!map || shape !== 'Point') return;
    const click = (event: L.LeafletMouseEvent) => latest.current.commit(pointAt(event.latlng));
    map.on('click', click);
    return () => void map.off('click', click);
  }, [map, shape, latest]);
}

/** Drawing a line or an area; ended by the last vertex, Enter or the button, left by Escape. */
function useDrawTool(map: L.Map | null, { shape, drawing }: Drawing, latest: { current: Drawing }): void {
  useEffect(() => {
    if (!map || !drawing || shape === 'Point') return;
    const { live } = latest.current;
    const created = ({ layer }: { layer: L.Layer }) => {
      const made = drawnOf(layer as Line);
      layer.remove();
      live(null);
      latest.current.stopped();
      latest.current.commit(made);
    };
    const started = ({ workingLayer }: { workingLayer: L.Layer }) =>
      workingLayer.on('pm:change', ({ latlngs }: L.LeafletEvent & { latlngs?: L.LatLng[] }) => live(underWay(shape, latlngs ?? [])));
    map.on('pm:create', created as L.LeafletEventHandlerFn);
    map.on('pm:drawstart', started as unknown as L.LeafletEventHandlerFn);
    startDrawing(map, shape);
    const keys = (event: KeyboardEvent) => {
      if (event.key === 'Enter') finishDrawing(map, shape);
      else if (event.key === 'Backspace') undoVertex(map, shape);
      else if (event.key === 'Escape') latest.current.stopped();
      else return;
      event.preventDefault();
    };
    const container = map.getContainer();
    container.addEventListener('keydown', keys);
    return () => {
      container.removeEventListener('keydown', keys);
      map.off('pm:create', created as L.LeafletEventHandlerFn);
      map.off('pm:drawstart', started as unknown as L.LeafletEventHandlerFn);
      map.pm.disableDraw();
      live(null);
    };
  }, [map, drawing, shape, latest]);
}

/** What a half-drawn shape would measure, the vertex under the pointer counted in. */
function underWay(shape: Shape, places: L.LatLng[]): Drawn | null {
  const coordinates = places.map(({ lng, lat }) => [lng, lat]);
  if (shape === 'LineString') return coordinates.length > 1 ? { type: 'LineString', coordinates } : null;
  return coordinates.length > 2 ? { type: 'Polygon', coordinates: [[...coordinates, coordinates[0]!]] } : null;
}
