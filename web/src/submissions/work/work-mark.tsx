import { Progress } from '@mantine/core';
import type { Submission } from '../types';
import { useWords } from '../../text';
import { StateBadge } from '../badges';
import { Tag } from '../../ui/tag';
import { isUnderWay, percentOf } from './progress';
import { WorkWords } from './work-panel';
import css from './work.module.css';

/** In a list: the state, and while something is done to it, how far that has come. */
export function WorkMark({ submission }: { submission: Submission }) {
  const { say } = useWords();
  const { work } = submission;
  if (isUnderWay(work)) {
    return (
      <span className={css.small}>
        <Progress.Root size="sm">
          <Progress.Section value={percentOf(work) ?? 100} animated aria-label={say(`wizard.work.phase.${work.phase}`)} />
        </Progress.Root>
        <span>
          <WorkWords work={work} />
        </span>
      </span>
    );
  }
  if (work?.state === 'failed' && submission.state === 'receiving') return <Tag tone="bad">{say(`wizard.work.failed.${work.task}`)}</Tag>;
  return <StateBadge submission={submission} />;
}
