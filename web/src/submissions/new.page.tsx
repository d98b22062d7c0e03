import { Button, Checkbox, Paper, Select, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { get, send } from '../api';
import type { KindName } from '../api-types';
import { KIND_ORDER, useRegistry } from '../records/registry';
import { useUser } from '../session/session';
import { useWords } from '../text';
import { notify } from '../ui/notify';
import { useTitle } from '../ui/use-title';
import { useUrlState } from '../ui/use-url-state';
import { useSubmission } from './queries';
import type { Submission } from './types';
import { StepsAhead } from './steps/step-bar';
import { FileDrop } from './upload/file-drop';
import { rememberedFor } from './upload/remembered';
import { endSending, startSending, useSending } from './upload/sending';
import { SendingPanel } from './upload/sending-panel';
import { TemplateLinks } from './upload/template-links';
import { UnfinishedList } from './upload/unfinished-list';
import css from './upload/upload.module.css';

/** Step one: the file as the sender has it. All else is found out from it, or asked later. */
export default function NewSubmissionPage() {
  const { say } = useWords();
  useTitle(say('submissions.new'));
  const sending = useSending();
  useGoOn();
  return (
    <div className="page">
      <Title order={1} mb="xs">
        {say('submissions.new')}
      </Title>
      <StepsAhead />
      <Text c="dimmed" mb="md" maw={720}>
        {say('new.intro')}
      </Text>
      <div className={css.page}>
        <Paper withBorder p="lg">
          {sending ? <SendingPanel sending={sending} /> : <FileForm />}
        </Paper>
        <TemplateLinks />
      </div>
    </div>
  );
}

function FileForm() {
  const { say, pick } = useWords();
  const registry = useRegistry();
  const user = useUser();
  const [file, setFile] = useState<File | null>(null);
  const [kind, setKind] = useState<KindName | ''>('');
  const [owner, setOwner] = useState<string | null>(null);
  const forOther = user?.role !== 'operator';
  const sent = file ? (rememberedFor(file)?.received ?? 0) : 0;
  // One that came whole begins anew.
  const resumes = file && sent > 0 && sent < file.size;
  return (
    <Stack>
      <UnfinishedList />
      <FileDrop file={file} choose={setFile} />
      <Instead />
      <Select
        label={say('records.kind')}
        description={say('wizard.file.kindHelp')}
        data={[{ value: '', label: say('wizard.file.kindGuess') }, ...KIND_ORDER.map((value) => ({ value, label: pick(registry.kind(value)?.label) }))]}
        value={kind}
        onChange={(value) => setKind((value ?? '') as KindName | '')}
        maw={480}
      />
      {forOther && (
        <Select
          label={say('new.onBehalfOf')}
          placeholder={say('new.choose')}
          data={registry.organizations.map(({ code, name }) => ({ value: code, label: name }))}
          value={owner}
          onChange={setOwner}
          searchable
          maw={480}
        />
      )}
      <div>
        <Button
          size="md"
          disabled={!file || (forOther && !owner)}
          onClick={() => file && startSending(file, { kind: kind || undefined, onBehalfOf: (forOther && owner) || undefined })}
        >
          {say(resumes ? 'wizard.upload.goOn' : 'new.upload')}
        </Button>
        <Text size="xs" c="dimmed" mt="xs">
          {say('new.nothingYet')}
        </Text>
      </div>
    </Stack>
  );
}

/** A file in place of one that turned out to be the wrong one: its draft need not be kept. */
function Instead() {
  const { say } = useWords();
  const { params, change } = useUrlState();
  const [asked] = useState(params.get('instead'));
  const draft = useSubmission(asked ?? '', asked !== null);
  if (draft.data?.state !== 'draft') return null;
  const { fileName, counts } = draft.data;
  return (
    <Checkbox
      label={say('file.instead', { name: fileName ?? say('submissions.byApi', { id: draft.data.id }), count: counts.total })}
      checked={params.get('instead') !== null}
      onChange={(event) => change({ instead: event.currentTarget.checked ? asked : null })}
    />
  );
}

/** Only what is still a draft, as it was when looked at: what was sent meanwhile stays. */
async function discard(id: string): Promise<void> {
  const { state, revision } = await get<Submission>(`/submissions/${id}`);
  if (state === 'draft') await send('POST', `/submissions/${id}/withdraw`, {}, revision);
}

/** Once the server has the file, on to what it makes of it. */
function useGoOn(): void {
  const { say } = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const submission = useSending()?.submission;
  const replaced = useUrlState().params.get('instead');
  useEffect(() => {
    if (!submission) return;
    endSending({ keep: true });
    // A draft too many is no harm; it stands in the list.
    if (replaced && replaced !== String(submission.id))
      void discard(replaced).then(
        () => client.invalidateQueries({ queryKey: ['submissions', 'list'] }),
        () => undefined,
      );
    if (submission.sentBefore) void notify({ tone: 'good', title: say('wizard.file.sentBefore'), text: say('wizard.file.sentBeforeText') });
    void client.invalidateQueries({ queryKey: ['submissions', 'list'] });
    void navigate(`/submissions/${submission.id}`);
  }, [submission, replaced, client, navigate, say]);
}
