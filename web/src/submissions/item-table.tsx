import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { Id } from '../api-types';
import type { Item, Submission } from './types';
import { useRegistry } from '../records/registry';
import { useWords } from '../text';
import { pairOrder, type GridColumn } from './grid-columns';
import { ItemRow } from './item-row';
import css from './submissions.module.css';
import { useThread } from './words-queries';

interface Props {
  id: string;
  submission: Submission;
  items: Item[];
  columns: GridColumn[];
  selected: string | null;
  select: (id: string | null) => void;
  /** Rows ticked for a change of many at once. */
  chosen: Set<Id>;
  choose: (chosen: Set<Id>) => void;
}

/** The sender's own sheet, with what was found written under each row and mended in place. */
export function ItemTable({ id, submission, items, columns, selected, select, chosen, choose }: Props) {
  const { say, pick } = useWords();
  const kind = useRegistry().kind(submission.kind)!;
  const [editing, setEditing] = useState<{ item: string; field: string } | null>(null);
  const thread = useThread(id).data?.items ?? [];
  const mayEdit = submission.actions.includes('edit');
  const mayChoose = mayEdit && submission.state !== 'in_review';
  const tick = (ids: Id[], on: boolean) => {
    const next = new Set(chosen);
    for (const one of ids)
      if (on) next.add(one);
      else next.delete(one);
    choose(next);
  };
  const ticked = items.filter((item) => chosen.has(item.id)).length;
  return (
    <div className={css.gridScroll}>
      <table className={css.grid} data-testid="items">
        <caption className="hidden">{say('check.rows')}</caption>
        <thead>
          <tr>
            {mayChoose && (
              <th scope="col">
                <Checkbox
                  size="xs"
                  aria-label={say('wizard.check.chooseAll', { count: items.length })}
                  checked={ticked === items.length}
                  indeterminate={ticked > 0 && ticked < items.length}
                  onChange={(event) =>
                    tick(
                      items.map((item) => item.id),
                      event.currentTarget.checked,
                    )
                  }
                />
              </th>
            )}
            <th scope="col" data-frozen="row">
              {say('check.row')}
            </th>
            <th scope="col">{say('check.change')}</th>
            {columns.map((column) => (
              <th key={column.field} scope="col" data-frozen={column.field === kind.codeField ? 'code' : undefined}>
                {column.letter && <span className={css.letter}>{column.letter}</span>}
                {column.header || pick(column.label) || say('record.place')}
              </th>
            ))}
          </tr>
        </thead>
        {items.map((item) => (
          <ItemRow
            key={item.id}
            id={id}
            crs={submission.crs?.code ?? 'EPSG:4326'}
            kind={kind}
            item={item}
            words={thread.filter((one) => one.item === item.id)}
            columns={columns}
            order={pairOrder(submission)}
            mayEdit={mayEdit}
            mayLeaveOut={mayChoose}
            ticked={mayChoose ? chosen.has(item.id) : null}
            tick={(on) => tick([item.id], on)}
            editing={editing?.item === String(item.id) ? editing.field : null}
            edit={(field) => {
              setEditing(field ? { item: String(item.id), field } : null);
              if (field) select(String(item.id));
            }}
            selected={selected === String(item.id)}
            select={() => select(String(item.id))}
          />
        ))}
      </table>
    </div>
  );
}
