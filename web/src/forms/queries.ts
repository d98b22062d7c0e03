import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Geometry } from 'geojson';
import { get, send } from '../api';
import type { FeaturePage, KindName, Page, RecordCard, RecordFeature } from '../api-types';
import type { Item, Submission } from '../submissions/types';

/** The record as this user sees it; null while nobody asks for one. */
export const useBase = (kind: string, id: string | null) =>
  useQuery({ queryKey: ['records', kind, id, null], queryFn: () => get<RecordCard>(`/${kind}/${id}`), enabled: id !== null });

export interface Draft {
  submission: Submission;
  items: Item[];
}

async function getDraft(id: number | string): Promise<Draft> {
  let submission = await get<Submission>(`/submissions/${id}`);
  // A single record is checked in no time; but the server may be at a large file for somebody else.
  while (submission.state === 'receiving' || submission.work) {
    if (submission.work?.state === 'failed') break;
    await new Promise((done) => setTimeout(done, 700));
    submission = await get<Submission>(`/submissions/${id}`);
  }
  const { items } = await get<Page<Item>>(`/submissions/${id}/items`, { limit: 1000 });
  return { submission, items };
}

const draftKey = (id: string | null) => ['submissions', id, 'draft'];

export const useDraft = (id: string | null) => useQuery({ queryKey: draftKey(id), queryFn: () => getDraft(id!), enabled: id !== null });

export interface Checked {
  kind: KindName;
  draft: Submission | null;
  item: Item | null;
  values: Record<string, unknown>;
  /** Absent: not touched. */
  geometry?: Geometry | null;
  owner: string | null;
}

/** Puts what was typed into a draft: a new one, one more item in it, or the item mended. Answers with the item's id. */
async function check({ kind, draft, item, values, geometry, owner }: Checked): Promise<{ draft: Draft; item: number }> {
  const edit = { values, ...(geometry ? { geometry } : {}) };
  if (!draft) {
    const place = geometry === undefined ? {} : { geometry };
    const made = await send<Submission>('POST', '/submissions', {
      kind,
      crs: 'EPSG:4326',
      order: 'xy',
      byForm: true,
      onBehalfOf: owner ?? undefined,
      items: [{ ...values, ...place }],
    });
    const whole = await getDraft(made.id);
    return { draft: whole, item: whole.items[0]!.id };
  }
  const changed = item
    ? await send<Item>('PATCH', `/submissions/${draft.id}/items/${item.id}`, edit, item.revision)
    : await send<Item>('POST', `/submissions/${draft.id}/items`, edit);
  return { draft: await getDraft(draft.id), item: changed.id };
}

export function useCheck() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: check,
    // Without a connection it is to say so at once, not to wait for one in silence.
    networkMode: 'always',
    onSuccess: ({ draft }) => {
      client.setQueryData(draftKey(String(draft.submission.id)), draft);
      void client.invalidateQueries({ queryKey: ['submissions', 'list'] });
    },
  });
}

export function useSend() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ draft, words }: { draft: Submission; words: string }) =>
      send<Submission>('POST', `/submissions/${draft.id}/submit`, { message: words.trim() || undefined }, draft.revision),
    networkMode: 'always',
    onSuccess: () => client.invalidateQueries({ queryKey: ['submissions'] }),
  });
}

export function useRemove(draft: string | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (item: number) => send('DELETE', `/submissions/${draft}/items/${item}`),
    onSuccess: () => client.invalidateQueries({ queryKey: draftKey(draft) }),
  });
}

const FOUND = 100;

/** Records of an owner whose code or name has these words in it. */
export const useOwned = (kind: KindName, ownerField: string, owner: string, q: string) =>
  useQuery({
    queryKey: ['records', kind, 'owned', owner, q],
    queryFn: ({ signal }) => get<FeaturePage>(`/${kind}/features`, { [ownerField]: owner, q, limit: FOUND }, signal),
    enabled: owner !== '',
    placeholderData: (before) => before,
  });

/** The records of an owner with these codes. */
export const useCoded = (kind: KindName, ownerField: string, owner: string, codes: string[]) =>
  useQuery({
    queryKey: ['records', kind, 'coded', owner, codes],
    queryFn: async ({ signal }): Promise<RecordFeature[]> =>
      (await get<FeaturePage>(`/${kind}/features`, { [ownerField]: owner, code: codes.join(','), limit: 1000 }, signal)).features,
    enabled: owner !== '' && codes.length > 0,
    placeholderData: (before) => before,
  });
