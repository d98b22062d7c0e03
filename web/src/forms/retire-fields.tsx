import { Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Kind, RegistryRecord, Value } from '../api-types';
import type { Check } from '../submissions/types';
import { fieldOf } from '../records/registry';
import { useValueWords } from '../records/values';
import { today } from '../status/days';
import { useWords } from '../text';
import { Note } from '../ui/note';
import { DayInput, isoDay } from './day-input';
import { FieldInput } from './field-input';
import css from './form.module.css';
import type { FormState } from './form-state';

interface Props {
  kind: Kind;
  record: RegistryRecord;
  form: FormState;
  findings: Check[];
}

/** The end of a record: its last status, since when, and why. */
export function RetireFields({ kind, record, form, findings }: Props) {
  const { say, pick } = useWords();
  const words = useValueWords();
  const [left, setLeft] = useState(false);
  const status = fieldOf(kind, 'status');
  const { dateField } = kind.retired;
  const field = dateField ? fieldOf(kind, dateField) : undefined;
  const [now, then] = [words(status, record.status as Value), words(status, kind.retired.status)];
  if (record.status === kind.retired.status) return <Note tone="info">{say('form.alreadyRetired', { status: now })}</Note>;
  return (
    <fieldset className={css.section}>
      <legend>{pick(kind.label)}</legend>
      <Text mb="sm">{say('form.retireStatus', { status: then, now })}</Text>
      <div className={css.fields}>
        {field ? (
          <FieldInput
            field={{ ...field, required: true }}
            value={form.values[field.name] ?? null}
            change={(value) => form.set(field.name, value)}
            findings={findings.filter(({ path }) => path === field.name)}
          />
        ) : (
          <div className={css.field}>
            <DayInput
              name={say('form.retireOn')}
              label={say('form.retireOn')}
              withAsterisk
              aria-required
              value={form.kept.day}
              change={form.setDay}
              error={isToCome(form.kept.day) ? say('form.retireLater') : null}
            />
          </div>
        )}
        <div className={css.field} data-long>
          <Textarea
            label={say('form.retireReason')}
            withAsterisk
            aria-required
            autosize
            minRows={3}
            value={form.kept.words}
            onChange={(event) => form.setWords(event.currentTarget.value)}
            onBlur={() => setLeft(true)}
            error={left && !form.kept.words.trim() ? say('form.retireReasonNeeded') : null}
          />
        </div>
      </div>
    </fieldset>
  );
}

/** The register says at once that it has ended, so that day must have come. */
const isToCome = (typed: string): boolean => (isoDay(typed) ?? '') > today();

/** A day and a reason are there: without them nobody later could tell what happened. */
export const isRetireReady = (kind: Kind, form: FormState): boolean =>
  form.kept.words.trim() !== '' &&
  isoDay(kind.retired.dateField ? String(form.values[kind.retired.dateField] ?? '') : form.kept.day) !== null &&
  !isToCome(form.kept.day);
