import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, send } from '../api';
import type { Id, Text } from '../api-types';
import type { CoordinateFindings, PackagePoint, Reading, RuleCount, Submission, ValueChoice } from './types';
import { lookAgain, useFailure } from './queries';

const part = <T>(id: string, name: string, query?: Record<string, string | number>) => ({
  queryKey: ['submissions', id, name, query ?? null],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<T>(`/submissions/${id}/${name}`, query, signal),
});

/** Texts of code columns and what each was taken for. */
export const useValues = (id: string, enabled = true) => useQuery({ ...part<{ items: ValueChoice[] }>(id, 'values'), enabled });
export const useCoordinates = (id: string, enabled = true) => useQuery({ ...part<CoordinateFindings>(id, 'coordinates'), enabled });
/** @param change only among items that change so, with commas between */
export const useRuleCounts = (id: string, change?: string) =>
  useQuery({ ...part<{ items: RuleCount[] }>(id, 'rules', change ? { change } : undefined), placeholderData: keepPreviousData });

/** Enough to see any pattern; more would only be the same dust. */
export const MOST_POINTS = 20_000;
export const usePoints = (id: string) =>
  useQuery({ ...part<{ total: number; items: PackagePoint[] }>(id, 'points', { limit: MOST_POINTS }), placeholderData: keepPreviousData });

export const useSystems = (q: string) =>
  useQuery({
    queryKey: ['crs', q],
    queryFn: ({ signal }) => get<{ items: { code: string; label: Text | string }[] }>('/crs', { q }, signal),
    enabled: q.length > 1,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });

export interface ReadingChange extends Reading {
  remember?: boolean;
}

/** Reads the stored file again as told; the answer is the package with the work that began. */
export function useRead(id: string) {
  const client = useQueryClient();
  const failed = useFailure(id);
  return useMutation({
    mutationFn: ({ change, revision }: { change: ReadingChange; revision: Id }) => send<Submission>('PUT', `/submissions/${id}/reading`, change, revision),
    onMutate: () => lookAgain(client, id),
    onSuccess: (submission) => {
      client.setQueryData<Submission>(['submissions', id], (old) => ({ ...old, ...submission }));
      void client.invalidateQueries({ queryKey: ['submissions', id] });
    },
    onError: failed,
  });
}
