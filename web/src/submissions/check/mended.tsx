import type { Kind, Values } from '../../api-types';
import { fieldOf } from '../../records/registry';
import { useValueWords } from '../../records/values';
import { useWords } from '../../text';
import css from '../submissions.module.css';

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
