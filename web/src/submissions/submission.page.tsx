import { useParams } from 'react-router';
import { useNoticesLearnt } from '../bell/queries';
import { useWords } from '../text';
import { PageSkeleton } from '../ui/page-skeleton';
import { ProblemView } from '../ui/problem';
import { useTitle } from '../ui/use-title';
import { ElsewhereNote } from './elsewhere';
import { Outcome } from './outcome';
import { useAfterWork, useSubmission } from './queries';
import { Steps } from './steps/steps-view';
import { SubmissionHead } from './submission-head';
import { isUnderWay } from './work/progress';
import { WorkFailed, WorkPanel } from './work/work-panel';

/** One package, step by step; a file that was understood opens at the checks. */
export default function SubmissionPage() {
  const { say } = useWords();
  const { id } = useParams() as { id: string };
  const submission = useSubmission(id);
  useAfterWork(submission.data);
  useNoticesLearnt(id);
  useTitle(submission.data?.fileName ?? say('place.submissions'));
  if (submission.isPending) return <PageSkeleton />;
  if (submission.isError && !submission.data) return <ProblemView error={submission.error} retry={() => void submission.refetch()} />;
  const { work, state } = submission.data;
  const first = state === 'receiving';
  return (
    <div className="page wide">
      <SubmissionHead submission={submission.data} />
      <Outcome submission={submission.data} />
      <ElsewhereNote submission={submission.data} />
      {work?.state === 'failed' && <WorkFailed submission={submission.data} work={work} />}
      {isUnderWay(work) ? <WorkPanel submission={submission.data} work={work} /> : !first && <Steps id={id} submission={submission.data} />}
    </div>
  );
}
