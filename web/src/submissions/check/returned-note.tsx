import type { Geometry } from 'geojson';
import { Text } from '@mantine/core';
import type { Kind } from '../../api-types';
import type { Item } from '../types';
import { useWords } from '../../text';
import { useReasonWords } from '../queries';
import css from '../submissions.module.css';
import { Mended } from './mended';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const moved = (a: Geometry | null, b: Geometry | null): boolean => !same(a, b);

/** Why this row came back, in the inspector's words, and what has been mended since. */
export function ReturnedNote({ item, kind }: { item: Item; kind: Kind }) {
  const { say } = useWords();
  const reasonWords = useReasonWords();
  const { returned } = item;
  if (!returned) return null;
  const reason = reasonWords(returned.reason);
  const fields = [...new Set([...Object.keys(returned.data), ...Object.keys(item.data)])].filter((name) => !same(returned.data[name], item.data[name]));
  const place = moved(returned.geometry, item.geometry);
  return (
    <div className={css.returned} data-testid="returned">
      <Text size="sm">
        <strong>{say('wizard.returned.why')}</strong> {[reason, returned.comment && `“${returned.comment}”`].filter(Boolean).join('. ')}
      </Text>
      {fields.length === 0 && !place ? (
        <Text size="sm" className="caution">
          {say('wizard.returned.same')}
        </Text>
      ) : (
        <Text size="sm">
          {say('wizard.returned.since')} <Mended kind={kind} fields={fields} from={returned.data} to={item.data} />
          {place && <span className={css.since}>{say('wizard.returned.moved')}</span>}
        </Text>
      )}
    </div>
  );
}
