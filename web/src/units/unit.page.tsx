import { Button, Group, Skeleton, Text, Title } from '@mantine/core';
import { IconMap2, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { get } from '../api';
import type { Status } from '../api-types';
import { useSession } from '../session/session';
import { FigureList } from '../status/figure-list';
import { useOneUnit } from '../status/queries';
import { vintageOf } from '../status/vintages';
import { today } from '../status/days';
import type { NamedUnit, OneUnit } from '../status/types';
import { useWords } from '../text';
import { formatDate, formatNumber } from '../text/format';
import { Note } from '../ui/note';
import { PageSkeleton } from '../ui/page-skeleton';
import { ProblemView } from '../ui/problem';
import { SampleMark } from '../ui/sample-mark';
import { Tag } from '../ui/tag';
import { useTitle } from '../ui/use-title';
import { useUrlState } from '../ui/use-url-state';
import { boundarySource } from './boundary-source';
import { MakeUp } from './make-up';
import { Overdue } from './overdue';
import { Senders } from './senders';
import { Trends } from './trends';
import css from './unit.module.css';

/** Everything about one unit on a page that can be sent and printed. */
export default function UnitPage() {
  const id = useParams().id ?? '';
  const unit = useOneUnit(id);
  useTitle(unit.data?.properties.name ?? '');
  if (unit.isError) return <ProblemView error={unit.error} retry={() => void unit.refetch()} />;
  if (!unit.data) return <PageSkeleton />;
  return <Page key={id} unit={unit.data} />;
}

function Page({ unit }: { unit: OneUnit }) {
  const { say, pick } = useWords();
  const asOf = useUrlState().params.get('asOf');
  const id = String(unit.id);
  const { level, validFrom, source } = unit.properties;
  const query = { level, unitsAsOf: validFrom, asOf };
  const status = useQuery({ queryKey: ['status', query], queryFn: ({ signal }) => get<Status>('/status', query, signal) });
  const figures = status.data?.items.find((item) => String(item.unit.id) === id)?.figures;
  const vintage = vintageOf(unit.properties);
  return (
    <div className={`page ${css.page}`}>
      <Head unit={unit} asOf={asOf} />
      {figures?.cables.tidyingUndertaken === false && (
        <Note tone="bad" title={say('tidying.notDoneLong')}>
          {figures.cables.tidyingSource && <Text size="xs">{say('source', { source: pick(figures.cables.tidyingSource) })}</Text>}
        </Note>
      )}
      {figures && figures.digitalPilots.length > 0 && <Text size="sm">{say('unit.pilots', { names: figures.digitalPilots.join(', ') })}</Text>}
      {status.isError && <ProblemView error={status.error} retry={() => void status.refetch()} />}
      <section aria-label={say('drawer.figures')}>
        <h2>{say('drawer.figures')}</h2>
        {status.isPending && <Skeleton height={240} role="status" aria-label={say('loading')} />}
        {figures && (
          <div className={css.groups} data-testid="unit-figures">
            <FigureList figures={figures} unit={id} vintage={vintage} asOf={asOf} />
          </div>
        )}
      </section>
      <Trends unit={id} asOf={asOf} />
      {figures && <MakeUp figures={figures} unit={id} vintage={vintage} asOf={asOf} />}
      <Overdue unit={id} vintage={vintage} asOf={asOf} />
      <Senders unit={id} />
      <Relatives unit={unit} asOf={asOf} />
      <Text size="xs" c="dimmed" mt="md">
        {say('unit.boundarySource', { source: boundarySource(source, say) })}
      </Text>
    </div>
  );
}

function Head({ unit, asOf }: { unit: OneUnit; asOf: string | null }) {
  const { say, pick } = useWords();
  const session = useSession();
  const { name, level, areaKm2, inForce } = unit.properties;
  const onMap = `/map?units=${vintageOf(unit.properties)}&sel=unit:${unit.id}${asOf ? `&asOf=${asOf}` : ''}`;
  return (
    <header className={css.head}>
      <div className={css.printOnly}>
        {session.data && pick(session.data.authority)} {session.data?.sampleData && <SampleMark />}
      </div>
      <nav aria-label={say('status.trail')} className={css.trail}>
        {unit.parents.map((parent) => (
          <span key={parent.id}>{parent.level === 'province' ? parent.name : <UnitLink unit={parent} asOf={asOf} />} ›</span>
        ))}
      </nav>
      <div className="page-head">
        <Title order={1}>{name}</Title>
        <Group gap={8} className={css.actions}>
          <Button component={Link} to={onMap} size="xs" variant="default" leftSection={<IconMap2 size={16} aria-hidden />}>
            {say('records.onMap')}
          </Button>
          <Button size="xs" variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
            {say('unit.print')}
          </Button>
        </Group>
      </div>
      <Group gap={8}>
        <Text size="sm" c="dimmed">
          {formatNumber(areaKm2, 2)} km²
        </Text>
        <Text size="sm">{say('unit.asOf', { day: asOf ? formatDate(asOf) : say('status.now', { day: formatDate(today()) }) })}</Text>
        {!inForce && <Tag tone="muted">{say(level === 'district' ? 'unit.formerDistrict' : 'unit.formerCommune')}</Tag>}
      </Group>
    </header>
  );
}

const UnitLink = ({ unit, asOf }: { unit: NamedUnit; asOf: string | null }) => <Link to={`/units/${unit.id}${asOf ? `?asOf=${asOf}` : ''}`}>{unit.name}</Link>;

function Relatives({ unit, asOf }: { unit: OneUnit; asOf: string | null }) {
  const { say } = useWords();
  const lists = (['children', 'before', 'after'] as const).map((name) => [name, unit[name]] as const).filter(([, units]) => units.length > 0);
  if (lists.length === 0) return null;
  return (
    <section aria-label={say('unit.relatives')}>
      <h2>{say('unit.relatives')}</h2>
      {lists.map(([name, units]) => (
        <div key={name}>
          <h3>{say(`unit.related.${name}`)}</h3>
          <ul className={css.relatives}>
            {units.map((one) => (
              <li key={one.id}>
                <UnitLink unit={one} asOf={asOf} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
