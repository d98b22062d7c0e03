import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../api';
import type { Id } from '../api-types';
import type { Submission, SubmissionState } from './types';
import { useUser } from '../session/session';
import { useWords } from '../text';
import { formatInstant, formatNumber } from '../text/format';
import { Note } from '../ui/note';
import { useRowWords } from './row-words';
import { isUnderWay } from './work/progress';

interface Elsewhere {
  submissionId: Id;
  state: SubmissionState;
  fileName: string | null;
  by: string;
  at: string;
  records: number;
  row: number;
  code: string;
}

const OPEN: SubmissionState[] = ['draft', 'submitted', 'in_review', 'returned'];

/** That records of this package wait in others as well, before somebody sends or approves them twice. */
export function ElsewhereNote({ submission }: { submission: Submission }) {
  const { say } = useWords();
  const row = useRowWords();
  const user = useUser();
  const { id, state, counts, work } = submission;
  const { data } = useQuery({
    // Not asked anew with every verdict: among many thousand records it takes a moment.
    queryKey: ['elsewhere', String(id), state, counts.total],
    staleTime: 60_000,
    queryFn: () => get<{ items: Elsewhere[] }>(`/submissions/${id}/elsewhere`),
    enabled: OPEN.includes(state) && !isUnderWay(work),
    placeholderData: (before, query) => (query?.queryKey[1] === String(id) ? before : undefined),
  });
  if (!data?.items.length || !OPEN.includes(state)) return null;
  const isReviewed = (of: SubmissionState) => user?.role !== 'operator' && ['submitted', 'in_review'].includes(of);
  return (
    <Note tone="info" title={say('elsewhere.title')} testid="elsewhere">
      {data.items.map((one) => (
        <div key={one.submissionId}>
          {say(one.records === 1 ? 'elsewhere.record' : 'elsewhere.records', {
            shown: formatNumber(one.records),
            first: `${one.code}, ${row(one.row)}`,
            by: one.by,
            at: formatInstant(one.at),
          })}{' '}
          {say(`waiting.state.${one.state}`)}{' '}
          <Link to={`/${isReviewed(one.state) ? 'review' : 'submissions'}/${one.submissionId}`}>
            {one.fileName ?? say('submissions.byApi', { id: one.submissionId })}
          </Link>
        </div>
      ))}
      <div>{say(isReviewed(state) ? 'elsewhere.forReviewer' : 'elsewhere.forSender')}</div>
    </Note>
  );
}
