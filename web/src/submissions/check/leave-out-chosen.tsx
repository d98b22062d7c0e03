import { Button, Group, Modal, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Id } from '../../api-types';
import { useWords } from '../../text';
import { formatNumber } from '../../text/format';
import { notify } from '../../ui/notify';
import { useLeaveOutMany } from '../queries';
import type { Submission } from '../types';

/** Takes the ticked rows out of the package, after asking. */
export function LeaveOutChosen({ submission, chosen, done }: { submission: Submission; chosen: Set<Id>; done: () => void }) {
  const { say } = useWords();
  const [asked, setAsked] = useState(false);
  const leaveOut = useLeaveOutMany(String(submission.id));
  const count = formatNumber(chosen.size);
  const apply = async () => {
    const { changed } = await leaveOut.mutateAsync({ items: [...chosen], revision: submission.revision });
    setAsked(false);
    done();
    void notify({ tone: 'good', title: say('check.leftOutDone', { count: formatNumber(changed) }), text: say('check.leftOutDoneText') });
  };
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => setAsked(true)}>
        {say('check.leaveOutChosen', { count })}
      </Button>
      <Modal opened={asked} onClose={() => setAsked(false)} title={say('check.leaveOutChosen', { count })} closeButtonProps={{ 'aria-label': say('close') }}>
        <Text size="sm">{say('check.leaveOutChosenText', { count })}</Text>
        <Group justify="flex-end" gap="xs" mt="md">
          <Button variant="default" onClick={() => setAsked(false)}>
            {say('cancel')}
          </Button>
          <Button color="red" loading={leaveOut.isPending} onClick={() => void apply().catch(() => {})}>
            {say('check.leaveOutNow')}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
