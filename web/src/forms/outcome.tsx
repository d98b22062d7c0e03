import { Button, Group, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Kind, RegistryRecord, User } from '../api-types';
import type { Check, Item } from '../submissions/types';
import { fieldOf } from '../records/registry';
import { useWords } from '../text';
import { Note } from '../ui/note';
import { ProblemView } from '../ui/problem';
import { useUrlState } from '../ui/use-url-state';
import css from './form.module.css';
import type { FormState } from './form-state';
import type { Draft, useCheck } from './queries';
import { useRemove } from './queries';
import { isRetireReady } from './retire-fields';
import { SendPanel } from './send-panel';
import { WhatChanges } from './what-changes';

interface Props {
  kind: Kind;
  user: User;
  record: RegistryRecord | null;
  retire: boolean;
  draft: Draft | null;
  item: Item | null;
  form: FormState;
  check: ReturnType<typeof useCheck>;
}

/** What the checks say, what will change, and the way on. */
export function Outcome({ kind, user, record, retire, draft, item, form, check }: Props) {
  const { say } = useWords();
  const errors = item && form.isChecked ? item.checks.filter(({ severity }) => severity === 'error') : [];
  const ready = item !== null && form.isChecked;
  const same = ready && item.change === 'unchanged';
  const idle = !item && record !== null && !retire && !form.typed;
  const box = useRef<HTMLDivElement>(null);
  // What was found and the way on stand below the form, often out of sight.
  useEffect(() => {
    if (check.isSuccess && ready) box.current?.scrollIntoView({ block: 'nearest' });
  }, [check.isSuccess, check.submittedAt, ready]);
  const ownerMissing = !user.organization && !form.values[kind.ownerField];
  return (
    <div ref={box} className={css.outcome}>
      {check.isError && <ProblemView error={check.error} />}
      {ready && <Verdict item={item} errors={errors} kind={kind} />}
      {ready && !same && item.before && <WhatChanges kind={kind} item={item} />}
      {same && <Text size="sm">{say('form.unchanged')}</Text>}
      <Group gap="sm">
        <Button
          type="submit"
          loading={check.isPending}
          disabled={ready || idle || ownerMissing || (retire && !isRetireReady(kind, form))}
          variant={ready ? 'default' : 'filled'}
        >
          {say(item ? 'form.checkAgain' : 'form.check')}
        </Button>
        {item && !form.isChecked && <Text size="sm">{say('form.unchecked')}</Text>}
        {idle && <Text size="sm">{say('form.nothingChanged')}</Text>}
        {draft && item && draft.items.length > 1 && <Remove draft={draft} item={item} form={form} />}
      </Group>
      {ready && !same && errors.length === 0 && <SendPanel kind={kind} user={user} retire={retire} draft={draft!} form={form} />}
    </div>
  );
}

function Verdict({ item, errors, kind }: { item: Item; errors: Check[]; kind: Kind }) {
  const { say, pick } = useWords();
  const warnings = item.checks.filter(({ severity }) => severity === 'warning').length;
  if (errors.length === 0)
    return (
      <Note tone="good" role="status" testid="verdict">
        {say(warnings ? 'form.checkedWarnings' : 'form.checked', { count: warnings })} {item.change === 'conflicting' && say('form.conflicting')}
      </Note>
    );
  return (
    <Note tone="bad" role="alert" title={say('form.errors', { count: errors.length })} testid="verdict">
      <ul className={css.errors}>
        {errors.map(({ path, message }, index) => (
          <li key={index}>
            <button type="button" className="link" onClick={() => goTo(path)}>
              {path === 'geometry' ? say('form.place') : pick(fieldOf(kind, path)?.label)}
            </button>
            : {pick(message)}
          </li>
        ))}
      </ul>
    </Note>
  );
}

/** To the field in question, with the hand already on it. */
function goTo(path: string): void {
  const place = document.querySelector(`[data-field="${path}"]`);
  place?.scrollIntoView({ block: 'center' });
  place?.querySelector<HTMLElement>('input:not([type=hidden]), textarea, [role=application]')?.focus({ preventScroll: true });
}

function Remove({ draft, item, form }: { draft: Draft; item: Item; form: FormState }) {
  const { say } = useWords();
  const { change } = useUrlState();
  const remove = useRemove(String(draft.submission.id));
  const next = draft.items.find((one) => one.id !== item.id)!;
  return (
    <Button
      variant="default"
      loading={remove.isPending}
      onClick={() =>
        remove.mutate(item.id, {
          onSuccess: () => {
            form.forget();
            change({ item: String(next.id) });
          },
        })
      }
    >
      {say('form.removeRecord')}
    </Button>
  );
}
