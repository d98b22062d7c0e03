import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Severity } from '../api-types';
import type { RuleSetting } from '../submissions/types';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import { notify } from '../ui/notify';
import { useSetRule } from './queries';
import css from './rules.module.css';
import { unitOf } from './unit-of';

const LEVELS = ['error', 'warning', 'info', 'off'] as const;

/** A decimal comma or point, as people type it. */
const numberOf = (text: string): number => Number(text.trim().replace(',', '.'));

/** Severity and thresholds of one rule. */
export function RuleForm({ rule, close }: { rule: RuleSetting; close: () => void }) {
  const { say, pick } = useWords();
  const { id, severity, defaultSeverity, fixed, thresholds } = rule;
  const [level, setLevel] = useState<string>(severity === defaultSeverity ? '' : severity);
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries(thresholds.map(({ name, value }) => [name, String(value).replace('.', ',')])),
  );
  const set = useSetRule(rule);
  const wrong = thresholds.filter(({ name, min, max }) => !(numberOf(values[name]!) >= min && numberOf(values[name]!) <= max));
  const save = () =>
    set.mutate(
      {
        ...(!fixed && { severity: (level || null) as Severity | 'off' | null }),
        thresholds: Object.fromEntries(thresholds.map(({ name }) => [name, numberOf(values[name]!)])),
      },
      {
        onSuccess: () => {
          void notify({ tone: 'good', title: say('rule.saved', { rule: id }), text: say('rule.savedText') });
          close();
        },
      },
    );
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {!fixed && (
        <NativeSelect
          size="xs"
          label={say('rule.level')}
          value={level}
          onChange={(event) => setLevel(event.currentTarget.value)}
          data={[
            { value: '', label: say('rule.byDefault', { severity: say(`severity.${defaultSeverity}`) }) },
            ...LEVELS.map((value) => ({ value, label: say(value === 'off' ? 'rule.off' : `severity.${value}`) })),
          ]}
        />
      )}
      {thresholds.map(({ name, label, unit, min, max, default: usual }) => (
        <TextInput
          key={name}
          size="xs"
          inputMode="decimal"
          label={pick(label)}
          description={say('rule.range', { min: formatNumber(min, 3), max: formatNumber(max, 3), default: formatNumber(usual, 3) })}
          error={wrong.some((one) => one.name === name)}
          rightSection={unit && <span>{unitOf(unit, pick)}</span>}
          value={values[name]}
          onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
        />
      ))}
      <Button size="xs" type="submit" disabled={wrong.length > 0} loading={set.isPending}>
        {say('rule.save')}
      </Button>
      <Button size="xs" variant="default" onClick={close}>
        {say('cancel')}
      </Button>
    </form>
  );
}
