import { Text, Title } from '@mantine/core';
import { Link, useNavigate, useParams } from 'react-router';
import type { KindName } from '../api-types';
import { RecordActions } from '../forms/record-actions';
import { WaitingChanges } from '../forms/waiting-changes';
import { MiniMap } from '../map/mini-map';
import { vintageOf } from '../status/vintages';
import { useWords } from '../text';
import { PageSkeleton } from '../ui/page-skeleton';
import { ProblemView } from '../ui/problem';
import { useUrlState } from '../ui/use-url-state';
import { useTitle } from '../ui/use-title';
import { CardChecks } from './card-checks';
import { CopyLink, recordAddress } from './copy-link';
import { FieldList } from './field-list';
import { HistoryList } from './history-list';
import { useRecord } from './queries';
import { RecordHead } from './record-card';
import css from './records.module.css';
import { useRegistry } from './registry';
import { UnitLinks } from './unit-links';

export default function RecordPage() {
  const { say, pick } = useWords();
  const { kind: name, id } = useParams() as { kind: KindName; id: string };
  const kind = useRegistry().kind(name);
  const navigate = useNavigate();
  const asOf = useUrlState().params.get('asOf');
  const record = useRecord(name, id, asOf);
  useTitle(record.data && kind ? String(record.data[kind.nameField]) : say('place.records'));
  if (record.isPending) return <PageSkeleton />;
  if (record.isError || !kind) return <ProblemView error={record.error} retry={() => void record.refetch()} />;
  const { data } = record;
  return (
    <div className="page">
      <Text size="sm" mb="xs">
        <Link to={`/records/${name}`}>{say('place.records')}</Link> › <Link to={`/records/${name}`}>{pick(kind.label)}</Link>
      </Text>
      <div className={css.card}>
        <div className={css.cardMain}>
          <RecordHead kind={name} record={data} level={1} />
          {!asOf && <WaitingChanges kind={name} id={data.id} />}
          {!asOf && <RecordActions kind={name} record={data} />}
          <CopyLink kind={name} record={data} asOf={asOf} />
          <CardChecks kind={name} record={data} />
          <FieldList kind={name} record={data} />
        </div>
        <div>
          {data.geometry && (
            <>
              <MiniMap
                className={css.miniMap}
                sets={[{ kind: name, features: [{ type: 'Feature', id, geometry: data.geometry, properties: data as never }] }]}
                label={say('record.map')}
                vintage="communes2020"
                nearest={12.5}
              />
              <Text size="sm" my={4}>
                <Link to={recordAddress(name, data, asOf)}>{say('records.onMap')}</Link>
              </Text>
            </>
          )}
          <UnitLinks level={2} units={data.units} choose={(unit) => void navigate(`/map?sel=unit:${unit.id}&units=${vintageOf(unit)}`)} />
          <Title order={2} size="h3" mt="md" mb={4}>
            {say('drawer.history')}
          </Title>
          <HistoryList kind={name} id={id} />
        </div>
      </div>
    </div>
  );
}
