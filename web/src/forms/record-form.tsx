import { Skeleton, Text, Title } from '@mantine/core';
import type { Geometry } from 'geojson';
import { Suspense, useState } from 'react';
import type { Kind, RegistryRecord, User } from '../api-types';
import type { Check, Item } from '../submissions/types';
import { useWords } from '../text';
import { formatInstant } from '../text/format';
import { Note } from '../ui/note';
import { useUrlState } from '../ui/use-url-state';
import { CoveredMap } from './covered-picker';
import { DraftRecords } from './draft-records';
import { FormSections } from './form-sections';
import css from './form.module.css';
import { useFormState } from './form-state';
import { dropKept, writeKept } from './kept';
import { Leaving } from './leaving';
import { Outcome, showOutcomeOf } from './outcome';
import { Remarks } from './field-input';
import { useCheck, type Draft } from './queries';
import { RetireFields } from './retire-fields';
import { lazyPart } from '../ui/lazy-part';

const GeometryEditor = lazyPart(() => import('./geometry-editor'));

interface Props {
  kind: Kind;
  user: User;
  record: RegistryRecord | null;
  retire: boolean;
  draft: Draft | null;
  item: Item | null;
  at: Geometry | null;
}

/** Under what name this tab keeps what is typed into a form. */
const keyOf = ({ kind, user, record, retire, draft, item }: Pick<Props, 'kind' | 'user' | 'record' | 'retire'> & { draft?: number; item?: number }): string =>
  ['form', user.username, kind.name, record?.id ?? 'new', retire ? 'retire' : '', draft ?? '', item ?? ''].join(':');

export function RecordForm(props: Props) {
  const { kind, user, record, retire, draft, item, at } = props;
  const { say } = useWords();
  const { change } = useUrlState();
  const owner = (record?.[kind.ownerField] as string | undefined) ?? draft?.submission.owner.code ?? user.organization?.code ?? null;
  const key = keyOf({ kind, user, record, retire, draft: draft?.submission.id, item: item?.id });
  const form = useFormState(key, { kind, record, item, owner, retire, at });
  const check = useCheck();
  const [drawing, setDrawing] = useState(false);
  const derived = kind.geometry.includes('GeometryCollection');
  const identified = record !== null;
  // What was found in a field that has been mended since says nothing any more.
  const findings = (item?.checks ?? []).filter(({ path }) => !form.unchecked.includes(path) && !(path === 'geometry' && form.placeUnchecked));

  const submit = async () => {
    const sender = user.organization ? null : String(form.values[kind.ownerField] ?? '');
    const answer = await check.mutateAsync({ kind: kind.name, draft: draft?.submission ?? null, item, owner: sender, ...form.outgoing() });
    const { submission } = answer.draft;
    // Under the item's own name from now on: the draft is in the address.
    dropKept(key);
    writeKept(keyOf({ kind, user, record, retire, draft: submission.id, item: answer.item }), {
      ...form.kept,
      checked: { values: form.values, geometry: form.geometry },
      at: null,
    });
    if (item) return form.setChecked(form.values, form.geometry);
    showOutcomeOf(answer.item);
    change({ draft: String(submission.id), item: String(answer.item), at: null });
  };

  return (
    <>
      <Leaving unsent={form.typed} />
      {form.restored && (
        <Note tone="info" role="status">
          {say('form.restored', { at: formatInstant(form.restored) })}{' '}
          <button type="button" className="link" onClick={form.forget}>
            {say('form.startOver')}
          </button>
        </Note>
      )}
      {draft && !record && <DraftRecords draft={draft} item={item} />}
      <form
        className={css.form}
        data-map={retire ? undefined : true}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // What went wrong is shown by the form.
          void submit().catch(() => {});
        }}
      >
        <div className={css.main}>
          {retire ? (
            <RetireFields kind={kind} record={record!} form={form} findings={findings} />
          ) : (
            <FormSections kind={kind} user={user} form={form} findings={findings} identified={identified} ownerFixed={owner !== null} />
          )}
        </div>
        {!retire && (
          <div className={css.place} data-field="geometry">
            <Title order={2} size="h3" mb={4}>
              {say('form.place')}
              {!derived && !identified && (
                <span aria-hidden className={css.star}>
                  {' '}
                  *
                </span>
              )}
            </Title>
            <PlaceFindings findings={findings} />
            {derived ? (
              <CoveredMap host={String(form.values[kind.ownerField] ?? '')} stations={codesIn(form.values.stations)} segments={codesIn(form.values.segments)} />
            ) : (
              <Suspense fallback={<Skeleton height={420} />}>
                <GeometryEditor
                  shapes={kind.geometry}
                  value={form.geometry}
                  change={form.setGeometry}
                  underWay={setDrawing}
                  clearable={!item?.geometry && !record?.geometry}
                  old={record?.geometry ?? null}
                  except={record ? { kind: kind.name, id: String(record.id) } : null}
                  label={say('form.placeOf', { name: String(form.values[kind.nameField] ?? '') })}
                />
              </Suspense>
            )}
          </div>
        )}
        <Outcome {...props} form={form} check={check} drawing={drawing} />
      </form>
    </>
  );
}

const codesIn = (value: unknown): string[] => (Array.isArray(value) ? (value as string[]) : []);

function PlaceFindings({ findings }: { findings: Check[] }) {
  const { pick } = useWords();
  const here = findings.filter(({ path }) => path === 'geometry');
  return (
    <>
      {here
        .filter(({ severity }) => severity === 'error')
        .map((one, index) => (
          <Text key={index} size="sm" className="alarm" data-rule={one.rule}>
            {pick(one.message)}
          </Text>
        ))}
      <Remarks findings={here.filter(({ severity }) => severity !== 'error')} />
    </>
  );
}
