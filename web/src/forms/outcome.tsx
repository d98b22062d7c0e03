import { Button, Group, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { Id, Kind, RegistryRecord, User } from '../api-types';
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
  /** A line or an area is half drawn. */
  drawing: boolean;
}

/** The item that was checked first opens a page of its own; what was found in it is shown there. */
let toShow: Id | null = null;
export const showOutcomeOf = (item: Id): void => {
  toShow = item;
};

/** What the checks say, what will change, and the way on. */
export function Outcome({ kind, user, record, retire, draft, item, form, check, drawing }: Props) {
  const { say } = useWords();
  const errors = item && form.isChecked ? item.checks.filter(({ severity }) => severity === 'error') : [];
  const ready = item !== null && form.isChecked;
  const same = ready && item.change === 'unchanged';
  const idle = !item && record !== null && !retire && !form.typed;
  const box = useRef<HTMLDivElement>(null);
  // What was found and the way on stand below the form, often out of sight.
  const shows = item !== null && toShow === item.id;
  useEffect(() => {
    if ((check.isSuccess || shows) && ready) box.current?.scrollIntoView({ block: 'nearest' });
    if (shows) toShow = null;
  }, [check.isSuccess, check.submittedAt, ready, shows]);
  // A new record under the code of one that is there would quietly write over it.
  const taken = ready && record === null && item.recordId !== null;
  const differs = ready && !taken && !same;
  const ownerMissing = !user.organization && !form.values[kind.ownerField];
  return (
    <div ref={box} className={css.outcome}>
      {check.isError && <ProblemView error={check.error} />}
      {ready && (taken ? <Taken kind={kind} item={item} /> : <Verdict item={item} errors={errors} kind={kind} />)}
      {differs && item.before && <WhatChanges kind={kind} item={item} />}
      {same && !taken && <Text size="sm">{say('form.unchanged')}</Text>}
      <Group gap="sm">
        <Button
          type="submit"
          loading={check.isPending}
          disabled={ready || idle || drawing || ownerMissing || (retire && !isRetireReady(kind, form))}
          variant={ready ? 'default' : 'filled'}
        >
          {say(item ? 'form.checkAgain' : 'form.check')}
        </Button>
        {item && !form.isChecked && <Text size="sm">{say('form.unchecked')}</Text>}
        {drawing && <Text size="sm">{say('form.stillDrawing')}</Text>}
        {idle && <Text size="sm">{say('form.nothingChanged')}</Text>}
        {draft && item && draft.items.length > 1 && <Remove draft={draft} item={item} form={form} />}
      </Group>
      {differs && errors.length === 0 && <SendPanel kind={kind} user={user} retire={retire} isNew={record === null} draft={draft!} form={form} />}
    </div>
  );
}

function Taken({ kind, item }: { kind: Kind; item: Item }) {
  const { say } = useWords();
  return (
    <Note tone="bad" role="alert" title={say('form.taken', { code: item.code ?? '' })} testid="taken">
      {say('form.takenText')}{' '}
      <Link to={`/records/${kind.name}/${item.recordId}`} target="_blank">
        {say('form.takenOpen')}
      </Link>
    </Note>
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
