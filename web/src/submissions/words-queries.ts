import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, send } from '../api';
import type { Id } from '../api-types';
import type { Words } from './types';
import { useUser } from '../session/session';
import { useFailure } from './queries';

const keyOf = (id: string) => ['submissions', id, 'words'];

export const useThread = (id: string) =>
  useQuery({ queryKey: keyOf(id), queryFn: ({ signal }) => get<{ items: Words[] }>(`/submissions/${id}/words`, undefined, signal) });

/** Whether these words come from the reader's own side: the authority's, or the sender's. */
export function useOwnSide(): (words: Words) => boolean {
  const role = useUser()?.role;
  const authority = role === 'inspector' || role === 'administrator';
  return (words) => words.byAuthority === authority;
}

export function useWrite(id: string) {
  const client = useQueryClient();
  const failed = useFailure(id);
  return useMutation({
    mutationFn: (body: { words: string; item?: Id }) => send<Words>('POST', `/submissions/${id}/words`, body),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(id) }),
    onError: failed,
  });
}

/** Tells the server that the other side's words were opened, to the package and to these items. */
export function useOpenWords(id: string) {
  const client = useQueryClient();
  const failed = useFailure(id);
  return useMutation({
    mutationFn: (items: Id[] | 'all') => send('POST', `/submissions/${id}/words/opened`, { items }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['submissions'] }),
    onError: failed,
  });
}
