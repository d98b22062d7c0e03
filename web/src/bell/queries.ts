import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { apiUrl, get, send } from '../api';
import type { Id, KindName, Text } from '../api-types';
import type { SubmissionState } from '../submissions/types';

export interface Notice {
  id: Id;
  event: 'submitted' | 'withdrawn' | 'returned' | 'decided' | 'words';
  at: string;
  by: string;
  words: string | null;
  readAt: string | null;
  sentence: Text;
  submission: { id: Id; kind: KindName; state: SubmissionState; fileName: string | null; owner: { code: string; name: string } };
}

interface NoticePage {
  items: Notice[];
  next: string | null;
  unread: number;
}

const KEY = ['notices'];
const COUNT = [...KEY, 'unread'];
const EVERY_MS = 30_000;

/** Asked again and again, so it goes past `get`: a session that ends meanwhile must not take away a page on which something is being typed. */
async function countUnread(): Promise<number> {
  const response = await fetch(apiUrl('/notices', { unread: true, limit: 0 }), { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return ((await response.json()) as NoticePage).unread;
}

/** While the page can be seen; a hidden tab does not ask. */
export const useUnread = (): number => useQuery({ queryKey: COUNT, queryFn: countUnread, refetchInterval: EVERY_MS, staleTime: EVERY_MS }).data ?? 0;

export const useNotices = () =>
  useInfiniteQuery({
    queryKey: [...KEY, 'list'],
    queryFn: ({ pageParam }) => get<NoticePage>('/notices', { limit: 20, cursor: pageParam }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    staleTime: 0,
  });

export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (which: { ids: Id[] | 'all' } | { submission: Id }) => send<{ unread: number }>('POST', '/notices/read', which),
    onSuccess: ({ unread }) => {
      client.setQueryData(COUNT, unread);
      void client.invalidateQueries({ queryKey: [...KEY, 'list'] });
    },
  });
}

/** Who has a package open before him has learnt what its notices say. */
export function useNoticesLearnt(id: string): void {
  const unread = useUnread();
  const { mutate } = useMarkRead();
  // Also what comes while it is open; which package a new notice is about, the count does not say.
  useEffect(() => {
    if (unread > 0) mutate({ submission: Number(id) });
  }, [id, unread, mutate]);
}
