import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from '../api';
import type { Status, UnitCollection, UnitLevel, ZoneCollection } from '../api-types';
import type { OneUnit, RegisterLife, Sender, Series } from './types';

/** Which units the map is drawn on. Former districts and communes stay usable as working areas. */
export const VINTAGES = {
  districts2020: { level: 'district', asOf: '2020-12-25' },
  communes2020: { level: 'commune', asOf: '2020-12-25' },
  communes2025: { level: 'commune', asOf: '2025-07-01' },
} as const;
export type Vintage = keyof typeof VINTAGES;

/** What one can ask for: a generation of units, or those in force on the day shown. */
export const UNIT_CHOICES = ['districts2020', 'communes2020', 'communes2025', 'byDate'] as const;
export type UnitChoice = (typeof UNIT_CHOICES)[number];
export const unitChoiceNamed = (name: string | null): UnitChoice => UNIT_CHOICES.find((one) => one === name) ?? 'districts2020';

/** The first day without districts. */
export const NEW_UNITS_DAY = '2025-07-01';

/** The generation that a choice means on a day; without a day, now. */
export function vintageNamed(name: string | null, asOf: string | null = null): Vintage {
  const choice = unitChoiceNamed(name);
  if (choice !== 'byDate') return choice;
  return asOf !== null && asOf < NEW_UNITS_DAY ? 'districts2020' : 'communes2025';
}

/** The map on which a unit can be seen. */
export const vintageOf = ({ level, validTo }: { level: UnitLevel; validTo: string | null }): Vintage =>
  level === 'district' ? 'districts2020' : validTo ? 'communes2020' : 'communes2025';

const FOREVER = { staleTime: Infinity };

export function useUnits(vintage: Vintage, enabled = true) {
  const { level, asOf } = VINTAGES[vintage];
  return useQuery({ queryKey: ['units', level, asOf], queryFn: () => get<UnitCollection>('/units', { level, asOf }), enabled, ...FOREVER });
}

export const useZones = (enabled: boolean) => useQuery({ queryKey: ['zones'], queryFn: () => get<ZoneCollection>('/zones'), enabled, ...FOREVER });

export interface StatusQuery {
  vintage: Vintage;
  asOf: string | null;
  owner: string | null;
  q: string | null;
}

export function useStatus({ vintage, ...rest }: StatusQuery, enabled = true) {
  const { level, asOf: unitsAsOf } = VINTAGES[vintage];
  const query = { level, unitsAsOf, ...rest };
  return useQuery({ queryKey: ['status', query], queryFn: ({ signal }) => get<Status>('/status', query, signal), enabled, placeholderData: keepPreviousData });
}

/** When the register and the units under it changed. */
export const useRegisterLife = () => useQuery({ queryKey: ['register', 'changes'], queryFn: () => get<RegisterLife>('/register/changes') });

export const useOneUnit = (id: string) => useQuery({ queryKey: ['units', id], queryFn: () => get<OneUnit>(`/units/${id}`), ...FOREVER });
export const useSeries = (unit: string, to: string | null) =>
  useQuery({ queryKey: ['status', 'series', unit, to], queryFn: ({ signal }) => get<Series>('/status/series', { unit, to }, signal) });
export const useSenders = (unit: string) =>
  useQuery({ queryKey: ['units', unit, 'senders'], queryFn: () => get<{ items: Sender[] }>(`/units/${unit}/senders`) });
