import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import type { Id, Severity } from '../api-types';
import type { Item, ItemChange, Submission } from './types';
import { useRegistry } from '../records/registry';
import { useWords } from '../text';
import { Empty } from '../ui/empty';
import { ProblemView } from '../ui/problem';
import { useUrlState } from '../ui/use-url-state';
import { CheckMap } from './check/check-map';
import { CheckNotes } from './check/check-notes';
import { CheckTools } from './check/check-tools';
import { useSteadyColumns } from './check/use-steady-columns';
import { AssumedZone } from './coordinates/assumed-zone';
import { CountStrip } from './count-strip';
import { ItemTable } from './item-table';
import { ProblemGroups } from './problem-groups';
import { useItems } from './queries';
import { useStepLink } from './steps/step-bar';
import { StepFoot } from './steps/step-foot';
import { stepsOf } from './steps/steps';
import css from './submissions.module.css';

export interface ItemFilter {
  change: ItemChange | null;
  severity: Severity | null;
  rule: string | null;
  /** Returned, and as it was then. */
  unmended: 'true' | null;
  q: string | null;
}

const NOTHING: ItemFilter = { change: null, severity: null, rule: null, unmended: null, q: null };

/** Big counts, the problems by rule, the rows; table and map point at each other. */
export function CheckStep({ id, submission }: { id: string; submission: Submission }) {
  const { say } = useWords();
  const to = useStepLink();
  const { params, change } = useUrlState();
  const [selected, setSelected] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Set<Id>>(() => new Set());
  const filter: ItemFilter = {
    change: params.get('change') as ItemChange | null,
    severity: params.get('severity') as Severity | null,
    rule: params.get('rule'),
    unmended: params.get('unmended') === 'true' ? 'true' : null,
    q: params.get('q'),
  };
  const set = (next: Partial<ItemFilter>) => {
    setSelected(null);
    change({ ...NOTHING, ...next });
  };
  const items = useItems(id, { ...filter });
  const loaded = items.data?.pages.flatMap((page) => page.items) ?? [];
  const rows = useWithChosen(id, loaded, selected);
  const columns = useSteadyColumns(submission, rows, useRegistry().kind(submission.kind)!);
  const total = items.data?.pages[0]?.total ?? null;
  return (
    <>
      <AssumedZone submission={submission} to={to('crs')} />
      <CheckNotes submission={submission} />
      <CountStrip counts={submission.counts} filter={filter} set={set} />
      <div className={css.check}>
        <aside className={css.side}>
          <ProblemGroups id={id} filter={filter} set={set} />
          <CheckMap submission={submission} selected={selected} choose={setSelected} />
        </aside>
        <section className={css.rows}>
          <CheckTools
            submission={submission}
            filter={filter}
            set={set}
            shown={loaded.length}
            kept={rows.length > loaded.length}
            total={total}
            chosen={chosen}
            choose={setChosen}
          />
          {items.isPending && <Skeleton height={240} />}
          {items.isError && <ProblemView error={items.error} retry={() => void items.refetch()} />}
          {items.isSuccess && rows.length === 0 && (filter.rule || filter.severity ? <AllMended show={() => set({})} /> : <Empty title={say('check.none')} />)}
          {rows.length > 0 && (
            <ItemTable
              id={id}
              submission={submission}
              items={rows}
              columns={columns}
              selected={selected}
              select={setSelected}
              chosen={chosen}
              choose={setChosen}
            />
          )}
          {items.hasNextPage && (
            <Button variant="default" fullWidth mt="xs" loading={items.isFetchingNextPage} onClick={() => void items.fetchNextPage()}>
              {say('records.more')}
            </Button>
          )}
        </section>
      </div>
      <StepFoot back={stepsOf(submission).includes('crs') ? 'crs' : undefined} next={submission.actions.includes('submit') ? 'send' : undefined} />
    </>
  );
}

/** The last row of a kind of problem was mended: nothing is lost, it only fits the filter no more. */
function AllMended({ show }: { show: () => void }) {
  const { say } = useWords();
  return (
    <Empty title={say('wizard.check.allMended')}>
      <Button size="xs" variant="default" onClick={show}>
        {say('wizard.check.showAll')}
      </Button>
    </Empty>
  );
}

/** A row that is pointed at stays among the others in the file's order: one on the map that is not loaded yet, or one that was mended and no longer fits the filter. */
function useWithChosen(id: string, loaded: Item[], selected: string | null): Item[] {
  const found = useItems(id, { id: selected }, 1, selected !== null).data?.pages[0]?.items ?? [];
  const missing = found.filter((item) => String(item.id) === selected && !loaded.some((one) => one.id === item.id));
  return missing.length ? [...missing, ...loaded].sort((a, b) => a.row - b.row) : loaded;
}
