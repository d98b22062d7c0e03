import { Button, Group, Modal, Text } from '@mantine/core';
import { useWords } from '../text';
import { ProblemView } from '../ui/problem';

interface Props {
  title: string;
  text: string;
  button: string;
  pending: boolean;
  error: unknown;
  confirm: () => void;
  close: () => void;
}

/** For what cannot be taken back. */
export function Confirm({ title, text, button, pending, error, confirm, close }: Props) {
  const { say } = useWords();
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': say('close') }}>
      <Text mb="md">{text}</Text>
      {error != null && <ProblemView error={error} />}
      <Group gap="xs">
        <Button color="red.9" loading={pending} onClick={confirm}>
          {button}
        </Button>
        <Button variant="default" onClick={close}>
          {say('cancel')}
        </Button>
      </Group>
    </Modal>
  );
}
