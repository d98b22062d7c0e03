import { Text } from '@mantine/core';
import type { Kind, Value } from '../api-types';
import type { Item } from '../submissions/types';
import { fieldOf } from '../records/registry';
import { useValueWords } from '../records/values';
import { useWords } from '../text';
import { formatLength } from '../text/format';
import css from './form.module.css';

/** Field by field, the old beside the new, before anything is sent. */
export function WhatChanges({ kind, item }: { kind: Kind; item: Item }) {
  const { say, pick } = useWords();
  const words = useValueWords();
  const fields = item.changedFields.flatMap((name) => fieldOf(kind, name) ?? []);
  const placed = item.changedFields.includes('geometry') || (item.movedM ?? 0) > 0;
  return (
    <div className={css.changes} data-testid="what-changes">
      <Text fw={600} size="sm">
        {say('form.whatChanges')}
      </Text>
      <ul className={css.errors}>
        {fields.map((field) => (
          <li key={field.name}>
            {pick(field.label)}: <del className="old">{words(field, item.before?.[field.name] as Value) || say('empty')}</del> →{' '}
            <ins className="new">{words(field, item.data[field.name] as Value) || say('empty')}</ins>
          </li>
        ))}
        {placed && <li>{item.movedM ? say('form.placeMoved', { distance: formatLength(item.movedM) }) : say('form.placeChanged')}</li>}
      </ul>
    </div>
  );
}
