import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from '../api';
import type { Status, UnitCollection, UnitLevel, ZoneCollection } from '../api-types';

/** Which units the map is drawn on. Former districts and communes stay usable as working areas. */
export const VINTAGES = {
  districts2020: { level: 'district', asOf: '2020-12-25' },
  communes2020: { level: 'commune', asOf: '2020-12-25' },
  communes2025: { level: 'commune', asOf: '2025-07-01' },
} as const;
export type Vintage = keyof typeof VINTAGES;
export const vintageNamed = (name: string | null): Vintage => (name && name in VINTAGES ? (name as Vintage) : 'districts2020');

/** The map on which a unit can be seen. */
export const vintageOf = ({ level, validTo }: { level: UnitLevel; validTo: string | null }): Vintage =>
  level === 'district' ? 'districts2020' : validTo ? 'communes2020' : 'communes2025';

const FOREVER = { staleTime: Infinity };

export function useUnits(vintage: Vintage) {
  const { level, asOf } = VINTAGES[vintage];
  return useQuery({ queryKey: ['units', level, asOf], queryFn: () => get<UnitCollection>('/units', { level, asOf }), ...FOREVER });
}

export const useZones = (enabled: boolean) => useQuery({ queryKey: ['zones'], queryFn: () => get<ZoneCollection>('/zones'), enabled, ...FOREVER });

export interface StatusQuery {
  vintage: Vintage;
  asOf: string | null;
  owner: string | null;
  q: string | null;
}

export function useStatus({ vintage, ...rest }: StatusQuery) {
  const { level, asOf: unitsAsOf } = VINTAGES[vintage];
  const query = { level, unitsAsOf, ...rest };
  return useQuery({ queryKey: ['status', query], queryFn: ({ signal }) => get<Status>('/status', query, signal), placeholderData: keepPreviousData });
}
