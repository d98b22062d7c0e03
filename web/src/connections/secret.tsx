import { Button, CopyButton, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useWords } from '../text';
import { Note } from '../ui/note';
import css from './connections.module.css';

/** Something that is shown this once, to be taken along. */
export function Secret({ title, label, value }: { title: string; label: string; value: string }) {
  const { say } = useWords();
  return (
    <Note tone="good" role="status" title={title}>
      <div className={css.row}>
        <TextInput
          className={css.secret}
          label={label}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          data-testid="secret"
          spellCheck={false}
        />
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button variant="default" leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />} onClick={copy}>
              {say(copied ? 'access.copied' : 'access.copy')}
            </Button>
          )}
        </CopyButton>
      </div>
    </Note>
  );
}
