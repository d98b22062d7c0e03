import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
  type QueryFilters,
} from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { get, send, type Query } from '../api';
import type { Id, Page } from '../api-types';
import type { Conflict, Item, Companion, Neighbour, Submission, Verdict } from '../submissions/types';
import { forgetDraft } from '../submissions/drafts';
import { useFailure } from '../submissions/queries';
import { reasonDraft } from './reason-form';

export interface QueueFilter {
  district: string | null;
  owner: string | null;
  kind: string | null;
  severity: string | null;
  claimedBy: string | null;
  sort: string | null;
}

/** What waits and who is on it; asked again now and then, since colleagues work at the same queue. */
export const useQueue = (filter: QueueFilter) =>
  useInfiniteQuery({
    queryKey: ['submissions', 'list', 'queue', filter],
    queryFn: ({ pageParam, signal }) =>
      get<Page<Submission>>('/submissions', { state: 'submitted,in_review', ...filter, sort: filter.sort ?? 'oldest', limit: 50, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });

/** Colleagues work at the same register: so often the package on the desk is looked at again. */
const LOOK_EVERY_MS = 15_000;

/** What comes into conflict while the package lies on the desk shows there, and is said. */
export function useKeepUp(id: string, { counts }: Submission, say: (count: number) => void): void {
  const client = useQueryClient();
  const known = useRef(counts.conflicting);
  useEffect(() => {
    const timer = setInterval(() => void client.invalidateQueries({ queryKey: ['submissions', id], exact: true }), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [client, id]);
  useEffect(() => {
    const more = counts.conflicting - known.current;
    known.current = counts.conflicting;
    if (more <= 0) return;
    for (const part of ['items', 'count']) void client.invalidateQueries({ queryKey: ['submissions', id, part] });
    say(more);
  }, [client, id, counts.conflicting, say]);
}

export const useNeighbours = (id: string, item: Id) =>
  useQuery({
    queryKey: ['submissions', id, 'neighbours', item],
    queryFn: ({ signal }) => get<{ items: Neighbour[]; package: Companion[] }>(`/submissions/${id}/items/${item}/neighbours`, undefined, signal),
  });

export const useConflict = (id: string, item: Id) =>
  useQuery({ queryKey: ['submissions', id, 'conflict', item], queryFn: () => get<Conflict>(`/submissions/${id}/items/${item}/conflict`), gcTime: 0 });

export interface Choice {
  fields: Record<string, 'register' | 'proposed'>;
  /** The record as it was looked at. */
  register: number | null;
}

/** @param done comes before anything is fetched anew, since what is settled is no conflict any more. */
export function useResolve(id: string, item: Item, done: () => void) {
  const client = useQueryClient();
  const failed = useFailure(id);
  return useMutation({
    mutationFn: (choice: Choice) => send<Submission>('POST', `/submissions/${id}/items/${item.id}/resolve`, choice, item.revision),
    onSuccess: () => {
      done();
      client.removeQueries({ queryKey: ['submissions', id, 'conflict', item.id] });
      void client.invalidateQueries({ queryKey: ['submissions', 'list'] });
      return client.invalidateQueries({ queryKey: ['submissions', id] });
    },
    onError: (error) => {
      done();
      failed(error);
    },
  });
}

/** Conditions on items of a package, as the list has them. */
export interface ItemChoice {
  change?: string[];
  severity?: string[];
  rule?: string[];
  q?: string;
}

interface Count {
  open: number;
  judged: number;
}

/** How many items that fit wait for a verdict, and how many have one; null while that is not known. */
export const useCount = (id: string, query: Query, enabled: boolean): Count | null =>
  useQuery({
    queryKey: ['submissions', id, 'count', query],
    queryFn: async ({ signal }): Promise<Count> => {
      const total = async (more: Query) => (await get<Page<Item>>(`/submissions/${id}/items`, { ...query, ...more, limit: 1 }, signal)).total ?? 0;
      const [all, open] = await Promise.all([total({}), total({ verdict: 'undecided' })]);
      return { open, judged: all - open };
    },
    enabled,
  }).data ?? null;

export interface DecisionBody {
  items: 'all' | 'clean' | Id[] | ItemChoice;
  /** 'undecided' takes it back. */
  verdict: Verdict | 'undecided';
  reason?: string;
  comment?: string;
}

/**
 * Verdicts, one after the other, each on the state that the one before left. They show at once:
 * who works by the keyboard is on the next item before the answer has come.
 */
export function useDecide(id: string, done: (submission: Submission, body: DecisionBody, decided: number) => void) {
  const client = useQueryClient();
  const failed = useFailure(id);
  /** Whether the counts may have been taken before verdicts that were still on their way: they are fetched once more after the last of those. */
  const unsure = useRef(false);
  return useMutation({
    mutationKey: ['decide', id],
    scope: { id: `decide-${id}` },
    mutationFn: (body: DecisionBody) =>
      send<Submission>('POST', `/submissions/${id}/decide`, body, client.getQueryData<Submission>(['submissions', id])?.revision),
    onMutate: ({ items, ...verdict }) => {
      if (!Array.isArray(items)) return;
      unsure.current ||= !patchCounts(client, id, new Set(items), verdict.verdict);
      patchItems(client, id, new Set(items), verdict);
    },
    onSuccess: (submission, body) => {
      const { items } = body;
      const before = client.getQueryData<Submission>(['submissions', id])?.counts.undecided ?? 0;
      client.setQueryData<Submission>(['submissions', id], (old) => ({ ...old, ...submission }));
      forgetByVerdict(client, id);
      if (Array.isArray(items)) items.forEach((item) => forgetDraft(reasonDraft(item)));
      else for (const part of ['items', 'count']) void client.invalidateQueries({ queryKey: ['submissions', id, part] });
      if (unsure.current && client.isMutating({ mutationKey: ['decide', id] }) <= 1) {
        unsure.current = false;
        void client.invalidateQueries({ queryKey: ['submissions', id, 'count'] });
      }
      void client.invalidateQueries({ queryKey: ['submissions', 'list'] });
      done(submission, body, Math.abs(before - submission.counts.undecided));
    },
    onError: (error) => {
      unsure.current = true;
      failed(error);
      void client.invalidateQueries({ queryKey: ['submissions', id] });
    },
  });
}

/**
 * Items are judged from the list that is shown, so what is counted of it needs not be counted anew; other counts are, when they are next looked at.
 * @returns false where that may have come out wrong
 */
function patchCounts(client: QueryClient, id: string, chosen: Set<Id>, verdict: DecisionBody['verdict']): boolean {
  const lists = client.getQueriesData<InfiniteData<Page<Item>>>({ queryKey: ['submissions', id, 'items'], type: 'active' });
  const items = new Map(lists.flatMap(([, data]) => data?.pages.flatMap((page) => page.items) ?? []).map((item) => [item.id, item]));
  let more = 0;
  for (const one of chosen) more += Number(verdict !== 'undecided') - Number(!!items.get(one)?.verdict);
  const queryKey = ['submissions', id, 'count'];
  client.setQueriesData<Count>({ queryKey, type: 'active' }, (count) => count && { open: count.open - more, judged: count.judged + more });
  void client.invalidateQueries({ queryKey, type: 'inactive', refetchType: 'none' });
  return client.isFetching({ queryKey }) === 0 && [...chosen].every((one) => items.has(one));
}

/** Writes a verdict into the rows that are shown, instead of fetching thousands of them again. */
function patchItems(client: QueryClient, id: string, chosen: Set<Id>, { verdict, reason, comment }: Omit<DecisionBody, 'items'>): void {
  const given = verdict === 'undecided' ? null : verdict;
  const fixedOr = (item: Item) => (given === 'approved' && item.fixed ? 'approved_with_fixes' : given);
  client.setQueriesData<InfiniteData<Page<Item>>>(
    { queryKey: ['submissions', id, 'items'] },
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({
          ...page,
          items: page.items.map((item) => (chosen.has(item.id) ? { ...item, verdict: fixedOr(item), reason: reason ?? null, comment: comment ?? null } : item)),
        })),
      },
  );
}

/**
 * Which items a list by verdict holds, no patch can tell: those in sight are fetched again, the others when they are next looked at.
 * What is still undecided may be thousands and keeps its rows until it is opened anew, as somebody walks down it.
 */
function forgetByVerdict(client: QueryClient, id: string): void {
  const queryKey = ['submissions', id, 'items'];
  const isOpen: QueryFilters['predicate'] = ({ queryKey: key }) => verdictOf(key) === 'undecided';
  const isSettled: QueryFilters['predicate'] = ({ queryKey: key }) => verdictOf(key) !== undefined && verdictOf(key) !== 'undecided';
  client.removeQueries({ queryKey, type: 'inactive', predicate: isSettled });
  void client.invalidateQueries({ queryKey, predicate: isSettled });
  void client.invalidateQueries({ queryKey, predicate: isOpen, refetchType: 'none' });
}

const verdictOf = (key: readonly unknown[]) => (key[3] as { verdict?: string } | undefined)?.verdict;
