import * as L from 'leaflet';
import { useEffect, useMemo, useState } from 'react';
import type { Id, UnitFeature } from '../../api-types';
import type { PackagePoint } from '../types';
import { boxOf, positions } from '../../map/geometry';
import { useLeaflet } from '../../map/leaflet';
import { useControls, useNamesBelow } from '../../map/use-controls';
import { useLabels, useUnitLayer } from '../../map/use-map-layers';
import { useUnits } from '../../status/queries';
import { PointsLayer, type Drawing, type Shape } from './points-layer';

interface Props extends Drawing {
  label: string;
  className?: string;
  choose?: (item: Id) => void;
}

/** The places of a package over the districts; everything it needs comes from this registry. */
export function PointsMap({ points, shapes, by, selected, label, className, choose }: Props) {
  // Places that were read wrongly may lie anywhere on earth.
  const { ref, map } = useLeaflet(null, { minZoom: 2, keyboard: true });
  const ground = useGround(map);
  const layer = useLayer(map, { points, shapes, by, selected });

  // Where they lie is told against the whole province; how they fared, close to them.
  const frame = by === 'place' ? ground : null;
  const extent = useMemo(() => extentOf(points, shapes, frame), [points, shapes, frame]);
  useEffect(() => {
    if (map && extent) map.fitBounds(L.latLngBounds(extent), { padding: [24, 24], maxZoom: 14, animate: false });
  }, [map, extent]);

  useEffect(() => {
    if (!map || !layer || !choose) return;
    const click = (event: L.LeafletMouseEvent) => {
      const hit = layer.at(event.layerPoint);
      if (hit !== null) choose(hit);
    };
    const move = (event: L.LeafletMouseEvent) => {
      map.getContainer().style.cursor = layer.at(event.layerPoint) === null ? '' : 'pointer';
    };
    map.on('click', click).on('mousemove', move);
    return () => void map.off('click', click).off('mousemove', move);
  }, [map, layer, choose]);

  return <div ref={ref} className={className} role="application" aria-label={label} data-testid="points-map" />;
}

/** Outline of the province with its districts and their names. */
function useGround(map: L.Map | null): [number, number][] | null {
  const features = useUnits('districts2020').data?.features;
  const paints = useMemo(() => new Map((features ?? []).map((unit) => [String(unit.id), { colour: '#fdfefe', flagged: false }])), [features]);
  const labels = useMemo(() => (features ?? []).map((unit) => ({ unit, note: null, rank: -unit.properties.areaKm2 })), [features]);
  useUnitLayer(map, features, paints, null, null, '#aab6bf');
  useLabels(map, labels);
  useNamesBelow(map);
  useControls(map);
  return useMemo(() => cornersOf(features ?? []), [features]);
}

function useLayer(map: L.Map | null, { points, shapes, by, selected }: Drawing): PointsLayer | null {
  const [layer, setLayer] = useState<PointsLayer | null>(null);
  useEffect(() => {
    if (!map) return;
    const made = new PointsLayer(map);
    setLayer(made);
    return () => made.remove();
  }, [map]);
  useEffect(() => layer?.update({ points, shapes, by, selected }), [layer, points, shapes, by, selected]);
  return layer;
}

const cornersOf = (units: UnitFeature[]): [number, number][] | null => {
  const boxes = units.flatMap(({ geometry }) => boxOf(geometry) ?? []);
  if (boxes.length === 0) return null;
  const [lons, lats] = [boxes.filter((_, index) => index % 2 === 0), boxes.filter((_, index) => index % 2 === 1)];
  return [
    [Math.min(...lats), Math.min(...lons)],
    [Math.max(...lats), Math.max(...lons)],
  ];
};

/** Where most of it lies: a few lost places must not make all others too small to see. */
function extentOf(points: PackagePoint[], shapes: Shape[], frame: [number, number][] | null): [number, number][] | null {
  const inside = points.filter((point) => point[3] === 1);
  const kept = inside.length * 2 >= points.length ? inside : points;
  const ids = new Set(kept.map(([id]) => id));
  const places: [number, number][] = [...(frame ?? []), ...kept.map(([, lon, lat]): [number, number] => [lat, lon])];
  for (const { id, geometry } of shapes) if (ids.has(id)) for (const [lon, lat] of positions(geometry)) places.push([lat!, lon!]);
  const valid = places.filter(([lat, lon]) => Math.abs(lat) <= 85 && Math.abs(lon) <= 180);
  if (valid.length === 0) return null;
  let [south, west, north, east] = [90, 180, -90, -180];
  for (const [lat, lon] of valid) {
    south = Math.min(south, lat);
    north = Math.max(north, lat);
    west = Math.min(west, lon);
    east = Math.max(east, lon);
  }
  return [
    [south, west],
    [north, east],
  ];
}
