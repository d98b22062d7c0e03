import { Button, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Submission } from '../submissions/types';
import { useUser } from '../session/session';
import { useStep } from '../submissions/queries';
import { useWords } from '../text';
import { formatInstant } from '../text/format';

/** Who is on a package, and until when if nothing is done. */
export function useHolderWords(where: 'queue' | 'desk') {
  const { say } = useWords();
  const user = useUser();
  return ({ state, claimedBy, claimedUntil }: Submission): string | null => {
    if (state !== 'in_review' || !claimedBy) return null;
    const at = claimedUntil ? formatInstant(claimedUntil).slice(-5) : '';
    return claimedBy.username === user?.username ? say(`desk.heldByMe.${where}`, { at }) : say('desk.heldBy', { name: claimedBy.displayName, at });
  };
}

/** The claim in words, with more time for its holder; looks again when the time has run out. */
export function Holder({ id, submission }: { id: string; submission: Submission }) {
  const { say } = useWords();
  const words = useHolderWords('desk')(submission);
  const step = useStep(id);
  const client = useQueryClient();
  const { claimedUntil } = submission;
  useEffect(() => {
    if (!claimedUntil) return;
    const timer = setTimeout(
      () => void client.invalidateQueries({ queryKey: ['submissions'] }),
      Math.min(Date.parse(claimedUntil) - Date.now() + 1000, 2 ** 31 - 1),
    );
    return () => clearTimeout(timer);
  }, [client, claimedUntil]);
  if (!words) return null;
  return (
    <Text size="sm" data-testid="holder">
      {words}{' '}
      {submission.actions.includes('decide') && (
        <Button size="compact-xs" variant="subtle" loading={step.isPending} onClick={() => step.mutate({ action: 'claim' })}>
          {say('desk.keep')}
        </Button>
      )}
    </Text>
  );
}
