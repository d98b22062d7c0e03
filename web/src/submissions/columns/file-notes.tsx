import { Select } from '@mantine/core';
import type { Submission } from '../types';
import { useWords } from '../../text';
import { formatNumber } from '../../text/format';
import { Note } from '../../ui/note';
import css from './columns.module.css';
import type { Draft } from './draft';

interface Props {
  submission: Submission;
  draft: Draft;
  change: (draft: Draft) => void;
  mayRead: boolean;
}

const isPlain = (encoding: string | null | undefined): boolean => !encoding || /^(utf-?8|unicode|ascii)/i.test(encoding);

/** What was done to the file so that it could be read: the sheet, the header, the writing. */
export function FileNotes({ submission, draft, change, mayRead }: Props) {
  const { say, pick } = useWords();
  const { understood } = submission;
  if (!understood) return null;
  const { encoding, sheet, sheets = [], headerRow, hiddenRows = 0, notes = [], remembered } = understood;
  const told = [
    !isPlain(encoding) && say('wizard.understood.encoding', { encoding: encoding! }),
    (headerRow ?? 0) > 2 && say('wizard.understood.header', { row: headerRow! }),
    hiddenRows > 0 && say('wizard.understood.hidden', { count: hiddenRows }),
    remembered && say('wizard.understood.remembered'),
    ...notes.map(pick),
  ].filter((one): one is string => Boolean(one));
  return (
    <div className={css.notes}>
      {sheets.length > 1 && (
        <Select
          label={say('wizard.understood.sheet')}
          data={sheets.map(({ name, rows }) => ({ value: name, label: say('wizard.understood.sheetRows', { name, rows: formatNumber(rows) }) }))}
          value={draft.sheet ?? sheet ?? null}
          disabled={!mayRead}
          onChange={(value) => change({ ...draft, sheet: value === sheet ? null : value })}
          w={320}
        />
      )}
      {told.length > 0 && (
        <Note tone="info" testid="file-notes">
          <ul>
            {told.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Note>
      )}
    </div>
  );
}
