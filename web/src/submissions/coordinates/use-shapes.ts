import { useMemo } from 'react';
import type { Kind } from '../../api-types';
import { useItems } from '../queries';
import type { Shape } from './points-layer';

/** Enough lines and areas to see where they run; their points show all. */
const MOST = 1000;

/** Geometries of a package whose kind is more than points. */
export function useShapes(id: string, kind: Kind): Shape[] {
  const wanted = kind.geometry.some((type) => type !== 'Point');
  const items = useItems(id, {}, MOST, wanted);
  return useMemo(
    () => (items.data?.pages[0]?.items ?? []).flatMap(({ id: item, geometry }) => (geometry && geometry.type !== 'Point' ? [{ id: item, geometry }] : [])),
    [items.data],
  );
}
