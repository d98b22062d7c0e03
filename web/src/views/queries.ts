import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, send } from '../api';
import type { Id } from '../api-types';

export interface SavedView {
  id: Id;
  name: string;
  /** What stands in the address of the map. */
  query: string;
}

const KEY = ['views'];

export const useViews = () => useQuery({ queryKey: KEY, queryFn: () => get<{ items: SavedView[] }>('/views') });

function useChange<Input>(work: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: work, onSuccess: () => client.invalidateQueries({ queryKey: KEY }) });
}

export const useSaveView = () => useChange((view: Omit<SavedView, 'id'>) => send('POST', '/views', view));
export const useChangeView = () => useChange(({ id, ...change }: Partial<SavedView> & { id: Id }) => send('PATCH', `/views/${id}`, change));
export const useDeleteView = () => useChange((id: Id) => send('DELETE', `/views/${id}`));
