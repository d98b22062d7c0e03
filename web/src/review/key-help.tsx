import { Kbd, Modal } from '@mantine/core';
import { useWords } from '../text';
import css from './review.module.css';

const KEYS = ['J', 'K', 'A', 'F', 'R', 'X', 'U', 'G', 'C', 'M', 'L', '?'];

export function KeyHelp({ opened, close }: { opened: boolean; close: () => void }) {
  const { say } = useWords();
  return (
    <Modal opened={opened} onClose={close} title={say('keys.title')} closeButtonProps={{ 'aria-label': say('close') }}>
      <dl className={css.keys}>
        {KEYS.map((key) => (
          <div key={key}>
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{say(`keys.${key === '?' ? 'help' : key}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
