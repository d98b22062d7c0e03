import '@mantine/dropzone/styles.css';
import { Button, Group, Paper, Select, Stack, Text, Textarea, Title } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconFileUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { send } from '../api';
import type { KindName, Submission } from '../api-types';
import { KIND_ORDER, useRegistry } from '../records/registry';
import { useUser } from '../session/session';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import { ProblemView } from '../ui/problem';
import { useTitle } from '../ui/use-title';
import { CRS_CODES } from './crs';
import { TemplateLink } from './template-link';

export default function NewSubmissionPage() {
  const { say, pick } = useWords();
  useTitle(say('submissions.new'));
  const registry = useRegistry();
  const user = useUser();
  const [kind, setKind] = useState<KindName>('bts-stations');
  const [crs, setCrs] = useState('');
  const [owner, setOwner] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const upload = useUpload();
  const forOther = user?.role !== 'operator';

  const start = () => file && upload.mutate({ kind, crs, onBehalfOf: forOther ? (owner ?? '') : '', note, file });
  return (
    <div className="page narrow">
      <Title order={1} mb="xs">
        {say('submissions.new')}
      </Title>
      <Text c="dimmed" mb="md">
        {say('new.intro')}
      </Text>
      <Paper withBorder p="lg">
        <Stack>
          <Select
            label={say('records.kind')}
            data={KIND_ORDER.map((value) => ({ value, label: pick(registry.kind(value)?.label) }))}
            value={kind}
            onChange={(value) => value && setKind(value as KindName)}
          />
          <Text size="sm">
            <TemplateLink kind={kind} />
          </Text>
          {forOther && (
            <Select
              label={say('new.onBehalfOf')}
              placeholder={say('new.choose')}
              data={registry.organizations.map(({ code, name }) => ({ value: code, label: name }))}
              value={owner}
              onChange={setOwner}
              searchable
            />
          )}
          <FileDrop file={file} choose={setFile} />
          <Select
            label={say('new.crs')}
            description={say('new.crsHelp')}
            data={[{ value: '', label: say('crs.guess') }, ...CRS_CODES.map((code) => ({ value: code, label: say(`crs.${code.replace(':', '')}`) }))]}
            value={crs}
            onChange={(value) => setCrs(value ?? '')}
          />
          <Textarea label={say('new.note')} autosize minRows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
          {upload.isError && <ProblemView error={upload.error} />}
          <Button size="md" disabled={!file || (forOther && !owner)} loading={upload.isPending} onClick={start}>
            {say('new.upload')}
          </Button>
          <Text size="xs" c="dimmed">
            {say('new.nothingYet')}
          </Text>
        </Stack>
      </Paper>
    </div>
  );
}

function FileDrop({ file, choose }: { file: File | null; choose: (file: File | null) => void }) {
  const { say } = useWords();
  const [refused, setRefused] = useState(false);
  return (
    <div>
      <Dropzone
        aria-label={say('new.drop')}
        inputProps={{ 'aria-label': say('new.file') }}
        multiple={false}
        accept={{ 'application/x-registry': ['.xlsx', '.csv', '.geojson', '.json'] }}
        onDrop={(files) => {
          setRefused(false);
          choose(files[0] ?? null);
        }}
        onReject={() => setRefused(true)}
      >
        <Group justify="center" gap="md" mih={96} style={{ pointerEvents: 'none' }}>
          <IconFileUpload size={36} stroke={1.4} aria-hidden />
          <div>
            <Text fw={600}>{file ? file.name : say('new.drop')}</Text>
            <Text size="sm" c="dimmed">
              {file ? say('new.size', { kb: formatNumber(Math.ceil(file.size / 1024)) }) : say('new.formats')}
            </Text>
          </div>
        </Group>
      </Dropzone>
      {refused && (
        <Text role="alert" size="sm" className="alarm" mt={4}>
          {say('new.refused')}
        </Text>
      )}
    </div>
  );
}

interface Upload {
  kind: KindName;
  crs: string;
  onBehalfOf: string;
  note: string;
  file: File;
}

function useUpload() {
  const navigate = useNavigate();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ file, ...fields }: Upload) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) if (value) form.set(name, value);
      // The file goes last: the server knows all the rest when it begins to read it.
      form.set('file', file);
      return send<Submission>('POST', '/submissions', form);
    },
    onSuccess: async (submission) => {
      await client.invalidateQueries({ queryKey: ['submissions', 'list'] });
      await navigate(`/submissions/${submission.id}`);
    },
  });
}
