import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from '../api';
import type { FeaturePage, KindName } from '../api-types';

export const MOST = 5000;

/** The records of one kind in the view; what was there stays until the new ones have come. */
export function useFeatures(kind: KindName, query: URLSearchParams | null, box: string | null) {
  const asked = query && new URLSearchParams([...query, ['bbox', box ?? ''], ['limit', String(MOST)]]);
  return useQuery({
    queryKey: ['records', kind, 'features', asked?.toString() ?? null],
    queryFn: ({ signal }) => get<FeaturePage>(`/${kind}/features`, asked!, signal),
    enabled: asked !== null && box !== null,
    placeholderData: keepPreviousData,
  });
}
