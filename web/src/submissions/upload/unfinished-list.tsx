import { Button } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../text';
import { Note } from '../../ui/note';
import { formatPart } from './format';
import { forget, unfinished } from './remembered';
import css from './upload.module.css';

/** Uploads this browser did not finish. The file itself must be chosen again: a page may not reopen it. */
export function UnfinishedList() {
  const { say } = useWords();
  const [list, setList] = useState(unfinished);
  if (list.length === 0) return null;
  return (
    <Note tone="info" title={say('wizard.upload.unfinished')} testid="unfinished">
      <ul className={css.unfinished}>
        {list.map((one) => (
          <li key={one.id}>
            {say('wizard.upload.unfinishedFile', { name: one.name, part: formatPart(one.received, one.size) })}{' '}
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => {
                forget(one.id);
                setList(unfinished());
              }}
              aria-label={say('wizard.upload.forgetFile', { name: one.name })}
            >
              {say('wizard.upload.forget')}
            </Button>
          </li>
        ))}
      </ul>
    </Note>
  );
}
