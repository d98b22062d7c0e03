import { Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Submission } from '../api-types';
import { useRegistry } from '../records/registry';
import { useWords } from '../text';
import { formatNumber } from '../text/format';

/** Where the package came from, and the way back to another file. */
export function FileStep({ submission }: { submission: Submission }) {
  const { say, pick } = useWords();
  const { kind } = useRegistry();
  return (
    <>
      <Text fw={600}>{submission.fileName ?? say('submissions.byApi', { id: submission.id })}</Text>
      <Text>
        {say('file.what', { kind: pick(kind(submission.kind)?.label), count: formatNumber(submission.counts.total), owner: submission.owner?.name ?? '' })}
      </Text>
      <Text size="sm" mt="md">
        <Link to="/submissions/new">{say('file.other')}</Link>
      </Text>
    </>
  );
}
