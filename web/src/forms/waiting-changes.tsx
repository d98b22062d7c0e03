import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../api';
import type { Id, KindName } from '../api-types';
import type { ItemChange, SubmissionState } from '../submissions/types';
import { useUser } from '../session/session';
import { useWords } from '../text';
import { formatInstant } from '../text/format';
import { Note } from '../ui/note';

interface Waiting {
  submissionId: Id;
  itemId: Id;
  state: SubmissionState;
  change: ItemChange;
  by: string;
  at: string;
  single: boolean;
}

interface Props {
  kind: KindName;
  id: Id;
  /** The package one is working in already. */
  except?: string | null;
}

/** That a change of this record is on its way already, so that nobody asks for it twice or is surprised by a conflict. */
export function WaitingChanges({ kind, id, except = null }: Props) {
  const { say } = useWords();
  const user = useUser();
  const waiting = useQuery({ queryKey: ['records', kind, String(id), 'waiting'], queryFn: () => get<{ items: Waiting[] }>(`/${kind}/${id}/waiting`) });
  const items = waiting.data?.items.filter((one) => String(one.submissionId) !== except) ?? [];
  if (!items.length) return null;
  return (
    <Note tone="info" title={say('waiting.title')} testid="waiting">
      {items.map((one) => (
        <div key={one.itemId}>
          {say(`waiting.${one.change === 'removed' ? 'removal' : 'change'}`, { by: one.by, at: formatInstant(one.at) })} {say(`waiting.state.${one.state}`)}{' '}
          <Link to={placeOf(one, kind, id, user?.role)}>{say(one.state === 'draft' && one.single ? 'waiting.goOn' : 'waiting.open')}</Link>
        </div>
      ))}
    </Note>
  );
}

/** Where this user goes on with it: the form it was begun in, the review, or the package. */
function placeOf({ submissionId, itemId, state, single }: Waiting, kind: KindName, id: Id, role?: string): string {
  if (state === 'draft' && single) return `/submissions/form/${kind}?record=${id}&draft=${submissionId}&item=${itemId}`;
  const reviewed = role !== 'operator' && ['submitted', 'in_review'].includes(state);
  return reviewed ? `/review/${submissionId}` : `/submissions/${submissionId}`;
}
