import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { send } from '../api';
import type { Submission } from './types';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import { useFailure } from './queries';
import css from './submissions.module.css';

/** The way on for what came back: returned items become a new draft, or the returned package is mended where it is. */
export function FollowUp({ submission, closed }: { submission: Submission; closed: boolean }) {
  const { say } = useWords();
  const again = useFollowUp(String(submission.id));
  if (!submission.actions.includes('follow-up')) return null;
  if (submission.followedBy)
    return (
      <div className={css.followUp}>
        <Link to={`/submissions/${submission.followedBy}`}>{say('wizard.followUp.by', { id: submission.followedBy })}</Link>
      </div>
    );
  return (
    <div className={css.followUp}>
      <Button size="xs" disabled={closed} loading={again.isPending} onClick={() => again.mutate()}>
        {say('wizard.followUp.button', { count: formatNumber(submission.counts.returned) })}
      </Button>
      <Text size="sm">{say(closed ? 'wizard.followUp.closed' : 'wizard.followUp.text')}</Text>
    </div>
  );
}

function useFollowUp(id: string) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const failed = useFailure(id);
  return useMutation({
    mutationFn: () => send<Submission>('POST', `/submissions/${id}/follow-up`),
    onSuccess: async (draft) => {
      await client.invalidateQueries({ queryKey: ['submissions', 'list'] });
      await navigate(`/submissions/${draft.id}?step=check`);
    },
    onError: failed,
  });
}
