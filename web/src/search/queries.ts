import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from '../api';
import type { Id, KindName, Text, UnitLevel } from '../api-types';
import type { Box } from '../map/go-to';

export interface FoundPlace {
  system: string;
  label: Text;
  lon: number;
  lat: number;
  unit: { id: Id; level: UnitLevel; name: string; parentName: string | null };
}

export interface FoundUnit {
  id: Id;
  code: string;
  level: UnitLevel;
  name: string;
  parentName: string | null;
  validFrom: string;
  validTo: string | null;
  box: Box;
}

export interface FoundRecord {
  id: Id;
  code: string;
  name: string;
  place: string | null;
  ownerName: string;
  lon: number;
  lat: number;
}

export interface SearchResult {
  q: string;
  corrected: boolean;
  places: FoundPlace[];
  outside: boolean;
  units: FoundUnit[];
  records: { kind: KindName; items: FoundRecord[] }[];
}

export const useSearch = (q: string, asOf: string | null) =>
  useQuery({
    queryKey: ['search', q, asOf],
    queryFn: ({ signal }) => get<SearchResult>('/search', { q, asOf, limit: 6 }, signal),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
