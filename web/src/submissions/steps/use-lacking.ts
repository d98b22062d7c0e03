import type { Submission } from '../types';
import { useItems } from '../queries';

/** Whether rows lack a required value: what the file has no column for may have been given by hand. True until that is known. */
export function useLacking(submission: Submission): boolean {
  const any = submission.counts.withErrors > 0;
  const lacking = useItems(String(submission.id), { rule: 'DAT-01' }, 1, any).data?.pages[0]?.total ?? 1;
  return any && lacking > 0;
}
