import { Button, Group, Modal, MultiSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Submission } from '../types';
import { useUnits } from '../../status/queries';
import { useWords } from '../../text';
import { formatNumber } from '../../text/format';
import { readingWith } from '../reading-change';
import { useRead } from '../reading-queries';

/** "This is all I have there": what the register has in these districts and the file has not is proposed for removal. */
export function CompleteDialog({ submission, close }: { submission: Submission; close: () => void }) {
  const { say } = useWords();
  const read = useRead(String(submission.id));
  const units = useUnits('districts2020');
  const before = (submission.reading?.complete ?? []).map(String);
  const [chosen, setChosen] = useState(before);
  const { removed } = submission.counts;
  const same = chosen.length === before.length && chosen.every((one) => before.includes(one));
  const apply = () =>
    read.mutate(
      { change: readingWith(submission, { complete: chosen.length ? chosen.map(Number) : null }), revision: submission.revision },
      { onSuccess: close },
    );
  return (
    <Modal opened onClose={close} title={say('wizard.complete.title')} closeButtonProps={{ 'aria-label': say('close') }} size="lg" data-sheet>
      <Stack>
        <Text size="sm">{say('wizard.complete.text', { owner: submission.owner.name })}</Text>
        <MultiSelect
          label={say('wizard.complete.districts')}
          placeholder={chosen.length ? undefined : say('wizard.complete.choose')}
          data={(units.data?.features ?? []).map(({ properties }) => ({ value: String(properties.id), label: properties.name }))}
          value={chosen}
          onChange={setChosen}
          searchable
          clearable
        />
        {before.length > 0 && <Text size="sm">{say('wizard.complete.now', { count: formatNumber(removed) })}</Text>}
        <Text size="sm" c="dimmed">
          {say('wizard.complete.after')}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {say('cancel')}
          </Button>
          <Button disabled={same} loading={read.isPending} onClick={apply}>
            {say(chosen.length || !before.length ? 'wizard.complete.apply' : 'wizard.complete.none')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
