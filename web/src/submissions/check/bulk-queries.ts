import { useMutation, useQueryClient } from '@tanstack/react-query';
import { send } from '../../api';
import type { Id, Value } from '../../api-types';
import type { Submission } from '../types';
import { lookAgain, useFailure } from '../queries';

/** All rows, these, or those a filter names. */
export type Rows = 'all' | Id[] | { change?: string[]; severity?: string[]; rule?: string[]; q?: string };

interface BulkEdit {
  rows: Rows;
  values: Record<string, Value>;
  revision: number;
}

export function useBulkEdit(id: string) {
  const client = useQueryClient();
  const failed = useFailure(id);
  return useMutation({
    mutationFn: ({ rows, values, revision }: BulkEdit) =>
      send<{ changed: number; submission: Submission }>('PATCH', `/submissions/${id}/items`, { items: rows, values }, revision),
    onMutate: () => lookAgain(client, id),
    onSuccess: ({ submission }) => {
      client.setQueryData<Submission>(['submissions', id], (old) => ({ ...old, ...submission }));
      void client.invalidateQueries({ queryKey: ['submissions', id] });
    },
    onError: failed,
  });
}
