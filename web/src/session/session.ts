import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, send } from '../api';
import type { Session } from '../api-types';
import { keepDraftsOf } from '../submissions/drafts';

export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: () => get<Session>('/session'), staleTime: 5 * 60_000 });

export const useSession = () => useQuery(sessionQuery);

/** For what only shows inside the frame, where the session is known. */
export const useUser = () => useSession().data?.user ?? null;

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { username: string; password: string }) => send<Session>('POST', '/session', body),
    onSuccess: (session) => {
      keepDraftsOf(session.user?.username ?? null);
      client.setQueryData(sessionQuery.queryKey, session);
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => send('DELETE', '/session'),
    // What one person was shown must not be there for the next one at the same desk.
    onSettled: () => {
      keepDraftsOf(null);
      client.clear();
      window.location.assign('/sign-in');
    },
  });
}
