import { Button, Group, Skeleton, Tabs, Text, Title } from '@mantine/core';
import { IconClockExclamation, IconFileAnalytics, IconZoomIn } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Figures, KindName, UnitFeature } from '../api-types';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import { FigureList } from '../status/figure-list';
import { useOneUnit } from '../status/queries';
import { vintageOf, type Vintage } from '../status/vintages';
import { Empty } from '../ui/empty';
import { Note } from '../ui/note';
import { Tag } from '../ui/tag';
import { boundarySource } from '../units/boundary-source';
import { UnitRecords } from './unit-records';

interface Props {
  unit: UnitFeature;
  figures: Figures | undefined;
  asOf: string | null;
  choose: (kind: KindName, id: string) => void;
  /** Shows its communes; null where it has none. */
  drill: ((id: string) => void) | null;
}

export function UnitCard({ unit, figures, asOf, choose, drill }: Props) {
  const { say, pick } = useWords();
  const { name, inForce, areaKm2, parentName, source } = unit.properties;
  const [tab, setTab] = useState<string | null>('figures');
  return (
    <>
      <Title order={2} pr={32}>
        {name}
      </Title>
      <Group gap={8} mb="xs">
        {parentName && <Text size="sm">{parentName}</Text>}
        <Text size="sm" c="dimmed">
          {formatNumber(areaKm2, 2)} km²
        </Text>
        {!inForce && <Tag tone="muted">{say(unit.properties.level === 'district' ? 'unit.formerDistrict' : 'unit.formerCommune')}</Tag>}
      </Group>
      <Group gap={8} mb="xs">
        <Button
          component={Link}
          to={`/units/${unit.id}${asOf ? `?asOf=${asOf}` : ''}`}
          size="compact-sm"
          variant="default"
          leftSection={<IconFileAnalytics size={16} aria-hidden />}
        >
          {say('unit.open')}
        </Button>
        <Button
          component={Link}
          to={`/units/${unit.id}${asOf ? `?asOf=${asOf}` : ''}#overdue`}
          size="compact-sm"
          variant="default"
          leftSection={<IconClockExclamation size={16} aria-hidden />}
        >
          {say('unit.seeLate')}
        </Button>
        {drill && (
          <Button size="compact-sm" variant="default" leftSection={<IconZoomIn size={16} aria-hidden />} onClick={() => drill(String(unit.id))}>
            {say('status.drillShort')}
          </Button>
        )}
      </Group>
      {figures?.cables.tidyingUndertaken === false && (
        <Note tone="bad" title={say('tidying.notDoneLong')}>
          {figures.cables.tidyingSource && <Text size="xs">{say('source', { source: pick(figures.cables.tidyingSource) })}</Text>}
        </Note>
      )}
      {figures && figures.digitalPilots.length > 0 && (
        <Text size="sm" mb="xs">
          {say('unit.pilots', { names: figures.digitalPilots.join(', ') })}
        </Text>
      )}
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="figures">{say('drawer.figures')}</Tabs.Tab>
          <Tabs.Tab value="list">{say('drawer.list')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="figures" pt="xs">
          {figures ? <FigureList figures={figures} unit={String(unit.id)} vintage={vintageOf(unit.properties)} asOf={asOf} /> : <Skeleton height={240} />}
          <Text size="xs" c="dimmed" mt="sm">
            {say('unit.boundarySource', { source: boundarySource(source, say) })}
          </Text>
        </Tabs.Panel>
        <Tabs.Panel value="list" pt="xs">
          <UnitRecords unit={String(unit.id)} vintage={vintageOf(unit.properties)} asOf={asOf} choose={choose} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

/** The chosen unit is not among those drawn: the day, or the choice of units, is another one now. */
export function OtherMap({ id, showUnit }: { id: string; showUnit: (vintage: Vintage, id: string) => void }) {
  const { say } = useWords();
  const { data } = useOneUnit(id);
  return (
    <Empty title={data?.properties.name ?? '…'} text={say('status.otherMap')}>
      {data && data.properties.level !== 'province' && (
        <Button size="compact-sm" variant="default" onClick={() => showUnit(vintageOf(data.properties), id)}>
          {say('status.otherMapShow')}
        </Button>
      )}
    </Empty>
  );
}
