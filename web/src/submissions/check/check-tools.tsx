import { Button, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconListCheck, IconPencil, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Id } from '../../api-types';
import type { Submission } from '../types';
import { useWords } from '../../text';
import { formatNumber } from '../../text/format';
import type { ItemFilter } from '../check-step';
import { ReportMenu } from '../report-menu';
import { mayReadAgain } from '../steps/steps';
import css from '../submissions.module.css';
import { BulkDialog } from './bulk-dialog';
import { CompleteDialog } from './complete-dialog';
import { LeaveOutChosen } from './leave-out-chosen';
import { LeftOutMenu } from './left-out';
import { UndoBulk } from './undo-bulk';

interface Props {
  submission: Submission;
  filter: ItemFilter;
  set: (filter: Partial<ItemFilter>) => void;
  shown: number;
  /** The row one is at stays, though it is no longer among them. */
  kept: boolean;
  /** null until it is known. */
  total: number | null;
  chosen: Set<Id>;
  choose: (chosen: Set<Id>) => void;
}

/** How many rows are shown, finding among them, and what can be done with many at once. */
export function CheckTools({ submission, filter, set, shown, kept, total, chosen, choose }: Props) {
  const { say } = useWords();
  const [open, setOpen] = useState<'bulk' | 'complete' | null>(null);
  const find = useDebouncedCallback((q: string) => set({ ...filter, q: q.trim() || null }), 300);
  const filtered = Boolean(filter.change ?? filter.severity ?? filter.rule ?? filter.unmended ?? filter.q);
  const mayEdit = submission.actions.includes('edit') && submission.state !== 'in_review';
  return (
    <div className={css.tools}>
      <Text size="sm" aria-live="polite">
        {total !== null && say(kept ? 'check.shownAndKept' : 'check.shown', { shown: formatNumber(shown), total: formatNumber(total) })}
      </Text>
      {filter.unmended && <Text size="sm">{say('check.unmended')}</Text>}
      {filtered && (
        <Button size="compact-xs" variant="subtle" onClick={() => set({})}>
          {say('check.all')}
        </Button>
      )}
      <TextInput
        size="xs"
        className={css.find}
        type="search"
        aria-label={say('wizard.check.find')}
        placeholder={say('wizard.check.findExample')}
        leftSection={<IconSearch size={16} aria-hidden />}
        defaultValue={filter.q ?? ''}
        onChange={(event) => find(event.currentTarget.value)}
      />
      {mayEdit && (
        <Button size="xs" variant="default" leftSection={<IconPencil size={16} />} onClick={() => setOpen('bulk')}>
          {chosen.size ? say('wizard.bulk.openChosen', { count: formatNumber(chosen.size) }) : say('wizard.bulk.open')}
        </Button>
      )}
      {mayEdit && chosen.size > 0 && <LeaveOutChosen submission={submission} chosen={chosen} done={() => choose(new Set())} />}
      {mayEdit && submission.undo && <UndoBulk submission={submission} undo={submission.undo} />}
      {mayEdit && !!submission.leftOut?.length && <LeftOutMenu id={submission.id} rows={submission.leftOut} />}
      {mayReadAgain(submission) && (
        <Button size="xs" variant="default" leftSection={<IconListCheck size={16} />} onClick={() => setOpen('complete')}>
          {say('wizard.complete.open')}
        </Button>
      )}
      <ReportMenu submission={submission} />
      {open === 'bulk' && (
        <BulkDialog
          submission={submission}
          filter={filter}
          filteredCount={filtered ? total : null}
          chosen={chosen}
          done={() => choose(new Set())}
          close={() => setOpen(null)}
        />
      )}
      {open === 'complete' && <CompleteDialog submission={submission} close={() => setOpen(null)} />}
    </div>
  );
}
