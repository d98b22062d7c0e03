import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { get } from '../api';
import type { FeaturePage, KindName } from '../api-types';
import { KIND_ORDER } from '../records/registry';
import type { RecordSet } from './record-layer';

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

/** What is to be drawn, the same object as long as no page has changed. `pages` in the order of KIND_ORDER. */
export function useRecordSets([first, second, third, fourth]: (FeaturePage | undefined)[]): RecordSet[] {
  return useMemo(
    () => [first, second, third, fourth].flatMap((page, index) => (page ? [{ kind: KIND_ORDER[index]!, features: page.features }] : [])),
    [first, second, third, fourth],
  );
}
