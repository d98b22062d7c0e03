import { Button, Modal, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { send } from '../api';
import type { HistoryEntry, KindName } from '../api-types';
import type { Submission } from '../submissions/types';
import { useWords } from '../text';
import { formatInstant } from '../text/format';
import { notify } from '../ui/notify';
import { useSayProblem } from '../ui/problem';

interface Props {
  kind: KindName;
  id: string;
  entry: HistoryEntry;
  /** The record's revision as it is shown. */
  now: number;
  close: () => void;
}

/** Makes a submission that brings an earlier version of a record back, with the reason. */
export default function RevertDialog({ kind, id, entry, now, close }: Props) {
  const { say } = useWords();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const sayProblem = useSayProblem();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { revision, recordedAt } = entry;
  const revert = async () => {
    setBusy(true);
    const made = await send<Submission>('POST', `/${kind}/${id}/revert`, { revision, note: note.trim() }, now);
    void client.invalidateQueries({ queryKey: ['submissions'] });
    const draft = made.state === 'draft';
    void notify({ tone: draft ? 'bad' : 'good', title: say('desk.revert.done'), text: say(draft ? 'desk.revert.draft' : 'desk.revert.sent') });
    await navigate(draft ? `/submissions/${made.id}` : `/review/${made.id}`);
  };
  return (
    <Modal opened onClose={close} title={say('desk.revert.title', { revision })} closeButtonProps={{ 'aria-label': say('close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void revert().catch((error: unknown) => {
            sayProblem(error);
            setBusy(false);
          });
        }}
      >
        <Text size="sm" mb="sm">
          {say('desk.revert.what', { at: formatInstant(recordedAt) })}
        </Text>
        <Textarea
          data-autofocus
          label={say('desk.revert.note')}
          required
          autosize
          minRows={2}
          maxLength={5000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          mb="md"
        />
        <Button type="submit" loading={busy} disabled={!note.trim()}>
          {say('desk.revert.confirm')}
        </Button>
      </form>
    </Modal>
  );
}
