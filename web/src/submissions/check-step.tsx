import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { ItemChange, Severity, Submission } from '../api-types';
import { useWords } from '../text';
import { Empty } from '../ui/empty';
import { Note } from '../ui/note';
import { ProblemView } from '../ui/problem';
import { useUrlState } from '../ui/use-url-state';
import { CountStrip } from './count-strip';
import { ItemTable } from './item-table';
import { ItemsMap } from './items-map';
import { ProblemGroups } from './problem-groups';
import { useItems } from './queries';
import { ReportMenu } from './report-menu';
import css from './submissions.module.css';

export interface ItemFilter {
  change: ItemChange | null;
  severity: Severity | null;
  rule: string | null;
}

/** Four big counts, the problems by rule, the rows; table and map point at each other. */
export function CheckStep({ id, submission, unknown }: { id: string; submission: Submission; unknown: number }) {
  const { say } = useWords();
  const { params, change } = useUrlState();
  const [selected, setSelected] = useState<string | null>(null);
  const filter: ItemFilter = {
    change: params.get('change') as ItemChange | null,
    severity: params.get('severity') as Severity | null,
    rule: params.get('rule'),
  };
  const set = (next: Partial<ItemFilter>) => change({ change: null, severity: null, rule: null, ...next });
  // The server filters by severity; a rule is looked for among the rows of its severity.
  const items = useItems(id, { change: filter.change, severity: filter.severity }, filter.rule ? 1000 : 200);
  const all = items.data?.pages.flatMap((page) => page.items) ?? [];
  const rows = filter.rule ? all.filter((item) => item.checks.some((check) => check.rule === filter.rule)) : all;
  const filtered = filter.change ?? filter.severity ?? filter.rule;
  return (
    <>
      {unknown > 0 && submission.actions.includes('edit') && (
        <Note tone="warn">
          {say('columns.unknown', { count: unknown })}{' '}
          <button type="button" className="link" onClick={() => change({ step: 'columns' })}>
            {say('columns.look')}
          </button>
        </Note>
      )}
      <CountStrip counts={submission.counts} filter={filter} set={set} />
      <div className={css.check}>
        <aside className={css.side}>
          <ProblemGroups id={id} filter={filter} set={set} counts={submission.counts} />
          <ItemsMap id={id} className={css.sideMap} selected={selected} choose={setSelected} />
        </aside>
        <section className={css.rows}>
          <div className={css.rowsHead}>
            <Text size="sm" aria-live="polite">
              {items.data && say('check.shown', { shown: rows.length, total: items.data.pages[0]?.total ?? rows.length })}
            </Text>
            {filtered && (
              <Button size="compact-xs" variant="subtle" onClick={() => set({})}>
                {say('check.all')}
              </Button>
            )}
            <ReportMenu submission={submission} />
          </div>
          {items.isError && <ProblemView error={items.error} retry={() => void items.refetch()} />}
          {items.isSuccess && rows.length === 0 && <Empty title={say('check.none')} />}
          {rows.length > 0 && <ItemTable id={id} submission={submission} items={rows} selected={selected} select={setSelected} />}
          {items.hasNextPage && (
            <Button variant="default" fullWidth mt="xs" loading={items.isFetchingNextPage} onClick={() => void items.fetchNextPage()}>
              {say('records.more')}
            </Button>
          )}
        </section>
      </div>
    </>
  );
}
