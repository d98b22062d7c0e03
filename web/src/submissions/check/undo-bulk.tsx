import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { fieldOf, useRegistry } from '../../records/registry';
import { useWords } from '../../text';
import { formatNumber } from '../../text/format';
import { notify } from '../../ui/notify';
import type { Submission } from '../types';
import { useBulkUndo } from './bulk-queries';

/** The way back from a value that was given to many rows; it stays until the next one, also when one leaves and comes back. */
export function UndoBulk({ submission, undo }: { submission: Submission; undo: NonNullable<Submission['undo']> }) {
  const { say, pick } = useWords();
  const kind = useRegistry().kind(submission.kind)!;
  const takeBack = useBulkUndo(String(submission.id));
  const label = undo.fields.map((name) => pick(fieldOf(kind, name)?.label) || say('record.place')).join(', ');
  const apply = async () => {
    const { changed, left } = await takeBack.mutateAsync({ revision: submission.revision });
    void notify({
      tone: 'good',
      title: say('wizard.bulk.undone', { count: formatNumber(changed), label }),
      text: left ? say('wizard.bulk.undoneLeft', { count: formatNumber(left) }) : say('wizard.bulk.undoneText'),
    });
  };
  return (
    <Button size="xs" variant="subtle" leftSection={<IconArrowBackUp size={16} />} loading={takeBack.isPending} onClick={() => void apply().catch(() => {})}>
      {say('wizard.bulk.undo', { label, count: formatNumber(undo.items) })}
    </Button>
  );
}
