import type * as L from 'leaflet';
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { UnitFeature } from '../api-types';
import type { StatusMap } from '../status/use-status-map';
import type { Vintage } from '../status/vintages';
import { drawerRoom } from './drawer-room';
import { boxOf } from './geometry';
import type { UnitLayer } from './unit-layer';

/** Moves the map so that the units fill it; `room`: what is covered at the right and at the bottom. */
export function fitUnits(map: L.Map | null, units: UnitFeature[] | undefined, room: [number, number] = [40, 40]): void {
  const boxes = (units ?? []).flatMap((unit) => boxOf(unit.geometry) ?? []);
  const [xs, ys] = [boxes.filter((_, index) => index % 2 === 0), boxes.filter((_, index) => index % 2 === 1)];
  if (xs.length === 0) return;
  map?.fitBounds(
    [
      [Math.min(...ys), Math.min(...xs)],
      [Math.max(...ys), Math.max(...xs)],
    ],
    { paddingTopLeft: [40, 40], paddingBottomRight: room, maxZoom: 13 },
  );
}

/** Follows into a district and back out. On opening, the view of the address holds, where there is one. */
export function useZoomToDrill(map: RefObject<L.Map | null>, { units, parent }: StatusMap, hasView: boolean): void {
  const id = parent ? String(parent.id) : null;
  const seen = useRef(hasView ? id : null);
  useEffect(() => {
    if (!units || seen.current === id) return;
    seen.current = id;
    fitUnits(map.current, parent ? [parent] : units);
  }, [map, units, parent, id]);
}

/** Chooses a unit from elsewhere than the map and goes to it, once the boundaries it belongs to are drawn. */
export function useGoToUnit(map: RefObject<L.Map | null>, units: UnitFeature[] | undefined, unitOn: (vintage: Vintage, id: string) => void) {
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    const unit = wanted !== null && units?.find(({ id }) => String(id) === wanted);
    if (!unit) return;
    setWanted(null);
    fitUnits(map.current, [unit], drawerRoom());
  }, [map, units, wanted]);
  return (vintage: Vintage, id: string): void => {
    setWanted(id);
    unitOn(vintage, id);
  };
}

/** A double click goes into a unit instead of zooming, where there is something to go into. */
export function useDrillByDoubleClick(map: L.Map | null, units: UnitLayer | null, drill: ((id: string) => void) | null): void {
  const latest = useRef(drill);
  latest.current = drill;
  const active = drill !== null;
  useEffect(() => {
    if (!map || !units || !active) return;
    const into = (event: L.LeafletMouseEvent) => {
      const unit = units.at([event.latlng.lng, event.latlng.lat]);
      if (unit) latest.current?.(String(unit.id));
    };
    map.doubleClickZoom.disable();
    map.on('dblclick', into);
    return () => {
      map.off('dblclick', into);
      map.doubleClickZoom.enable();
    };
  }, [map, units, active]);
}
