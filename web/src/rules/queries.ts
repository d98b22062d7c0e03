import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, send } from '../api';
import type { Severity } from '../api-types';
import type { RuleSetting } from '../submissions/types';
import { useSayProblem } from '../ui/problem';

const KEY = ['rules'];

export const useRules = () => useQuery({ queryKey: KEY, queryFn: () => get<{ items: RuleSetting[] }>('/rules') });

export interface RuleChange {
  /** null: as by default; absent: as it is. */
  severity?: Severity | 'off' | null;
  thresholds: Record<string, number>;
}

export function useSetRule({ id, revision }: RuleSetting) {
  const client = useQueryClient();
  const sayProblem = useSayProblem();
  return useMutation({
    mutationFn: (change: RuleChange) => send('PUT', `/rules/${id}`, change, revision),
    // Where somebody else was quicker, what they set is shown.
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
    onError: sayProblem,
  });
}
