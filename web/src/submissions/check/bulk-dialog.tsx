import { Button, Checkbox, Group, Modal, Radio, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Field, Id, Value } from '../../api-types';
import type { Submission } from '../types';
import { fieldOf, useRegistry } from '../../records/registry';
import { isFilled, useValueWords } from '../../records/values';
import { useUser } from '../../session/session';
import { useWords } from '../../text';
import { formatNumber } from '../../text/format';
import { notify } from '../../ui/notify';
import type { ItemFilter } from '../check-step';
import { ValueInput } from '../value-input';
import { useBulkEdit, type Rows } from './bulk-queries';

type Scope = 'chosen' | 'filtered' | 'all';

interface Props {
  submission: Submission;
  filter: ItemFilter;
  /** null while nothing is filtered. */
  filteredCount: number | null;
  chosen: Set<Id>;
  done: () => void;
  close: () => void;
}

/** One value for many rows: which rows, which column, what value; what it will do stands there before it is done. */
export function BulkDialog({ submission, filter, filteredCount, chosen, done, close }: Props) {
  const { say, pick } = useWords();
  const words = useValueWords();
  const kind = useRegistry().kind(submission.kind)!;
  const fields = useSettable(kind.fields);
  const counts: Record<Scope, number> = { chosen: chosen.size, filtered: filteredCount ?? 0, all: submission.counts.total };
  const scopes = (['chosen', 'filtered', 'all'] as const).filter((one) => counts[one] > 0);
  const [scope, setScope] = useState<Scope>(scopes[0] ?? 'all');
  const [name, setName] = useState<string | null>(null);
  const [value, setValue] = useState<Value>(null);
  // Nobody empties a column by forgetting to type.
  const [isEmptied, setEmptied] = useState(false);
  const edit = useBulkEdit(String(submission.id));
  const field = name ? fieldOf(kind, name) : undefined;
  const count = formatNumber(counts[scope]);
  const isReady = field !== undefined && isFilled(value) !== isEmptied;
  const text = isFilled(value) ? words(field, typed(value, field)) || String(value) : say('empty');
  const apply = async () => {
    if (!field) return;
    const rows: Rows = scope === 'all' ? 'all' : scope === 'chosen' ? [...chosen] : rowsOf(filter);
    const { changed } = await edit.mutateAsync({ rows, values: { [field.name]: isFilled(value) ? value : null }, revision: submission.revision });
    void notify({
      tone: 'good',
      title: say('wizard.bulk.done', { count: formatNumber(changed) }),
      text: say('wizard.bulk.doneText', { label: pick(field.label), text }),
    });
    done();
    close();
  };
  return (
    <Modal opened onClose={close} title={say('wizard.bulk.title')} closeButtonProps={{ 'aria-label': say('close') }} size="lg" data-sheet>
      <Stack>
        <Radio.Group label={say('wizard.bulk.rows')} value={scope} onChange={(next) => setScope(next as Scope)}>
          <Stack gap={4} mt={4}>
            {scopes.map((one) => (
              <Radio key={one} value={one} label={say(`wizard.bulk.${one}`, { count: formatNumber(counts[one]) })} />
            ))}
          </Stack>
        </Radio.Group>
        <Select
          label={say('wizard.bulk.field')}
          placeholder={say('wizard.bulk.chooseField')}
          searchable
          data={fields.map((one) => ({ value: one.name, label: pick(one.label) }))}
          value={name}
          onChange={(next) => {
            setName(next);
            setValue(null);
            setEmptied(false);
          }}
        />
        {field && !isEmptied && <ValueInput key={field.name} field={field} label={say('wizard.bulk.value')} value={value} change={setValue} />}
        {field && !field.required && !isFilled(value) && (
          <Checkbox label={say('wizard.bulk.emptied')} checked={isEmptied} onChange={(event) => setEmptied(event.currentTarget.checked)} />
        )}
        {field && isReady && (
          <Text role="status" data-testid="bulk-preview">
            {say('wizard.bulk.will', { label: pick(field.label), text, count })}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {say('cancel')}
          </Button>
          <Button disabled={!isReady} loading={edit.isPending} onClick={() => void apply().catch(() => {})}>
            {say('wizard.bulk.apply', { count })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** A code names one record, so it is never set for many. */
function useSettable(fields: Field[]): Field[] {
  const operator = useUser()?.role === 'operator';
  return fields.filter(({ name, computed, authorityOnly }) => name !== 'code' && name !== 'number' && !computed && !(operator && authorityOnly));
}

/** A number typed as text is shown as it was typed. */
const typed = (value: Value, field: Field | undefined): Value =>
  field?.codes || field?.type === 'boolean' || field?.type.startsWith('organization') ? value : String(value);

/** The filter as the server takes it for a change; every part may name several. */
const rowsOf = ({ change, severity, rule, unmended, q }: ItemFilter): Rows => ({
  ...(change && { change: [change] }),
  ...(severity && { severity: [severity] }),
  ...(rule && { rule: [rule] }),
  ...(unmended && { unmended: true }),
  ...(q && { q }),
});
