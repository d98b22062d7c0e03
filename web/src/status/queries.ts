import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { get } from '../api';
import type { Status, UnitCollection, ZoneCollection } from '../api-types';
import type { OneUnit, RegisterLife, Sender, Series } from './types';
import { statusParameters, unitParameters, type StatusQuery, type Vintage } from './vintages';

const FOREVER = { staleTime: Infinity };

export const unitsQuery = (vintage: Vintage) =>
  queryOptions({ queryKey: ['units', vintage], queryFn: () => get<UnitCollection>('/units', unitParameters(vintage)), ...FOREVER });
export const useUnits = (vintage: Vintage, enabled = true) => useQuery({ ...unitsQuery(vintage), enabled });

export const useZones = (enabled: boolean) => useQuery({ queryKey: ['zones'], queryFn: () => get<ZoneCollection>('/zones'), enabled, ...FOREVER });

export const statusQuery = (query: StatusQuery) =>
  queryOptions({ queryKey: ['status', query], queryFn: ({ signal }) => get<Status>('/status', statusParameters(query), signal) });
export const useStatus = (query: StatusQuery, enabled = true) => useQuery({ ...statusQuery(query), enabled, placeholderData: keepPreviousData });

/** When the register and the units under it changed. */
export const useRegisterLife = () => useQuery({ queryKey: ['register', 'changes'], queryFn: () => get<RegisterLife>('/register/changes') });

export const useOneUnit = (id: string) => useQuery({ queryKey: ['units', id], queryFn: () => get<OneUnit>(`/units/${id}`), ...FOREVER });
export const useSeries = (unit: string, to: string | null) =>
  useQuery({ queryKey: ['status', 'series', unit, to], queryFn: ({ signal }) => get<Series>('/status/series', { unit, to }, signal) });
export const useSenders = (unit: string) =>
  useQuery({ queryKey: ['units', unit, 'senders'], queryFn: () => get<{ items: Sender[] }>(`/units/${unit}/senders`) });
