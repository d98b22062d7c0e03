import { ActionIcon, Text } from '@mantine/core';
import { IconEdit } from '@tabler/icons-react';
import type { Geometry } from 'geojson';
import { useRef, useState } from 'react';
import type { Field, Kind, Value } from '../api-types';
import type { Item } from '../submissions/types';
import { fieldOf } from '../records/registry';
import { placeWords, shapeWords, type Say } from '../records/place-words';
import { isFilled, useValueWords } from '../records/values';
import { GEOMETRY } from '../submissions/grid-columns';
import { ItemEditor } from '../submissions/item-editor';
import { useWords } from '../text';
import { formatLength } from '../text/format';
import css from './review.module.css';

interface Props {
  id: string;
  crs: string;
  kind: Kind;
  item: Item;
  mayEdit: boolean;
}

/** Changed fields only, old struck through, new bold; a new record shows all it brings. */
export function Differences({ id, crs, kind, item, mayEdit }: Props) {
  const { say, pick } = useWords();
  const [editing, setEditing] = useState<string | null>(null);
  const fields = item.before
    ? item.changedFields.flatMap((name) => fieldOf(kind, name) ?? [])
    : kind.fields.filter((field) => isFilled(item.data[field.name]) || item.checks.some((check) => check.path === field.name));
  const concerned = [...(item.before ? item.checks.map(({ path }) => path) : []), ...Object.keys(item.sent ?? {})]
    .flatMap((name) => fieldOf(kind, name) ?? [])
    .filter((field, index, list) => !fields.includes(field) && list.indexOf(field) === index);
  const table = useRef<HTMLTableElement>(null);
  /** The keyboard stays in the row that was mended. */
  const close = () => {
    table.current?.querySelector<HTMLElement>('tr[data-editing] [data-pencil]')?.focus();
    setEditing(null);
  };
  return (
    <table className={css.differences} ref={table}>
      <caption>{say(item.before ? 'review.changed' : 'review.brings')}</caption>
      <tbody>
        {[...fields, ...concerned].map((field) => (
          <tr
            key={field.name}
            data-flagged={item.checks.some((check) => check.path === field.name) || undefined}
            data-editing={editing === field.name || undefined}
          >
            <th scope="row">{pick(field.label)}</th>
            <td>
              {editing === field.name ? (
                <ItemEditor id={id} crs={crs} kind={kind} item={item} field={field.name} close={close} />
              ) : (
                <>
                  <Difference field={field} item={item} />
                  <AsSent field={field} item={item} />
                </>
              )}
            </td>
            <td>{mayEdit && <Pencil label={say('review.edit', { label: pick(field.label) })} edit={() => setEditing(field.name)} />}</td>
          </tr>
        ))}
        {(mayEdit || item.geometry) && (
          <tr data-flagged={item.checks.some((check) => check.path === GEOMETRY) || undefined} data-editing={editing === GEOMETRY || undefined}>
            <th scope="row">{say('record.place')}</th>
            <td>{editing === GEOMETRY ? <ItemEditor id={id} crs={crs} kind={kind} item={item} field={GEOMETRY} close={close} /> : <Place item={item} />}</td>
            <td>
              {mayEdit && !kind.geometry.includes('GeometryCollection') ? (
                <Pencil label={say('review.edit', { label: say('record.place') })} edit={() => setEditing(GEOMETRY)} />
              ) : null}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Difference({ field, item }: { field: Field; item: Item }) {
  const { say } = useWords();
  const words = useValueWords();
  const now = words(field, item.data[field.name] as Value);
  if (!item.before)
    return (
      <>
        {now || (
          <Text span className="alarm">
            {item.raw ? say('empty') : ''}
          </Text>
        )}
      </>
    );
  const was = words(field, item.before[field.name] as Value);
  // A field that is shown for what was found in it, and of which the package says nothing, stays as it is.
  if (was === now || !(field.name in item.data)) return <>{was}</>;
  return (
    <>
      <del className="old">{was || say('empty')}</del> → <ins className="new">{now || say('empty')}</ins>
    </>
  );
}

/** What the sender wrote, where it was mended in review. */
function AsSent({ field, item }: { field: Field; item: Item }) {
  const { say } = useWords();
  const words = useValueWords();
  if (!item.sent || !(field.name in item.sent)) return null;
  return (
    <Text size="xs" c="dimmed">
      {say('review.asSent', { text: words(field, item.sent[field.name] as Value) || say('empty') })}
    </Text>
  );
}

const placeOf = (say: Say, geometry: Geometry | null | undefined): string | null => shapeWords(say, geometry) ?? placeWords(say, geometry);

function Place({ item }: { item: Item }) {
  const { say } = useWords();
  const moved = item.movedM !== null && item.movedM > 0;
  return (
    <>
      {moved && <strong>{say('moved', { distance: formatLength(item.movedM!) })} </strong>}
      <Text span size="xs" c="dimmed">
        {item.before && !moved && `${say('review.samePlace')} · `}
        {placeOf(say, item.geometry ?? item.before?.geometry)}
      </Text>
      {item.sent && GEOMETRY in item.sent && (
        <Text size="xs" c="dimmed">
          {say('review.asSent', { text: placeOf(say, item.sent[GEOMETRY] as Geometry | null) || say('empty') })}
        </Text>
      )}
    </>
  );
}

const Pencil = ({ label, edit }: { label: string; edit: () => void }) => (
  <ActionIcon variant="subtle" size="sm" aria-label={label} onClick={edit} data-pencil>
    <IconEdit size={16} />
  </ActionIcon>
);
