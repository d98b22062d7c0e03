import type { Submission, Work } from '../types';

type UnderWay = Work & { state: 'queued' | 'running' };

export const isUnderWay = (work: Work | null | undefined): work is UnderWay => work?.state === 'queued' || work?.state === 'running';

/** While something is under way: every second at first, less often the longer it takes. */
export function pollingOf(submission: Submission | undefined): number | false {
  if (!submission) return false;
  const { work, state } = submission;
  if (!isUnderWay(work)) return state === 'receiving' && work?.state !== 'failed' ? 1500 : false;
  const age = work.startedAt ? Date.now() - Date.parse(work.startedAt) : 0;
  return age < 30_000 ? 1000 : age < 120_000 ? 2000 : 5000;
}

/** Share of the work that is done, 0 to 100; null while nobody knows how much it is. */
export const percentOf = ({ done, total }: Work): number | null => (total ? Math.min(100, Math.floor((100 * done) / total)) : null);
