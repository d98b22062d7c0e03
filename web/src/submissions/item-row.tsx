import { Button, Checkbox, Group, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Kind, Value } from '../api-types';
import { Link } from 'react-router';
import type { Check, Item, Words } from './types';
import { fieldOf } from '../records/registry';
import { shapeWords } from '../records/place-words';
import { useValueWords } from '../records/values';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import { FixedNote } from './check/fixed-note';
import { ReturnedNote } from './check/returned-note';
import { ChangeBadge, SeverityBadge, VerdictBadge } from './badges';
import { GEOMETRY, rawText, type GridColumn, type Ordinate } from './grid-columns';
import { ItemEditor } from './item-editor';
import { useLeaveOut } from './queries';
import { useRowWords } from './row-words';
import { useStepLink } from './steps/step-bar';
import css from './submissions.module.css';
import { useOwnSide } from './words-queries';

interface Props {
  id: string;
  crs: string;
  kind: Kind;
  item: Item;
  /** What was said about it. */
  words: Words[];
  columns: GridColumn[];
  /** Which of two coordinates the file writes first. */
  order: [Ordinate, Ordinate];
  mayEdit: boolean;
  mayLeaveOut: boolean;
  editing: string | null;
  edit: (field: string | null) => void;
  selected: boolean;
  select: () => void;
  /** null where rows cannot be ticked. */
  ticked: boolean | null;
  tick: (on: boolean) => void;
}

export function ItemRow(props: Props) {
  const { kind, item, words, columns, mayEdit, editing, edit, selected, select, ticked } = props;
  const { say, pick } = useWords();
  const cellWords = useCellWords(kind, props.order);
  const valueWords = useValueWords();
  const was = ({ before }: Item, field: string) => (before ? valueWords(fieldOf(kind, field), before[field] as Value) : '');
  const worst = (field: string) => item.checks.find((check) => check.path === field && check.severity !== 'info')?.severity;
  const shown = item.checks.length > 0 || editing !== null || item.verdict !== null || Boolean(item.returned) || Boolean(item.sent) || words.length > 0;
  const body = useRef<HTMLTableSectionElement>(null);
  // Chosen on the map, the row comes into sight.
  useEffect(() => {
    if (selected) body.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <tbody ref={body} className={css.item} data-selected={selected || undefined}>
      <tr>
        {ticked !== null && (
          <td>
            <Checkbox
              size="xs"
              aria-label={say('wizard.check.chooseRow', { row: item.row })}
              checked={ticked}
              onChange={(event) => props.tick(event.currentTarget.checked)}
            />
          </td>
        )}
        <th scope="row">
          <button type="button" className={css.rowNumber} aria-label={say('check.showRow', { row: item.row })} aria-pressed={selected} onClick={select}>
            {/* What the register has and the file has not stands in no row. */}
            {item.row > 0 ? item.row : '–'}
          </button>
        </th>
        <td>
          <ChangeBadge item={item} />
        </td>
        {columns.map((column) => {
          const text = cellWords(item, column);
          const label = column.header || pick(column.label) || say('record.place');
          const changed = item.change === 'changed' && item.changedFields.includes(column.field);
          const shownText = changed && column.field !== GEOMETRY ? <Changed was={was(item, column.field)} text={text} /> : text;
          return (
            <td
              key={column.field}
              data-frozen={column.field === kind.codeField ? 'code' : undefined}
              data-severity={worst(column.field)}
              data-changed={changed || undefined}
            >
              {mayEdit ? (
                <button
                  type="button"
                  className={css.cell}
                  aria-label={say('check.editCell', { header: label, row: item.row, text })}
                  onClick={() => edit(column.field)}
                  title={text}
                >
                  {text ? shownText : '–'}
                </button>
              ) : (
                shownText
              )}
            </td>
          );
        })}
      </tr>
      {shown && (
        <tr className={css.findings}>
          <td colSpan={columns.length + (ticked === null ? 2 : 3)}>
            <div className={css.findingsBody}>
              {item.verdict && (
                <p>
                  <VerdictBadge verdict={item.verdict} /> {item.comment}
                </p>
              )}
              <FixedNote item={item} kind={kind} />
              {words.map((one) => (
                <RowWords key={one.id} words={one} />
              ))}
              <ReturnedNote item={item} kind={kind} />
              {item.checks.map((check, index) => (
                <Finding
                  key={index}
                  kind={kind}
                  check={check}
                  edit={mayEdit && (check.path === GEOMETRY || fieldOf(kind, check.path)) ? () => edit(check.path) : null}
                />
              ))}
              {editing && (
                <ItemEditor
                  key={editing}
                  id={props.id}
                  crs={props.crs}
                  kind={kind}
                  item={item}
                  field={editing}
                  column={columns.find((one) => one.field === editing)}
                  order={props.order}
                  keepsOnLeaving
                  close={() => edit(null)}
                />
              )}
              {props.mayLeaveOut && item.checks.some((check) => check.severity === 'error') && <LeaveOut id={props.id} item={item} />}
            </div>
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** What was said about this row; words of the other side that were not opened yet are opened where they can be answered. */
function RowWords({ words }: { words: Words }) {
  const { say } = useWords();
  const ours = useOwnSide()(words);
  const to = useStepLink();
  const isClosed = !ours && words.openedAt === null;
  return (
    <p data-testid="row-words">
      <strong>{words.by}:</strong> {isClosed ? say('wizard.words.closed') : `“${words.words}”`} <Link to={to('events')}>{say('wizard.words.answer')}</Link>
    </p>
  );
}

function Finding({ kind, check, edit }: { kind: Kind; check: Check; edit: (() => void) | null }) {
  const { say, pick } = useWords();
  const rowWords = useRowWords();
  // Records that a program sent name their fields as the API does.
  const header = pick(fieldOf(kind, check.header ?? '')?.label) || check.header;
  const place = [check.column && say('check.column', { letter: check.column }), header, check.row !== null && rowWords(check.row)].filter(Boolean).join(' · ');
  return (
    <p data-rule={check.rule}>
      <SeverityBadge severity={check.severity} /> <span className={css.findingPlace}>{place}:</span> {pick(check.message)}{' '}
      {edit && (
        <button type="button" className="link" aria-label={say('check.mendAt', { place })} onClick={edit}>
          {say('check.mend')}
        </button>
      )}
    </p>
  );
}

function LeaveOut({ id, item }: { id: string; item: Item }) {
  const { say } = useWords();
  const leaveOut = useLeaveOut(id);
  const [asked, setAsked] = useState(false);
  if (!asked)
    return (
      <Button size="compact-xs" variant="subtle" color="red" onClick={() => setAsked(true)}>
        {say('check.leaveOut', { row: item.row })}
      </Button>
    );
  return (
    <Group gap={8} my={4} role="group" aria-label={say('check.leaveOut', { row: item.row })}>
      <Text size="sm">{say('check.leaveOutText', { row: item.row })}</Text>
      <Button size="compact-xs" color="red" loading={leaveOut.isPending} onClick={() => leaveOut.mutate(item)}>
        {say('check.leaveOutNow')}
      </Button>
      <Button size="compact-xs" variant="default" onClick={() => setAsked(false)}>
        {say('cancel')}
      </Button>
    </Group>
  );
}

/** A value that was understood is shown in words; what was not stays as it was typed. */
/** What the register has and what it is to be. */
function Changed({ was, text }: { was: string; text: string }) {
  const { say } = useWords();
  return (
    <>
      <del className="old">{was || say('empty')}</del> → {text}
    </>
  );
}

function useCellWords(kind: Kind, order: [Ordinate, Ordinate]) {
  const { say } = useWords();
  const words = useValueWords();
  const place = (item: Item, column: GridColumn): string => {
    const shape = shapeWords(say, item.geometry);
    if (shape) return shape;
    if (order.some((name) => name in item.typed)) return rawText(item, column, order);
    const pair = order.flatMap((name) => item[name] ?? []);
    if (pair.length === 2) return pair.map((value) => formatNumber(value, 6)).join('; ');
    if (item.geometry?.type !== 'Point') return rawText(item, column, order);
    const [lon, lat] = item.geometry.coordinates as [number, number];
    return say('tool.pin.wgs', { lat: formatNumber(lat, 6), lon: formatNumber(lon, 6) });
  };
  return (item: Item, column: GridColumn): string => {
    if (column.field === GEOMETRY) return place(item, column);
    const value = item.data[column.field] as Value;
    return words(fieldOf(kind, column.field), value) || rawText(item, column);
  };
}
