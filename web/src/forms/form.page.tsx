import '@mantine/core/styles/Radio.css';
import { Text, Title } from '@mantine/core';
import type { Geometry } from 'geojson';
import { Link, useParams } from 'react-router';
import type { Kind, RegistryRecord } from '../api-types';
import { useRegistry } from '../records/registry';
import { useUser } from '../session/session';
import { useWords } from '../text';
import { Empty } from '../ui/empty';
import { Note } from '../ui/note';
import { PageSkeleton } from '../ui/page-skeleton';
import { ProblemView } from '../ui/problem';
import { useTitle } from '../ui/use-title';
import { useUrlState } from '../ui/use-url-state';
import { mayPropose } from './may-propose';
import { useBase, useDraft } from './queries';
import { RecordForm } from './record-form';
import { WaitingChanges } from './waiting-changes';

/** One record by form: new, a change of one in the register, or the end of one. All of it stands in the address. */
export default function FormPage() {
  const { say, pick } = useWords();
  const { kind: name } = useParams() as { kind: string };
  const kind = useRegistry().kind(name);
  const { params } = useUrlState();
  const user = useUser();
  const [recordId, draftId, itemId] = ['record', 'draft', 'item'].map((key) => params.get(key)) as [string | null, string | null, string | null];
  const retire = params.get('retire') !== null && recordId !== null;
  const record = useBase(name, recordId);
  const draft = useDraft(draftId);
  const title = kind ? titleOf(kind, record.data ?? null, { retire, correct: !user?.organization }, say, pick) : say('form.title');
  useTitle(title);
  if (!kind || !user) return <Empty title={say('form.title')} />;
  const failed = [record, draft].find((query) => query.isError);
  if (failed) return <ProblemView error={failed.error} retry={() => void failed.refetch()} />;
  if ((recordId && !record.data) || (draftId && !draft.data)) return <PageSkeleton />;

  const item = draft.data?.items.find((one) => String(one.id) === itemId) ?? null;
  const closed = draft.data && !draft.data.submission.actions.includes('edit');
  return (
    <div className="page wide">
      <Text size="sm" mb={4}>
        <Link to="/submissions">{say('place.submissions')}</Link>
        {recordId && (
          <>
            {' › '}
            <Link to={`/records/${name}/${recordId}`}>{String(record.data?.[kind.nameField] ?? '')}</Link>
          </>
        )}
      </Text>
      <Title order={1}>{title}</Title>
      <Text c="dimmed" size="sm" mb="sm">
        {say(retire ? 'form.introRetire' : !recordId ? 'form.intro' : user.organization ? 'form.introChange' : 'form.introCorrect')}{' '}
        {!retire && say('form.optionalHint')}
      </Text>
      {record.data && <WaitingChanges kind={kind.name} id={record.data.id} except={draftId} />}
      {closed ? (
        <Note tone="info">
          <Link to={`/submissions/${draftId}`}>{say('form.openDraft')}</Link>
        </Note>
      ) : !mayPropose(user, kind, record.data ?? null) ? (
        <Note tone="warn">{say('form.notYours')}</Note>
      ) : (
        <RecordForm
          key={[recordId, draftId, itemId].join()}
          kind={kind}
          user={user}
          record={record.data ?? null}
          retire={retire}
          draft={draft.data ?? null}
          item={item}
          at={pointOf(params.get('at'))}
        />
      )}
    </div>
  );
}

type Words = ReturnType<typeof useWords>;

function titleOf(
  kind: Kind,
  record: RegistryRecord | null,
  { retire, correct }: { retire: boolean; correct: boolean },
  say: Words['say'],
  pick: Words['pick'],
): string {
  if (!record) return say('form.newTitle', { kind: pick(kind.label) });
  const ended = kind.name === 'sharing-agreements' ? 'form.terminateTitle' : 'form.retireTitle';
  return say(retire ? ended : correct ? 'form.correctTitle' : 'form.changeTitle', { name: String(record[kind.nameField]) });
}

function pointOf(text: string | null): Geometry | null {
  const [lat, lon] = (text ?? '').split(',').map(Number);
  return lat && lon ? { type: 'Point', coordinates: [lon, lat] } : null;
}
