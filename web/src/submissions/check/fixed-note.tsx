import { Text } from '@mantine/core';
import type { Kind, Values } from '../../api-types';
import { fieldOf } from '../../records/registry';
import { useValueWords } from '../../records/values';
import { useWords } from '../../text';
import { GEOMETRY } from '../grid-columns';
import css from '../submissions.module.css';
import type { Item } from '../types';

/** What the authority mended in this row, beside what its sender wrote. */
export function FixedNote({ item, kind }: { item: Item; kind: Kind }) {
  const { say } = useWords();
  const { sent } = item;
  if (!sent) return null;
  return (
    <Text size="sm" data-testid="fixed">
      <strong>{say('outcome.mended')}</strong> <Mended kind={kind} fields={Object.keys(sent).filter((name) => name !== GEOMETRY)} from={sent} to={item.data} />
      {GEOMETRY in sent && <span className={css.since}>{say('wizard.returned.moved')}</span>}
    </Text>
  );
}

/** Fields with their old value struck through and the new one beside it. */
export function Mended({ kind, fields, from, to }: { kind: Kind; fields: string[]; from: Values; to: Values }) {
  const { say, pick } = useWords();
  const words = useValueWords();
  return fields.map((name) => {
    const field = fieldOf(kind, name);
    return (
      <span key={name} className={css.since}>
        {pick(field?.label) || name}: <del className="old">{words(field, from[name]) || say('empty')}</del> →{' '}
        <ins className="new">{words(field, to[name]) || say('empty')}</ins>
      </span>
    );
  });
}
