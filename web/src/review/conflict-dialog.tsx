import { Button, Modal, Skeleton, Text } from '@mantine/core';
import type { Geometry } from 'geojson';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { Kind, Value } from '../api-types';
import type { Conflict, Item } from '../submissions/types';
import { fieldOf } from '../records/registry';
import { placeWords, type Say } from '../records/place-words';
import { useValueWords } from '../records/values';
import { GEOMETRY } from '../submissions/grid-columns';
import { useWords } from '../text';
import { formatInstant } from '../text/format';
import { notify } from '../ui/notify';
import { ProblemView } from '../ui/problem';
import { ConflictMap } from './conflict-map';
import { useConflict, useResolve, type Choice } from './queries';
import css from './review.module.css';

interface Props {
  id: string;
  item: Item;
  kind: Kind;
  close: () => void;
}

type Fields = Choice['fields'];
const SIDES = ['register', 'proposed'] as const;

/** The record when the package was sent, the record now, and what is proposed; for each difference somebody chooses. */
export function ConflictDialog({ id, item, kind, close }: Props) {
  const { say } = useWords();
  const conflict = useConflict(id, item.id);
  return (
    <Modal
      opened
      onClose={close}
      size={1100}
      title={say('desk.conflict.heading', { code: item.code ?? '' })}
      closeButtonProps={{ 'aria-label': say('close') }}
      data-testid="conflict"
    >
      {conflict.isPending && <Skeleton height={240} />}
      {conflict.isError && <ProblemView error={conflict.error} retry={() => void conflict.refetch()} />}
      {conflict.isSuccess && <Choosing id={id} item={item} kind={kind} conflict={conflict.data} close={close} />}
    </Modal>
  );
}

function Choosing({ id, item, kind, conflict, close }: Props & { conflict: Conflict }) {
  const { say } = useWords();
  const [chosen, setChosen] = useState<Fields>(() => startOf(conflict));
  // What failed has been said by then; the next look shows the new state.
  const resolve = useResolve(id, item, close);
  const form = useRef<HTMLFormElement>(null);
  // The dialog was there before its fields; the keyboard begins at the first that is open.
  useEffect(() => firstOpen(form.current)?.focus(), []);
  const open = conflict.fields.filter(({ name }) => !chosen[name]);
  const all = (side: (typeof SIDES)[number]) => setChosen(Object.fromEntries(conflict.fields.map(({ name }) => [name, side])));
  const placed = [...conflict.fields, ...conflict.others].some(({ name }) => name === GEOMETRY);
  const keptAll = conflict.fields.every(({ name }) => chosen[name] === 'register');
  const send = () =>
    resolve.mutate(
      { fields: chosen, register: conflict.register?.revision ?? null },
      // It leaves the list, so it is said why.
      {
        onSuccess: () =>
          keptAll && void notify({ tone: 'good', title: say('desk.conflict.keptAll', { code: item.code ?? '' }), text: say('desk.conflict.keptAllText') }),
      },
    );
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        if (open.length === 0) send();
      }}
    >
      <Text size="sm" mb="xs">
        {say(conflict.register ? 'desk.conflict.how' : 'desk.conflict.gone')}
      </Text>
      {conflict.register && (
        <Text size="sm" mb="xs">
          {say('desk.conflict.since', { at: formatInstant(conflict.register.at) })}{' '}
          {conflict.register.submission !== null && (
            <Link to={`/submissions/${conflict.register.submission}`} target="_blank">
              {say('desk.conflict.bySubmission', { id: conflict.register.submission })}
            </Link>
          )}
        </Text>
      )}
      <div className={css.sides}>
        <div className="table-scroll">
          <table className={`table ${css.conflictTable}`}>
            <thead>
              <tr>
                <th scope="col">{say('desk.conflict.field')}</th>
                <th scope="col">{say('desk.conflict.base')}</th>
                <th scope="col">{say('desk.conflict.register')}</th>
                <th scope="col">{say('desk.conflict.proposed')}</th>
              </tr>
            </thead>
            <tbody>
              {conflict.fields.map((field) => (
                <FieldRow
                  key={field.name}
                  field={field}
                  conflict={conflict}
                  kind={kind}
                  chosen={chosen[field.name]}
                  choose={(side) => setChosen((now) => ({ ...now, [field.name]: side }))}
                />
              ))}
              {conflict.others.map((field) => (
                <OtherRow key={field.name} field={field} conflict={conflict} kind={kind} />
              ))}
            </tbody>
          </table>
        </div>
        {placed && <ConflictMap conflict={conflict} />}
      </div>
      <div className={css.dialogFoot}>
        <Button size="xs" variant="default" onClick={() => all('register')}>
          {say('desk.conflict.allRegister')}
        </Button>
        <Button size="xs" variant="default" onClick={() => all('proposed')}>
          {say('desk.conflict.allProposed')}
        </Button>
        <Text size="sm" className="push" aria-live="polite">
          {open.length > 0 ? say('desk.conflict.left', { count: open.length }) : say('desk.conflict.ready')}
        </Text>
        <Button type="submit" disabled={open.length > 0} loading={resolve.isPending}>
          {say('desk.conflict.save')}
        </Button>
      </div>
    </form>
  );
}

interface RowProps {
  field: Conflict['fields'][number];
  conflict: Conflict;
  kind: Kind;
  chosen: 'register' | 'proposed' | undefined;
  choose: (side: 'register' | 'proposed') => void;
}

function FieldRow({ field, conflict, kind, chosen, choose }: RowProps) {
  const { say, pick } = useWords();
  const words = useValueWords();
  const place = field.name === GEOMETRY;
  const text = (value: Value) => (place ? '' : words(fieldOf(kind, field.name), value) || say('empty'));
  return (
    <tr data-open={chosen ? undefined : ''}>
      <th scope="row">{pick(field.label)}</th>
      <td className="wrap">{place ? <small>{placeOf(say, conflict.base?.geometry)}</small> : text(field.base)}</td>
      {SIDES.map((side) => (
        <td key={side} className="wrap" data-chosen={chosen === side || undefined}>
          <label className={css.side}>
            <input
              type="radio"
              name={field.name}
              checked={chosen === side}
              onChange={() => choose(side)}
              aria-label={`${pick(field.label)}: ${say(`desk.conflict.${side}`)} ${text(field[side])}`}
            />
            {place ? (
              <span>
                {say(`desk.conflict.place.${side}`)} <small>{placeWords(say, conflict[side]?.geometry)}</small>
              </span>
            ) : (
              text(field[side])
            )}
          </label>
        </td>
      ))}
    </tr>
  );
}

/** Changed in the register alone: there to be seen, nothing to choose. */
function OtherRow({ field, conflict, kind }: Pick<RowProps, 'field' | 'conflict' | 'kind'>) {
  const { say, pick } = useWords();
  const words = useValueWords();
  const text = (side: 'base' | 'register') =>
    field.name === GEOMETRY ? placeOf(say, conflict[side]?.geometry) : words(fieldOf(kind, field.name), field[side]) || say('empty');
  return (
    <tr className={css.other}>
      <th scope="row">{pick(field.label)}</th>
      <td className="wrap">{text('base')}</td>
      <td className="wrap">{text('register')}</td>
      <td className="wrap">{say('desk.conflict.untouched')}</td>
    </tr>
  );
}

/** A shape is better looked at than read. */
const placeOf = (say: Say, geometry: Geometry | null | undefined): string => placeWords(say, geometry) ?? say('desk.conflict.onMap');

const firstOpen = (form: HTMLFormElement | null): HTMLElement | null | undefined =>
  form?.querySelector<HTMLElement>('tr[data-open] input') ?? form?.querySelector<HTMLElement>('input');

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Where only one side has changed since the package was sent, that side is offered; where both have, somebody must choose. */
function startOf({ base, register: now, proposed: next, fields }: Conflict): Fields {
  if (!base) return {};
  return Object.fromEntries(
    fields.flatMap(({ name, base: was, register, proposed }): [string, (typeof SIDES)[number]][] => {
      const place = name === GEOMETRY;
      const [before, ours, theirs] = place ? [base.geometry, now?.geometry, next.geometry] : [was, register, proposed];
      if (same(before, theirs)) return [[name, 'register']];
      return same(before, ours) ? [[name, 'proposed']] : [];
    }),
  );
}
