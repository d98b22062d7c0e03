import { Button, Group, Paper, Progress, Text } from '@mantine/core';
import { Link, useNavigate } from 'react-router';
import type { Submission, Work } from '../types';
import { useWords } from '../../text';
import { formatNumber } from '../../text/format';
import { Note } from '../../ui/note';
import { useCancel } from '../queries';
import { percentOf } from './progress';
import css from './work.module.css';

/** What the server is doing with the package, in counts. The page may be left; the work goes on. */
export function WorkPanel({ submission, work }: { submission: Submission; work: Work }) {
  const { say } = useWords();
  const percent = percentOf(work);
  return (
    <Paper withBorder p="lg" className={css.panel} data-testid="work">
      <Text fw={600} size="lg">
        {say(`wizard.work.phase.${work.phase}`)}
      </Text>
      <Progress.Root size="lg">
        <Progress.Section
          value={percent ?? 100}
          animated={percent === null || percent < 100}
          striped={percent === null}
          aria-label={say('wizard.work.progress')}
        />
      </Progress.Root>
      <Text size="sm" role="status">
        <WorkWords work={work} />
      </Text>
      <Text size="sm" c="dimmed">
        {say('wizard.work.leave')}
      </Text>
      <Group gap="xs">
        {submission.actions.includes('cancel') && <Cancel submission={submission} />}
        <Button size="xs" variant="subtle" component={Link} to="/submissions">
          {say('wizard.work.toList')}
        </Button>
      </Group>
    </Paper>
  );
}

/** "42.300 / 100.000 dòng". How many a file holds is an estimate while it is read. */
export function WorkWords({ work }: { work: Work }) {
  const { say } = useWords();
  if (work.total && work.phase === 'reading')
    return say('wizard.work.rowsAbout', { done: formatNumber(work.done), total: formatNumber(Number(work.total.toPrecision(3))) });
  if (work.total) return say('wizard.work.rows', { done: formatNumber(work.done), total: formatNumber(work.total) });
  return work.done > 0 ? say('wizard.work.rowsSoFar', { done: formatNumber(work.done) }) : say('wizard.work.soon');
}

function Cancel({ submission }: { submission: Submission }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const stop = useCancel(String(submission.id));
  const first = submission.state === 'receiving';
  const cancel = async () => {
    // The draft of a first reading is thrown away with it.
    if (first) await navigate('/submissions');
    await stop.mutateAsync();
  };
  return (
    <Button size="xs" variant="default" loading={stop.isPending} onClick={() => void cancel().catch(() => {})}>
      {say(first ? 'wizard.work.cancelFirst' : 'wizard.work.cancel')}
    </Button>
  );
}

/** The server's sentence on why it could not go on, and the ways out. */
export function WorkFailed({ submission, work }: { submission: Submission; work: Work }) {
  const { say, pick } = useWords();
  const first = submission.state === 'receiving';
  return (
    <Note tone="bad" role="alert" title={say(`wizard.work.failed.${work.task}`)} testid="work-failed">
      <Text size="sm">{pick(work.problem) || say('problem.unknown')}</Text>
      <Text size="sm" mt={4}>
        {say(first ? 'wizard.work.failedFirst' : 'wizard.work.failedAgain')}
      </Text>
      {first && (
        <Group gap="xs" mt="xs">
          <Button size="xs" component={Link} to="/submissions/new">
            {say('file.other')}
          </Button>
          {submission.actions.includes('cancel') && <Cancel submission={submission} />}
        </Group>
      )}
    </Note>
  );
}
