import { Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Submission } from './types';
import { useRegistry } from '../records/registry';
import { useWords } from '../text';
import { formatInstant, formatNumber } from '../text/format';
import { StepFoot } from './steps/step-foot';
import css from './submissions.module.css';

/** Where the package came from, what it was taken for, and the way to another file. */
export function FileStep({ submission }: { submission: Submission }) {
  const { say, pick } = useWords();
  const { kind } = useRegistry();
  const { understood, counts, fileName } = submission;
  const facts: [string, string | null | undefined][] = [
    ['name', fileName ?? say('submissions.byApi', { id: submission.id })],
    ['kind', `${pick(kind(submission.kind)?.label)}${understood?.kindGuessed ? ` (${say('wizard.fileFacts.guessed')})` : ''}`],
    ['rows', formatNumber(counts.total)],
    ['owner', submission.owner.name],
    // Records that a program sent came in no file.
    ['format', fileName && understood?.format?.toUpperCase()],
    ['sheet', understood?.sheet],
    ['encoding', fileName && understood?.encoding],
    ['received', formatInstant(submission.createdAt)],
  ];
  return (
    <>
      <dl className={css.fileFacts} data-testid="file-facts">
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{say(`wizard.fileFacts.${name}`)}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {understood?.kindGuessed && <Text size="sm">{say('wizard.fileFacts.wrongKind')}</Text>}
      <StepFoot next={submission.columns.length ? 'columns' : 'check'}>
        {fileName && <Link to={submission.state === 'draft' ? `/submissions/new?instead=${submission.id}` : '/submissions/new'}>{say('file.other')}</Link>}
      </StepFoot>
    </>
  );
}
