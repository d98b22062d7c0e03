import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { get } from '../api';
import type { HistoryEntry, Id, KindName, Page, RecordCard, RegistryRecord } from '../api-types';

const withParts = (query: URLSearchParams, parts: Record<string, string>): URLSearchParams => {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(parts)) next.set(name, value);
  return next;
};

/** `query` null: nothing can match, nothing is asked. */
export function useRecords(kind: KindName, query: URLSearchParams | null, limit = 50) {
  return useInfiniteQuery({
    queryKey: ['records', kind, 'list', query?.toString() ?? null, limit],
    queryFn: ({ pageParam, signal }) =>
      query
        ? get<Page<RegistryRecord>>(`/${kind}`, withParts(query, pageParam ? { limit: `${limit}`, cursor: pageParam } : { limit: `${limit}` }), signal)
        : Promise.resolve<Page<RegistryRecord>>({ items: [], next: null, total: 0 }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** How many records a filter finds. */
export const useCount = (kind: KindName, query: URLSearchParams | null) =>
  useQuery({
    queryKey: ['records', kind, 'count', query?.toString() ?? null],
    queryFn: async ({ signal }) => (query ? (await get<Page<RegistryRecord>>(`/${kind}`, withParts(query, { limit: '1' }), signal)).total : 0),
    placeholderData: keepPreviousData,
  });

export const useRecord = (kind: string, id: string, asOf: string | null, enabled = true) =>
  useQuery({ queryKey: ['records', kind, id, asOf], queryFn: () => get<RecordCard>(`/${kind}/${id}`, { asOf }), enabled });

export const useHistory = (kind: string, id: string) =>
  useQuery({ queryKey: ['records', kind, id, 'history'], queryFn: () => get<{ items: HistoryEntry[] }>(`/${kind}/${id}/history`) });

interface RecordNeighbour {
  kind: KindName;
  id: Id;
  code: string;
  name: string;
  owner: string;
  status: string;
  distanceM: number;
  shareable: boolean | null;
}

export const useNeighbours = (kind: string, id: string, asOf: string | null) =>
  useQuery({ queryKey: ['records', kind, id, 'neighbours', asOf], queryFn: () => get<{ items: RecordNeighbour[] }>(`/${kind}/${id}/neighbours`, { asOf }) });
