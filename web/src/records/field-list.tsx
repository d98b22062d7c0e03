import { Text } from '@mantine/core';
import type { KindName, RegistryRecord, Value } from '../api-types';
import { useWords } from '../text';
import { formatInstant } from '../text/format';
import { placeWords } from './place-words';
import css from './records.module.css';
import { useRegistry } from './registry';
import { isFilled, useValueWords } from './values';

/** All that is known, in words; what is not known is named in one line at the end. */
export function FieldList({ kind: name, record }: { kind: KindName; record: RegistryRecord }) {
  const { say, pick } = useWords();
  const words = useValueWords();
  const kind = useRegistry().kind(name)!;
  const known = kind.fields.filter((field) => isFilled(record[field.name]));
  const missing = kind.fields.filter((field) => !field.computed && !isFilled(record[field.name]));
  const place = placeWords(say, record.geometry);
  return (
    <>
      <dl className={css.fields}>
        {known.map((field) => (
          <div key={field.name}>
            <dt>{pick(field.label)}</dt>
            <dd>{words(field, record[field.name] as Value)}</dd>
          </div>
        ))}
        {place && (
          <div>
            <dt>{say('record.place')}</dt>
            <dd>{place}</dd>
          </div>
        )}
      </dl>
      {missing.length > 0 && (
        <Text size="xs" c="dimmed" mt="xs">
          {say('record.missing', { fields: missing.map((field) => pick(field.label)).join(', ') })}
        </Text>
      )}
      <Text size="xs" c="dimmed" mt={4}>
        {say('record.version', { revision: record.revision, at: formatInstant(record.updatedAt) })}
        {record.source && ` ${say('source', { source: record.source })}`}
      </Text>
    </>
  );
}
