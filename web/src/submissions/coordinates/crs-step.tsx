import { Button, Skeleton, Text } from '@mantine/core';
import { useState } from 'react';
import type { CoordinateFindings, Submission } from '../types';
import { useRegistry } from '../../records/registry';
import { useWords } from '../../text';
import { formatNumber } from '../../text/format';
import { Empty } from '../../ui/empty';
import { Note } from '../../ui/note';
import { ProblemView } from '../../ui/problem';
import { readingWith } from '../reading-change';
import { MOST_POINTS, useCoordinates, usePoints, useRead } from '../reading-queries';
import { StepFoot } from '../steps/step-foot';
import { Alternatives } from './alternatives';
import css from './coordinates.module.css';
import { PlaceLegend } from './place-legend';
import { PointsMap } from './points-map';
import { SystemForm, type SystemChoice } from './system-form';
import { useShapes } from './use-shapes';

const NO_POINTS: never[] = [];

/** In what system the numbers were read and why, and where they fall, before anything is accepted. */
export function CrsStep({ submission }: { submission: Submission }) {
  const { say } = useWords();
  const id = String(submission.id);
  const findings = useCoordinates(id);
  const points = usePoints(id);
  const shapes = useShapes(id, useRegistry().kind(submission.kind)!);
  const all = points.data?.items ?? NO_POINTS;
  if (findings.isPending) return <Skeleton height={360} />;
  if (findings.isError) return <ProblemView error={findings.error} retry={() => void findings.refetch()} />;
  if (!findings.data.system && findings.data.inside + findings.data.outside === 0) return <NoPlaces />;
  return (
    <>
      <div className={css.step}>
        <Panel key={`${findings.data.system?.code} ${findings.data.system?.order}`} submission={submission} findings={findings.data} />
        <section className={css.mapSide}>
          <PointsMap
            className={css.map}
            points={all}
            shapes={shapes}
            by="place"
            selected={null}
            label={say('wizard.crs.map', { inside: formatNumber(findings.data.inside), outside: formatNumber(findings.data.outside) })}
          />
          <PlaceLegend findings={findings.data} />
          {points.data && points.data.total > MOST_POINTS && (
            <Text size="xs" c="dimmed">
              {say('wizard.crs.firstPoints', { count: formatNumber(MOST_POINTS), total: formatNumber(points.data.total) })}
            </Text>
          )}
        </section>
      </div>
      <StepFoot back="columns" next="check" />
    </>
  );
}

function Panel({ submission, findings }: { submission: Submission; findings: CoordinateFindings }) {
  const { say, pick } = useWords();
  const { system, sentence } = findings;
  const mayRead = submission.actions.includes('read');
  const read = useRead(String(submission.id));
  const now: SystemChoice = { code: system?.code ?? null, order: system?.order ?? 'xy' };
  const [choice, setChoice] = useState(now);
  const apply = ({ code, order }: SystemChoice) =>
    code && read.mutate({ change: readingWith(submission, { crs: code, order }), revision: submission.revision });
  const changed = choice.code !== null && (choice.code !== now.code || choice.order !== now.order);
  return (
    <section className={css.panel} aria-label={say('step.crs')}>
      {!system && <Text size="sm">{say('wizard.crs.asShapes')}</Text>}
      {system && (
        <div>
          <Text size="xs" c="dimmed">
            {say(system.guessed ? 'crs.guessed' : 'crs.given')}
          </Text>
          <Text fw={600} size="lg" data-testid="system">
            {pick(system.label)}
          </Text>
          <Text size="sm">{pick(system.reason)}</Text>
        </div>
      )}
      {mayRead && system?.assumed && (
        <Note tone="warn" testid="confirm-zone">
          <Text size="sm" mb={8}>
            {say('wizard.crs.confirmText')}
          </Text>
          <Button size="xs" loading={read.isPending} onClick={() => apply(now)}>
            {say('wizard.crs.confirm')}
          </Button>
        </Note>
      )}
      {sentence && (
        <Text size="sm" className={findings.outside > 0 ? css.sentence : undefined} role="status" data-testid="sentence">
          {pick(sentence)}
        </Text>
      )}
      {mayRead && <Alternatives findings={findings} apply={apply} busy={read.isPending} />}
      {mayRead && (
        <>
          <SystemForm choice={choice} system={system} change={setChoice} />
          <Button variant="light" disabled={!changed} loading={read.isPending} onClick={() => apply(choice)}>
            {say('wizard.crs.apply')}
          </Button>
        </>
      )}
    </section>
  );
}

function NoPlaces() {
  const { say } = useWords();
  return (
    <>
      <Empty title={say('crs.none')} text={say('wizard.crs.noneText')} />
      <StepFoot back="columns" next="check" />
    </>
  );
}
