import { Link, useNavigate } from 'react-router';
import type { Submission } from './types';
import { useWords } from '../text';
import { formatInstant, formatNumber } from '../text/format';
import { useClosedWords } from './outcome';
import css from './submissions.module.css';
import { WorkMark } from './work/work-mark';

const COUNTS = ['new', 'changed', 'removed', 'withErrors', 'withWarnings'] as const;

/** Packages, the newest first, each with where it stands and what waits to be read. @param rule they open at the rows in which it found something */
export function SubmissionTable({ items, rule }: { items: Submission[]; rule: string | null }) {
  const { say } = useWords();
  return (
    <div className="table-scroll">
      <table className={`table ${css.list}`} data-testid="submissions">
        <caption className="hidden">{say('place.submissions')}</caption>
        <thead>
          <tr>
            {['file', 'kind', 'owner', 'state', 'when'].map((name) => (
              <th key={name} scope="col">
                {say(`submissions.column.${name}`)}
              </th>
            ))}
            {COUNTS.map((name) => (
              <th key={name} scope="col" className="number">
                {say(`counts.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <Row key={one.id} submission={one} rule={rule} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ submission, rule }: { submission: Submission; rule: string | null }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const closed = useClosedWords(submission);
  const { id, state } = submission;
  const to = `/submissions/${id}${rule ? `?step=check&rule=${encodeURIComponent(rule)}` : ''}`;
  return (
    <tr className="clickable" onClick={() => void navigate(to)}>
      <td>
        <Link to={to} onClick={(event) => event.stopPropagation()}>
          {submission.fileName ?? say('submissions.byApi', { id })}
        </Link>
        {submission.fileName && <span className="dimmed"> · {say('submissions.number', { id })}</span>}
        {submission.onlyCode && <span className="dimmed"> · {submission.onlyCode}</span>}
      </td>
      <td>{state === 'receiving' && !submission.kind ? '' : say(`kindShort.${submission.kind}`)}</td>
      <td>{submission.owner?.name}</td>
      <td>
        <WorkMark submission={submission} />
        {state !== 'decided' && submission.counts.conflicting > 0 && (
          <span className="dot bad">{say('desk.conflicts', { count: formatNumber(submission.counts.conflicting) })}</span>
        )}
        {submission.actions.includes('follow-up') && !submission.followedBy && (
          <span className="dot bad">{say('submissions.returned', { count: formatNumber(submission.counts.returned) })}</span>
        )}
        {state === 'decided' && submission.counts.rejected > 0 && (
          <span className="dot">{say('submissions.rejected', { count: formatNumber(submission.counts.rejected) })}</span>
        )}
        {closed && <span className="dot">{say('wizard.words.badge', { count: submission.wordsUnopened })}</span>}
      </td>
      <td>
        {submission.submittedAt || state === 'receiving' ? (
          formatInstant(submission.submittedAt ?? submission.createdAt)
        ) : (
          <span className="dimmed">{say('submissions.made', { at: formatInstant(submission.createdAt) })}</span>
        )}
      </td>
      {COUNTS.map((name) => (
        <td key={name} className="number">
          {state === 'receiving' ? '' : formatNumber(submission.counts[name] ?? 0)}
        </td>
      ))}
    </tr>
  );
}
