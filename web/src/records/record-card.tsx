import { Group, Skeleton, Tabs, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { KindName, RecordCard as Card, RecordUnit } from '../api-types';
import { RecordActions } from '../forms/record-actions';
import { WaitingChanges } from '../forms/waiting-changes';
import { useWords } from '../text';
import { ProblemView } from '../ui/problem';
import { SampleMark } from '../ui/sample-mark';
import { Tag } from '../ui/tag';
import { CardAgreements } from './card-agreements';
import { CardChecks } from './card-checks';
import { CardNeighbours } from './card-neighbours';
import { CopyLink } from './copy-link';
import { FieldList } from './field-list';
import { HistoryList } from './history-list';
import { useRecord } from './queries';
import { fieldOf, useRegistry } from './registry';
import { UnitLinks } from './unit-links';
import { useValueWords } from './values';

interface Props {
  kind: KindName;
  id: string;
  asOf: string | null;
  chooseUnit: (unit: RecordUnit) => void;
  choose: (kind: KindName, id: string) => void;
}

/** One record: what is known of it, where it lies, how it came to be so. */
export function RecordCard({ kind, id, asOf, chooseUnit, choose }: Props) {
  const { say } = useWords();
  const record = useRecord(kind, id, asOf);
  const [tab, setTab] = useState<string | null>('info');
  if (record.isPending) return <Skeleton height={320} mt="xl" />;
  if (record.isError) return <ProblemView error={record.error} retry={() => void record.refetch()} />;
  return (
    <>
      <RecordHead kind={kind} record={record.data} />
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="info">{say('drawer.info')}</Tabs.Tab>
          <Tabs.Tab value="history">{say('drawer.history')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="info" pt="xs">
          {!asOf && <WaitingChanges kind={kind} id={record.data.id} />}
          {!asOf && <RecordActions kind={kind} record={record.data} />}
          <CopyLink kind={kind} record={record.data} asOf={asOf} />
          <CardChecks kind={kind} record={record.data} />
          <FieldList kind={kind} record={record.data} />
          <CardAgreements kind={kind} record={record.data} asOf={asOf} choose={choose} />
          <CardNeighbours kind={kind} id={id} asOf={asOf} choose={choose} />
          <UnitLinks units={record.data.units} choose={chooseUnit} />
          <Text size="sm" mt="sm">
            <Link to={`/records/${kind}/${id}`}>{say('records.openCard')}</Link>
          </Text>
        </Tabs.Panel>
        <Tabs.Panel value="history" pt="xs">
          <HistoryList kind={kind} id={id} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

export function RecordHead({ kind: name, record, level = 2 }: { kind: KindName; record: Card; level?: 1 | 2 }) {
  const { say, pick } = useWords();
  const words = useValueWords();
  const kind = useRegistry().kind(name)!;
  const text = (field: string) => words(fieldOf(kind, field), record[field] as string);
  return (
    <>
      <Text size="xs" c="dimmed" pr={32}>
        {pick(kind.label)}
      </Text>
      <Title order={level} size="h2" pr={32}>
        {text(kind.nameField)}
      </Title>
      <Group gap={8} mb="xs">
        {kind.codeField !== kind.nameField && <Text size="sm">{text(kind.codeField)}</Text>}
        <Text size="sm">{text(kind.ownerField)}</Text>
        <Tag tone="accent">{text('status')}</Tag>
        {record.inspectionOverdue === true && <Alarm text={say('key.overdueInspection')} />}
        {record.overdue === true && <Alarm text={say('key.overdue')} />}
        {record.expired === true && <Alarm text={say('key.expired')} />}
        {record.sample && <SampleMark />}
      </Group>
    </>
  );
}

const Alarm = ({ text }: { text: string }) => <Tag tone="bad">! {text}</Tag>;
