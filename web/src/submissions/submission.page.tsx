import { Tabs } from '@mantine/core';
import { useParams } from 'react-router';
import type { Submission } from '../api-types';
import { useWords } from '../text';
import { formatNumber } from '../text/format';
import { PageSkeleton } from '../ui/page-skeleton';
import { ProblemView } from '../ui/problem';
import { useTitle } from '../ui/use-title';
import { useUrlState } from '../ui/use-url-state';
import { CheckStep } from './check-step';
import { ColumnsStep } from './columns-step';
import { CrsStep } from './crs-step';
import { FileStep } from './file-step';
import { EventList } from './event-list';
import { Outcome } from './outcome';
import { useSubmission } from './queries';
import { SendStep } from './send-step';
import { SubmissionHead } from './submission-head';

/** One package, step by step; a file that was understood opens at the checks. */
export default function SubmissionPage() {
  const { say } = useWords();
  const { id } = useParams() as { id: string };
  const submission = useSubmission(id);
  useTitle(submission.data?.fileName ?? say('place.submissions'));
  if (submission.isPending) return <PageSkeleton />;
  if (submission.isError) return <ProblemView error={submission.error} retry={() => void submission.refetch()} />;
  return (
    <div className="page wide">
      <SubmissionHead submission={submission.data} />
      <Outcome submission={submission.data} />
      <Steps id={id} submission={submission.data} />
    </div>
  );
}

function Steps({ id, submission }: { id: string; submission: Submission }) {
  const { say } = useWords();
  const { params, change } = useUrlState();
  const unknown = submission.columns.filter((column) => !column.field).length;
  const maySend = submission.actions.includes('submit');
  const step = params.get('step') ?? 'check';
  return (
    <Tabs value={step} onChange={(value) => change({ step: value })} keepMounted={false}>
      <Tabs.List mb="sm" aria-label={say('step.all')}>
        <Tabs.Tab value="file">{say('step.file')}</Tabs.Tab>
        <Tabs.Tab value="columns">
          {say('step.columns')}
          {unknown > 0 && <span className="dot">{say('step.unknown', { count: unknown })}</span>}
        </Tabs.Tab>
        <Tabs.Tab value="crs">{say('step.crs')}</Tabs.Tab>
        <Tabs.Tab value="check">
          {say('step.check')}
          {submission.counts.withErrors > 0 && <span className="dot bad">{say('step.errors', { count: formatNumber(submission.counts.withErrors) })}</span>}
        </Tabs.Tab>
        {maySend && <Tabs.Tab value="send">{say('step.send')}</Tabs.Tab>}
        <Tabs.Tab value="events">{say('step.events')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="file">
        <FileStep submission={submission} />
      </Tabs.Panel>
      <Tabs.Panel value="columns">
        <ColumnsStep columns={submission.columns} />
      </Tabs.Panel>
      <Tabs.Panel value="crs">
        <CrsStep id={id} submission={submission} />
      </Tabs.Panel>
      <Tabs.Panel value="check">
        <CheckStep id={id} submission={submission} unknown={unknown} />
      </Tabs.Panel>
      {maySend && (
        <Tabs.Panel value="send">
          <SendStep id={id} submission={submission} />
        </Tabs.Panel>
      )}
      <Tabs.Panel value="events">
        <EventList submission={submission} />
      </Tabs.Panel>
    </Tabs>
  );
}
