import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError, get, send, type Query } from '../api';
import type { Id, Item, Page, Reason, Submission, SubmissionAction } from '../api-types';
import { useSayProblem } from '../ui/problem';

export const useSubmissions = (query: Query) =>
  useInfiniteQuery({
    queryKey: ['submissions', 'list', query],
    queryFn: ({ pageParam, signal }) => get<Page<Submission>>('/submissions', { ...query, limit: 50, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const useSubmission = (id: string) =>
  useQuery({
    queryKey: ['submissions', id],
    queryFn: () => get<Submission>(`/submissions/${id}`),
    // A large file is read in the background; the counts grow meanwhile.
    refetchInterval: (query) => (query.state.data?.state === 'receiving' ? 1500 : false),
  });

export const useItems = (id: string, query: Query, limit = 200) =>
  useInfiniteQuery({
    queryKey: ['submissions', id, 'items', query, limit],
    queryFn: ({ pageParam, signal }) => get<Page<Item>>(`/submissions/${id}/items`, { ...query, limit, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const useReasons = () => useQuery({ queryKey: ['reasons'], queryFn: () => get<{ items: Reason[] }>('/submissions/reasons'), staleTime: Infinity });

/** Says what went wrong; when somebody else was faster, shows the new state as well. */
export function useFailure(id: string) {
  const client = useQueryClient();
  const sayProblem = useSayProblem();
  return (error: unknown) => {
    sayProblem(error);
    if (error instanceof ApiError && [409, 412].includes(error.status)) void client.invalidateQueries({ queryKey: ['submissions', id] });
  };
}

export interface ActionBody {
  message?: string;
  comment?: string;
  leaveOutErrors?: boolean;
  items?: 'all' | 'clean' | Id[];
  verdict?: string;
  reason?: string;
}

/** One step of the package's way; its new state is the answer. */
export function useStep(id: string) {
  const client = useQueryClient();
  const failed = useFailure(id);
  return useMutation({
    mutationFn: ({ action, body = {}, revision }: { action: Exclude<SubmissionAction, 'edit'>; body?: ActionBody; revision?: number }) =>
      send<Submission>('POST', `/submissions/${id}/${action}`, body, revision),
    onSuccess: (submission) => {
      client.setQueryData<Submission>(['submissions', id], (old) => ({ ...old, ...submission }));
      void client.invalidateQueries({ queryKey: ['submissions'] });
      // What was approved is in the register now.
      if (submission.state === 'decided') void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'records' || queryKey[0] === 'status' });
    },
    onError: failed,
  });
}

export interface Mend {
  item: Item;
  values: Record<string, unknown>;
}

/** Mends a row; the whole package is checked again, since one row can be at odds with another. */
export function useMend(id: string) {
  const client = useQueryClient();
  const failed = useFailure(id);
  return useMutation({
    mutationFn: ({ item, values }: Mend) => send<Item>('PATCH', `/submissions/${id}/items/${item.id}`, { values }, item.revision),
    onSuccess: () => client.invalidateQueries({ queryKey: ['submissions', id] }),
    onError: failed,
  });
}

export function useLeaveOut(id: string) {
  const client = useQueryClient();
  const failed = useFailure(id);
  return useMutation({
    mutationFn: (item: Item) => send('DELETE', `/submissions/${id}/items/${item.id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['submissions', id] }),
    onError: failed,
  });
}
