import { useMemo } from 'react';
import type { Figures, Status, UnitFeature } from '../api-types';
import type { MapState } from '../map/map-state';
import { useUnitFigures, type UnitFigures } from '../map/unit-figures';
import { useStatus, useUnits } from './queries';
import type { Vintage } from './vintages';

export interface StatusMap {
  /** The generation of units that is drawn. */
  vintage: Vintage;
  /** The units drawn: all of a generation, or the communes of one district. */
  units: UnitFeature[] | undefined;
  /** The district one has gone into. */
  parent: UnitFeature | null;
  status: Status | undefined;
  figures: UnitFigures;
  /** Of all that is drawn; `before`: on the other day of a comparison. */
  total: Figures | undefined;
  before: Figures | undefined;
  /** Other figures have been asked for and have not come yet: what is shown is what was asked for before. */
  waiting: boolean;
  failed: { error: unknown; retry: () => void } | null;
}

const figuresFor = (status: Status | undefined, id: string | null): Figures | undefined =>
  id === null ? status?.total : status?.items.find((item) => String(item.unit.id) === id)?.figures;

/** Units and figures as the address asks for them: what the map is coloured by and what stands in the table beside it. */
export function useStatusMap(state: MapState, params: URLSearchParams): StatusMap {
  const { asOf, since, indicator, method } = state;
  // Only the districts have communes of their own; the new communes stand directly under the province.
  const inside = state.vintage === 'communes2025' ? null : state.inUnit;
  const vintage = inside ? 'communes2020' : state.vintage;
  const all = useUnits(vintage);
  const districts = useUnits('districts2020', inside !== null);
  const parent = districts.data?.features.find((unit) => inside !== null && String(unit.id) === inside) ?? null;
  const units = useMemo(
    () => (inside ? all.data?.features.filter((unit) => String(unit.properties.parentId) === inside) : all.data?.features),
    [all.data, inside],
  );

  const query = { vintage, asOf, owner: params.get('owner'), q: params.get('q') };
  const status = useStatus(query);
  const earlier = useStatus({ ...query, asOf: since }, since !== null);
  const around = useStatus({ ...query, vintage: 'districts2020' }, inside !== null);
  const aroundEarlier = useStatus({ ...query, vintage: 'districts2020', asOf: since }, inside !== null && since !== null);

  const figures = useUnitFigures(units, status.data, since ? earlier.data : null, indicator, method);
  const failed = [all, districts, status, earlier, around].find((one) => one.isError);
  return {
    vintage,
    units,
    parent,
    status: since && !earlier.data ? undefined : status.data,
    figures,
    total: figuresFor(inside ? around.data : status.data, inside),
    before: since ? figuresFor(inside ? aroundEarlier.data : earlier.data, inside) : undefined,
    waiting: [status, ...(since ? [earlier] : []), ...(inside ? [around] : [])].some((one) => one.isPlaceholderData),
    failed: failed ? { error: failed.error, retry: () => void failed.refetch() } : null,
  };
}
