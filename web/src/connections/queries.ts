import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, send } from '../api';
import type { Id, Text } from '../api-types';

export interface Token {
  id: Id;
  name: string;
  hint: string;
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string;
  revokedAt: string | null;
}

export interface Contact {
  email: string | null;
  sendsMail: boolean;
}

export interface Delivery {
  id: string;
  event: string;
  submission: Id | null;
  state: 'queued' | 'sent' | 'dead';
  attempts: number;
  at: string;
  nextTryAt: string | null;
  status: number | null;
  problem: Text | null;
}

export interface Webhook {
  url: string | null;
  createdAt: string | null;
  createdBy: string | null;
  deliveries: Delivery[];
}

const TOKENS = ['tokens'];
const CONTACT = ['contact'];
const WEBHOOK = ['webhook'];

export const useTokens = () => useQuery({ queryKey: TOKENS, queryFn: () => get<{ items: Token[] }>('/tokens') });
export const useContact = () => useQuery({ queryKey: CONTACT, queryFn: () => get<Contact>('/contact') });
export const useWebhook = () => useQuery({ queryKey: WEBHOOK, queryFn: () => get<Webhook>('/webhook'), staleTime: 0 });

/** A change of one of them, after which it is asked for again. */
function useChange<In, Out>(key: string[], change: (input: In) => Promise<Out>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => client.invalidateQueries({ queryKey: key }) });
}

export const useMakeToken = () => useChange(TOKENS, (body: { name: string; days: number }) => send<Token & { secret: string }>('POST', '/tokens', body));
export const useRevokeToken = () => useChange(TOKENS, (id: Id) => send('DELETE', `/tokens/${id}`));
export const useSetEmail = () => useChange(CONTACT, (email: string | null) => send<Contact>('PUT', '/contact', { email }));
export const useSetWebhook = () => useChange(WEBHOOK, (url: string) => send<Webhook & { secret: string }>('PUT', '/webhook', { url }));
export const useRemoveWebhook = () => useChange(WEBHOOK, (_: void) => send('DELETE', '/webhook'));
export const useTestWebhook = () => useChange(WEBHOOK, (_: void) => send<Delivery>('POST', '/webhook/test'));
