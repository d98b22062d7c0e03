import { Button, Group } from '@mantine/core';
import { IconEdit, IconPlugOff } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { KindName, RegistryRecord } from '../api-types';
import { useRegistry } from '../records/registry';
import { useUser } from '../session/session';
import { useWords } from '../text';
import { mayPropose } from './may-propose';

/** What may be asked for a record in the register, by those who may ask. */
export function RecordActions({ kind: name, record }: { kind: KindName; record: RegistryRecord }) {
  const { say } = useWords();
  const kind = useRegistry().kind(name)!;
  const user = useUser();
  if (!user || !mayPropose(user, kind, record)) return null;
  const form = `/submissions/form/${name}?record=${record.id}`;
  return (
    <Group gap={8} mb="sm">
      <Button component={Link} to={form} size="compact-sm" variant="light" leftSection={<IconEdit size={16} />}>
        {say(user.organization ? 'form.change' : 'form.correct')}
      </Button>
      {record.status !== kind.retired.status && (
        <Button component={Link} to={`${form}&retire=1`} size="compact-sm" variant="default" leftSection={<IconPlugOff size={16} />}>
          {say(name === 'sharing-agreements' ? 'form.terminate' : 'form.retire')}
        </Button>
      )}
    </Group>
  );
}
