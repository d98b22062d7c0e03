import { useMutation, useQueryClient } from '@tanstack/react-query';
import { send } from '../../api';
import type { Id, Value } from '../../api-types';
import type { Submission } from '../types';
import { lookAgain, useFailure } from '../queries';

/** All rows, these, or those a filter names. */
export type Rows = 'all' | Id[] | { change?: string[]; severity?: string[]; rule?: string[]; unmended?: boolean; q?: string };

interface BulkEdit {
  rows: Rows;
  values: Record<string, Value>;
  revision: number;
}

interface BulkEdited {
  changed: number;
  submission: Submission;
}

export const useBulkEdit = (id: string) =>
  useManyRows<BulkEdit, BulkEdited>(id, ({ rows, values, revision }) => send('PATCH', `/submissions/${id}/items`, { items: rows, values }, revision));

/** Takes the last value that was given to many rows back; `left`: rows that were mended since and stay. */
export const useBulkUndo = (id: string) =>
  useManyRows<{ revision: number }, BulkEdited & { left: number }>(id, ({ revision }) => send('POST', `/submissions/${id}/items/undo`, undefined, revision));

function useManyRows<Sent, Answer extends BulkEdited>(id: string, mutationFn: (sent: Sent) => Promise<Answer>) {
  const client = useQueryClient();
  const failed = useFailure(id);
  return useMutation({
    mutationFn,
    onMutate: () => lookAgain(client, id),
    onSuccess: ({ submission }) => {
      client.setQueryData<Submission>(['submissions', id], (old) => ({ ...old, ...submission }));
      void client.invalidateQueries({ queryKey: ['submissions', id] });
    },
    onError: failed,
  });
}
