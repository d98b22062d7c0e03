import { Button, Checkbox, Text } from '@mantine/core';
import { useState } from 'react';
import type { Submission } from '../types';
import { useRegistry } from '../../records/registry';
import { useWords } from '../../text';
import { Empty } from '../../ui/empty';
import { Note } from '../../ui/note';
import { readingWith } from '../reading-change';
import { useRead, useValues } from '../reading-queries';
import { StepFoot } from '../steps/step-foot';
import { unknownColumns } from '../steps/steps';
import { useLacking } from '../steps/use-lacking';
import { ColumnsTable } from './columns-table';
import { isChanged, mergedValues, missingWith, NO_CHANGE } from './draft';
import { FileNotes } from './file-notes';
import { ValuesTable } from './values-table';

/** What each column and each word of a code list was taken for; changed by hand, then the file is read again. */
export function ColumnsStep({ submission }: { submission: Submission }) {
  const { say, pick } = useWords();
  const id = String(submission.id);
  const kind = useRegistry().kind(submission.kind)!;
  const [draft, setDraft] = useState(NO_CHANGE);
  const [remember, setRemember] = useState(true);
  const values = useValues(id);
  const read = useRead(id);
  const lack = useLacking(submission);
  const mayRead = submission.actions.includes('read');
  if (submission.columns.length === 0) return <Empty title={say('columns.none')} />;
  // Those that were given a meaning just now wait only for the file to be read again.
  const unknown = unknownColumns(submission).filter(({ header }) => !(header in draft.columns)).length;
  // Records of the register keep what they have: a column is missed only where rows lack its value.
  const lacking = lack || isChanged(draft);
  const missing = lacking ? missingWith(draft, submission, kind) : [];
  const apply = () => {
    const columns = { ...submission.reading?.columns, ...draft.columns };
    const change = readingWith(submission, { columns, values: mergedValues(submission, draft), ...(draft.sheet && { sheet: draft.sheet }) });
    return read.mutateAsync({ change: { ...change, remember }, revision: submission.revision });
  };
  return (
    <>
      <FileNotes submission={submission} draft={draft} change={setDraft} mayRead={mayRead} />
      <Text mb="xs">{unknown ? say('columns.unknown', { count: unknown }) : say('columns.allKnown', { count: submission.columns.length })}</Text>
      {missing.length > 0 && (
        <Note tone="warn" title={say('wizard.columns.missing', { fields: missing.map((field) => pick(field.label)).join(', ') })} testid="missing-fields">
          {say('wizard.columns.missingText')}
        </Note>
      )}
      <ColumnsTable submission={submission} kind={kind} draft={draft} change={setDraft} mayRead={mayRead} />
      {values.data && <ValuesTable choices={values.data.items} draft={draft} change={setDraft} mayRead={mayRead} />}
      <StepFoot
        back="file"
        next="crs"
        before={mayRead && isChanged(draft) ? { label: say('wizard.columns.applyAndGoOn'), busy: read.isPending, act: apply } : undefined}
      >
        {mayRead && (
          <>
            <Checkbox
              label={say('wizard.columns.remember')}
              description={say('wizard.columns.rememberWhat')}
              checked={remember}
              onChange={(event) => setRemember(event.currentTarget.checked)}
            />
            <Button variant="light" disabled={!isChanged(draft)} loading={read.isPending} onClick={() => void apply().catch(() => undefined)}>
              {say('wizard.columns.apply')}
            </Button>
          </>
        )}
      </StepFoot>
    </>
  );
}
