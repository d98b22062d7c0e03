import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { Geometry } from 'geojson';
import { useEffect, useRef } from 'react';
import { ApiError, get, send, type Query } from '../api';
import type { Id, Page } from '../api-types';
import type { Item, Reason, Submission, SubmissionAction } from './types';
import { useWords } from '../text';
import { useSayProblem } from '../ui/problem';
import { isUnderWay, pollingOf } from './work/progress';

export const useSubmissions = (query: Query) =>
  useInfiniteQuery({
    queryKey: ['submissions', 'list', query],
    queryFn: ({ pageParam, signal }) => get<Page<Submission>>('/submissions', { ...query, limit: 50, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: ({ state }) => (state.data?.pages.some((page) => page.items.some(({ work }) => isUnderWay(work))) ? 2000 : false),
  });

export const useSubmission = (id: string, enabled = true) =>
  useQuery({
    enabled,
    queryKey: ['submissions', id],
    queryFn: () => get<Submission>(`/submissions/${id}`),
    refetchInterval: (query) => pollingOf(query.state.data),
  });

/** What takes longer than a moment shows as work under way, while its request still waits for the end. */
export function lookAgain(client: QueryClient, id: string): void {
  setTimeout(() => void client.invalidateQueries({ queryKey: ['submissions', id], exact: true }), 1200);
}

/** When work on the package has ended, everything known about its rows is old. */
export function useAfterWork(submission: Submission | undefined): void {
  const client = useQueryClient();
  const id = String(submission?.id ?? '');
  const under = isUnderWay(submission?.work) || submission?.state === 'receiving';
  const before = useRef(under);
  useEffect(() => {
    if (before.current && !under) {
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'submissions' && queryKey[1] === id && queryKey.length > 2 });
      void client.invalidateQueries({ queryKey: ['submissions', 'list'] });
    }
    before.current = under;
  }, [client, id, under]);
}

export const useItems = (id: string, query: Query, limit = 200, enabled = true) =>
  useInfiniteQuery({
    queryKey: ['submissions', id, 'items', query, limit],
    queryFn: ({ pageParam, signal }) => get<Page<Item>>(`/submissions/${id}/items`, { ...query, limit, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    enabled,
  });

/** What a verdict says why, in this page's language; empty for none. */
export function useReasonWords() {
  const { pick } = useWords();
  const reasons = useReasons().data?.items;
  return (code: string | null | undefined): string => pick(reasons?.find((one) => one.code === code)?.label);
}

/** Reason and words of a verdict, as its reader gets them. */
export function useVerdictWords() {
  const reason = useReasonWords();
  return ({ reason: code, comment }: Pick<Item, 'reason' | 'comment'>): string => [reason(code), comment].filter(Boolean).join('. ');
}

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
    mutationFn: ({
      action,
      body = {},
      revision,
    }: {
      action: Exclude<SubmissionAction, 'edit' | 'read' | 'write' | 'cancel' | 'follow-up'>;
      body?: ActionBody;
      revision?: number;
    }) => send<Submission>('POST', `/submissions/${id}/${action}`, body, revision),
    onSuccess: (submission) => {
      client.setQueryData<Submission>(['submissions', id], (old) => ({ ...old, ...submission }));
      void client.invalidateQueries({ queryKey: ['submissions'] });
      // What was approved is in the register now.
      if (submission.state === 'decided') void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'records' || queryKey[0] === 'status' });
    },
    onError: failed,
  });
}

/** Stops the work under way; a draft that was never read to its end goes with it. */
export function useCancel(id: string) {
  const client = useQueryClient();
  const failed = useFailure(id);
  return useMutation({
    mutationFn: () => send('POST', `/submissions/${id}/cancel`),
    onError: failed,
    onSettled: () => client.invalidateQueries({ queryKey: ['submissions'] }),
  });
}

export interface Mend {
  item: Item;
  values?: Record<string, unknown>;
  geometry?: Geometry;
}

/** Mends a row; the whole package is checked again, since one row can be at odds with another. */
export function useMend(id: string) {
  const client = useQueryClient();
  const failed = useFailure(id);
  return useMutation({
    mutationFn: ({ item, ...edit }: Mend) => send<Item>('PATCH', `/submissions/${id}/items/${item.id}`, edit, item.revision),
    onSuccess: () => client.invalidateQueries({ queryKey: ['submissions', id] }),
    onError: failed,
  });
}

export function useLeaveOutMany(id: string) {
  const client = useQueryClient();
  const failed = useFailure(id);
  return useMutation({
    mutationFn: ({ items, revision }: { items: Id[]; revision: number }) =>
      send<{ changed: number }>('POST', `/submissions/${id}/items/leave-out`, { items }, revision),
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
